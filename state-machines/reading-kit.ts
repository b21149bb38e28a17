/** What tests of visits that wait to be read begin with. */
import { BEGIN, type Kit, ready, STREAMING, VISIT } from './test-kit.ts';

/** Measured alone, left to be read, the cabinet cleaned. */
export function leaveToBeRead(kit: Kit, visit: string = VISIT): void {
  kit.sayAll(BEGIN.map((said) => (said.type === 'patient.begin' ? { ...said, visit } : said)));
  kit.sayAll([
    STREAMING,
    { type: 'patient.startExam', exam: 'oximetry' },
    ready('prepare'),
    ready('position'),
  ]);
  kit.seconds(20);
  kit.sayAll([
    ready('done'),
    { type: 'patient.readLater' },
    { type: 'patient.finish' },
    { type: 'cleaning.done' },
  ]);
}
