/** Events as visits leave them, so many; all of them may leave. */
import type { Journal } from '../../src-main/journal/index.ts';
import { plainTransaction } from '../../src-main/journal/plain-transaction.ts';
import { BEGUN, DOCTOR, IDENTITY, reading } from '../../src-main/uplink/fhir/test-kit.ts';
import type { JournalRecord } from '../../state-machines/contract.ts';
import { record } from '../../state-machines/records.ts';

const EVENTS_A_VISIT = 20;
const hex = (n: number) => n.toString(16).padStart(12, '0');

function visitRecords(n: number): JournalRecord[] {
  const visit = `00000000-0000-4000-9000-${hex(n)}`;
  const claim = `00000000-0000-4000-a000-${hex(n)}`;
  const first = n * 64;
  const measured = Array.from({ length: EVENTS_A_VISIT - 5 }, (_, index) =>
    record('reading.accepted', {
      exam: 'oximetry',
      attempt: 1,
      readings: [
        reading(first + index * 2, { quantity: 'spo2', value: 90 + (index % 9) }),
        reading(first + index * 2 + 1, { quantity: 'pulse-rate', value: 60 + index }),
      ],
      window: [],
    }),
  );
  return [
    record('visit.begun', { visit }),
    record('identity.given', { identity: IDENTITY }),
    record('consent', { granted: true }),
    record('doctor.claimed', { doctor: DOCTOR, claim, call: 1, resumed: false }),
    ...measured,
    record('visit.ended', { because: 'completed' }),
  ];
}

export async function waitingEvents(journal: Journal, events: number): Promise<void> {
  for (let n = 1; n <= events / EVENTS_A_VISIT; n += 1) {
    const visit = `00000000-0000-4000-9000-${hex(n)}`;
    const at = { mono: n, wall: BEGUN + n, clockSure: true };
    await journal.commit(plainTransaction({ visit, at, records: visitRecords(n) }));
  }
}
