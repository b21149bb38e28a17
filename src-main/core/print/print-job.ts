/**
 * One document through one printer, followed to its end: on paper, or not handed over and why. What is not on paper in
 * time is taken back, so that it never comes out beside the next patient.
 */
import { createHash } from 'node:crypto';
import type { Clock } from '../../../drivers/contract.ts';
import { pause } from '../../../drivers/parts/pause.ts';
import type { NotHandedOver, PrinterTrouble } from '../../../state-machines/documents.ts';
import type { IppPrinter } from './ipp-printer.ts';
import { troubleOf } from './printer-trouble.ts';

export const LOOK_EVERY_MS = 500;
/** Somebody may fill in paper meanwhile. */
export const PRINT_WITHIN_MS = 90_000;
/** A printer that says nothing for so long has been unplugged. */
export const SILENT_MS = 10_000;

export type PrintOutcome =
  /** `sha256`: of the bytes that the printer took. */
  | { readonly handedOver: true; readonly sha256: string }
  | {
      readonly handedOver: false;
      readonly why: NotHandedOver;
      /** False: the printer did not confirm that it forgot the job; the paper may still come. */
      readonly withdrawn: boolean;
    };

export interface PrintJobParts {
  readonly printer: IppPrinter;
  readonly clock: Clock;
  /** Each time it changes; null: it goes on. */
  readonly onTrouble: (trouble: PrinterTrouble | null) => void;
  /** The print service says that it keeps something of a job that is over. */
  readonly onKept: () => void;
  /** Of the person who stops it. */
  readonly signal: AbortSignal;
}

/** @param document the bytes as they came; nothing converts or scales them here. */
export async function printJob(
  parts: PrintJobParts,
  document: Buffer,
  jobName: string,
): Promise<PrintOutcome> {
  const { printer, clock, signal } = parts;
  const begun = clock.now();
  const late = (): boolean => clock.now() - begun >= PRINT_WITHIN_MS;
  let taken = await printer.print(document, 'application/pdf', jobName);
  while ('trouble' in taken && taken.trouble === 'busy' && !late() && !signal.aborted) {
    await pause(clock, LOOK_EVERY_MS, signal);
    taken = await printer.print(document, 'application/pdf', jobName);
  }
  if ('trouble' in taken) {
    // Unreachable may mean that the answer was lost, not the document.
    if (taken.trouble === 'unreachable')
      return { handedOver: false, why: 'printer-gone', withdrawn: await printer.cancelAll() };
    const why = signal.aborted ? 'taken-back' : taken.trouble === 'busy' ? 'too-slow' : 'refused';
    return { handedOver: false, why, withdrawn: true };
  }
  const outcome = await follow(parts, taken.job, document, begun);
  if (!(await printer.forget(taken.job))) parts.onKept();
  return outcome;
}

async function follow(
  parts: PrintJobParts,
  id: number,
  document: Buffer,
  begun: number,
): Promise<PrintOutcome> {
  const { printer, clock, signal } = parts;
  const late = (): boolean => clock.now() - begun >= PRINT_WITHIN_MS;
  const sha256 = createHash('sha256').update(document).digest('hex');
  let heardAt = begun;
  let told: PrinterTrouble | null = null;
  const giveUp = async (why: NotHandedOver): Promise<PrintOutcome> => {
    if (await printer.cancel(id)) return { handedOver: false, why, withdrawn: true };
    // Too late to take it back: it may be on paper by now.
    const job = await printer.job(id);
    const printed = !('trouble' in job) && job.state === 'completed';
    return printed ? { handedOver: true, sha256 } : { handedOver: false, why, withdrawn: false };
  };

  for (;;) {
    const [job, state] = await Promise.all([printer.job(id), printer.ask()]);
    if (!('trouble' in job)) {
      if (job.state === 'completed') return { handedOver: true, sha256 };
      if (job.state === 'aborted') return { handedOver: false, why: told ?? 'aborted', withdrawn: true };
      if (job.state === 'canceled') return { handedOver: false, why: 'taken-back', withdrawn: true };
    } else if (job.trouble === 'gone') return { handedOver: false, why: told ?? 'aborted', withdrawn: true };
    if (!('trouble' in state)) {
      heardAt = clock.now();
      const trouble = troubleOf(state.reasons) ?? (state.state === 'stopped' ? 'out-of-order' : null);
      if (trouble !== told) parts.onTrouble(trouble);
      told = trouble;
    }
    if (signal.aborted) return giveUp('taken-back');
    if (clock.now() - heardAt >= SILENT_MS) return giveUp('printer-gone');
    if (late()) return giveUp(told ?? 'too-slow');
    await pause(clock, LOOK_EVERY_MS, signal);
  }
}
