/** What the doctor is told of the cabinet's memory: a word only where it changes what he should do. */
import type { DoctorView } from '../../state-machines/contract.ts';
import type { JournalCondition } from '../journal/contract.ts';

export function journalWord({ durable, mended }: JournalCondition): Pick<DoctorView, 'journal'> {
  if (!durable) return { journal: 'lost-on-restart' };
  const whole = mended === null || (mended.lost === 0 && mended.blobsLost === 0);
  return whole ? {} : { journal: 'gaps' };
}
