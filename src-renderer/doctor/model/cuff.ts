/** May the doctor inflate now? The cabinet asks again, with its own clock; this says why not before a click. */
import type { ExamStep, ExamView } from '../../../state-machines/contract.ts';

export type CuffWait =
  | 'link'
  | 'clock'
  | 'preparing'
  | 'resting'
  | 'ready'
  | 'moving'
  | 'again'
  | 'judging'
  | 'memory';

/** `seconds`: how long the "ready" still holds, rounded down so that the last click is not too late. */
export type CuffStart = { readonly seconds: number } | { readonly wait: CuffWait };

const WAIT: Readonly<Partial<Record<ExamStep, CuffWait>>> = {
  questions: 'preparing',
  prepare: 'preparing',
  rest: 'resting',
  measure: 'moving',
  judge: 'judging',
  repeat: 'again',
};

/** `cabinetNow`: the cabinet's monotonic ms, null while unknown. */
export function cuffStart(exam: ExamView, live: boolean, cabinetNow: number | null): CuffStart {
  if (!live) return { wait: 'link' };
  if (exam.cuff === 'memory') return { wait: 'memory' };
  const wait = WAIT[exam.step];
  if (wait !== undefined) return { wait };
  const until = exam.step === 'connect' ? (exam.readyUntil ?? null) : null;
  if (until === null) return { wait: 'ready' };
  if (cabinetNow === null) return { wait: 'clock' };
  const seconds = Math.floor((until - cabinetNow) / 1000);
  return seconds > 0 ? { seconds } : { wait: 'ready' };
}
