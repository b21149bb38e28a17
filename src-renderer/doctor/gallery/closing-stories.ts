/** A visit near its end: what others left is read, a note is left, the patient has been asked. */
import type { DoctorView, EarlierNote, WrittenNote } from '../../../state-machines/contract.ts';
import type { CallState, DoctorState } from '../../call/session-contract.ts';
import { HISTORY } from './data.ts';
import type { Story } from './stories.ts';

type Consult = (call?: Partial<CallState>, view?: Partial<DoctorView>) => DoctorState;

const NOTE = {
  reason: 'Toux sèche depuis une semaine, sans fièvre.',
  found: 'Auscultation claire, 37,4 °C, SpO₂ 97 %.',
  done: 'Pas d’antibiotique ; lavage de nez, miel.',
  watch: 'Essoufflement, fièvre au-delà de 3 jours.',
};
const left = (n: number, by: string): EarlierNote => ({
  id: `urn:uuid:00000000-0000-4000-8000-0000000000f${n}`,
  note: NOTE,
  by,
  at: Date.UTC(2026, 10, 10 + n),
});
const WRITTEN: WrittenNote = {
  id: 'urn:uuid:00000000-0000-4000-8000-0000000000fa',
  note: NOTE,
  by: { id: 'dr-lemoine', name: 'Dr Lemoine' },
  at: { mono: 0, wall: Date.UTC(2026, 10, 22), clockSure: true },
  replaces: null,
};

export const closingStories = (consultation: Consult): { readonly notes: Story } => ({
  notes: {
    state: () =>
      consultation(
        { events: HISTORY },
        {
          earlier: { state: 'shown', notes: [left(2, 'Dr Anne Petit'), left(1, 'Dr Karim Haddad')] },
          note: WRITTEN,
          share: { granted: true, question: null },
          confirmed: true,
        },
      ),
  },
});
