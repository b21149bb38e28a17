/** What a patient meets of a document of the doctor. */
import type { GivenDocument, Hand, PatientView } from '../../../state-machines/contract.ts';
import type { Case } from './cases.ts';

const print = '00000000-0000-4000-8000-0000000000a1';
const given = (hand: Hand, over: Partial<GivenDocument> = {}): GivenDocument => ({
  id: 'urn:uuid:00000000-0000-4000-8000-0000000000a0',
  kind: 'prescription',
  title: 'Ordonnance du 22 novembre',
  bytes: 2000,
  sha256: '0'.repeat(64),
  at: { mono: 0, wall: 0, clockSure: true },
  hand,
  copies: 0,
  seen: false,
  ...over,
});
const printing = (trouble: Extract<Hand, { state: 'printing' }>['trouble']): Hand => ({
  state: 'printing',
  print,
  by: 'patient',
  trouble,
});
const lost = (why: Extract<Hand, { state: 'not-handed-over' }>['why'], withdrawn: boolean): Hand => ({
  state: 'not-handed-over',
  print,
  why,
  withdrawn,
});

export function documentCases(
  during: (phase: PatientView['phase'], more?: Partial<PatientView>) => PatientView,
): Readonly<Record<string, Case>> {
  const doctor = { name: 'Dr Claire Martin', link: 'live' } as const;
  const inCall = (hand: Hand, over: Partial<GivenDocument> = {}): Case => ({
    view: during('inCall', { doctor, documents: [given(hand, over)] }),
    video: true,
  });
  return {
    'document-prescription': inCall({ state: 'waits' }),
    'document-printing': inCall(printing(null)),
    'document-paper-out': inCall(printing('paper-out')),
    // The longest sentence.
    'document-cover-open': inCall(printing('cover-open')),
    'document-handed-over': inCall({ state: 'handed-over', print }),
    'document-not-handed-over': inCall(lost('paper-out', true)),
    'document-may-have-come': inCall(lost('printer-gone', false)),
    'document-no-printer': inCall(lost('no-printer', true)),
    'document-after-the-call': { view: during('documents', { documents: [given({ state: 'waits' })] }) },
    'documents-given': {
      view: during('documents', {
        documents: [
          given({ state: 'handed-over', print }, { seen: true }),
          given({ state: 'shown' }, { seen: true, title: 'Certificat', id: 'urn:uuid:b' }),
          given(lost('jam', true), { seen: true, title: 'Courrier', id: 'urn:uuid:c' }),
        ],
      }),
    },
  };
}
