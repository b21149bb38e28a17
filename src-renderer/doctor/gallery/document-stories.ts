/** Documents of the doctor in each of their states. */
import type { DoctorView, GivenDocument, Hand } from '../../../state-machines/contract.ts';
import type { CallState, DoctorState } from '../../call/session-contract.ts';
import type { Story } from './stories.ts';

type Consult = (call?: Partial<CallState>, view?: Partial<DoctorView>) => DoctorState;

const offered = (n: number, title: string, kind: GivenDocument['kind'] = 'prescription') => ({
  id: `urn:uuid:00000000-0000-4000-8000-0000000000d${n}`,
  kind,
  title,
  bytes: 84_000,
  sha256: '0'.repeat(64),
});
const print = '00000000-0000-4000-8000-0000000000e1';
const given = (n: number, title: string, hand: Hand, more: Partial<GivenDocument> = {}): GivenDocument => ({
  ...offered(n, title),
  at: { mono: 0, wall: 0, clockSure: true },
  hand,
  copies: 0,
  seen: false,
  ...more,
});

export const documentStories = (consultation: Consult): { readonly documents: Story } => ({
  documents: {
    state: () =>
      consultation(
        {
          sending: [
            { ...offered(4, 'Lettre au cardiologue', 'letter'), journey: { state: 'going', have: 52_000 } },
          ],
        },
        {
          documents: [
            given(1, 'Ordonnance', { state: 'handed-over', print }, { copies: 2 }),
            given(2, 'Ordonnance biologie', {
              state: 'not-handed-over',
              print,
              why: 'printer-gone',
              withdrawn: false,
            }),
            given(
              3,
              'Arrêt de travail',
              { state: 'printing', print, by: 'patient', trouble: 'paper-out' },
              {
                kind: 'certificate',
              },
            ),
          ],
        },
      ),
  },
});
