/**
 * Prints the doctor's documents: one at a time, in the order they were asked for, on the first printer that hands them
 * over. The bytes come from the journal and their hash is checked before and after; nothing of them is kept here.
 */
import { createHash } from 'node:crypto';
import type { Clock } from '../../../drivers/contract.ts';
import type { NotHandedOver, PrinterTrouble } from '../../../state-machines/documents.ts';
import type { IppPrinter } from './ipp-printer.ts';
import { printJob } from './print-job.ts';

export interface PrintOrder {
  /** Of this printing: a document may be printed again. */
  readonly print: string;
  readonly document: string;
  readonly bytes: number;
  /** Hex, as the doctor's side announced and the journal keeps it. */
  readonly sha256: string;
}

export type PrintReport =
  | { readonly type: 'print.trouble'; readonly print: string; readonly trouble: PrinterTrouble | null }
  | {
      readonly type: 'print.over';
      readonly print: string;
      /** Which of the configured printers, counted from 0; null: none. */
      readonly printer: number | null;
      /** Null: on paper. */
      readonly why: NotHandedOver | null;
      /** False: paper may still come out of a printer that did not confirm. */
      readonly withdrawn: boolean;
      /** Of the bytes that the printer took; null: none were. */
      readonly sha256: string | null;
    };

/** How often a printer that did not confirm is told again to forget what it holds. */
export const SWEEP_MS = 5000;

export interface PrintDesk {
  /**
   * After every start, before anything is printed: what the last run left in the printers is taken back. False: not
   * confirmed yet; it is tried again until it is, and nothing else is printed there before.
   */
  clear(): Promise<boolean>;
  print(order: PrintOrder): void;
  /** The patient leaves, or somebody stops it: nothing of it comes out any more. */
  stop(print: string): void;
  stopAll(): void;
  settled(): Promise<void>;
  close(): void;
}

export interface PrintDeskParts {
  /** The first is tried first. */
  readonly printers: readonly IppPrinter[];
  readonly clock: Clock;
  readonly read: (document: string, bytes: number) => Promise<Buffer>;
  readonly report: (report: PrintReport) => Promise<unknown>;
  /** A print service keeps something of a job that is over. */
  readonly onKept: () => void;
  readonly onError: (error: unknown) => void;
}

/** Says nothing of the patient: print services list and log the names of jobs. */
const JOB_NAME = 'document';

export function createPrintDesk(parts: PrintDeskParts): PrintDesk {
  const { printers, clock, report } = parts;
  const running = new Map<string, AbortController>();
  /** They may still hold pages of somebody. */
  const unswept = new Set<IppPrinter>();
  let queue: Promise<void> = Promise.resolve();
  let stopSweeping: (() => void) | null = null;
  let closed = false;

  async function sweep(printer: IppPrinter): Promise<boolean> {
    if (await printer.cancelAll()) unswept.delete(printer);
    else unswept.add(printer);
    sweepLater();
    return !unswept.has(printer);
  }
  function sweepLater(): void {
    if (closed || unswept.size === 0 || stopSweeping !== null) return;
    stopSweeping = clock.after(SWEEP_MS, () => {
      stopSweeping = null;
      // Between two prints: what one is following is its own.
      queue = queue
        .then(async () => {
          if (!closed) for (const printer of unswept) await sweep(printer);
        })
        .catch(parts.onError);
    });
  }

  async function bytesOf({ document, bytes, sha256 }: PrintOrder): Promise<Buffer | null> {
    try {
      const content = await parts.read(document, bytes);
      return createHash('sha256').update(content).digest('hex') === sha256 ? content : null;
    } catch (error) {
      parts.onError(error);
      return null;
    }
  }

  async function run(order: PrintOrder, signal: AbortSignal): Promise<PrintReport> {
    const { print } = order;
    const over = (
      printer: number | null,
      why: Extract<PrintReport, { type: 'print.over' }>['why'],
      withdrawn = true,
      sha256: string | null = null,
    ): PrintReport => ({ type: 'print.over', print, printer, why, withdrawn, sha256 });
    if (printers.length === 0) return over(null, 'no-printer');
    const content = await bytesOf(order);
    if (content === null) return over(null, 'unreadable');
    const onTrouble = (trouble: PrinterTrouble | null): void => {
      void report({ type: 'print.trouble', print, trouble }).catch(parts.onError);
    };
    let failure = over(null, 'taken-back');
    for (const [index, printer] of printers.entries()) {
      if (signal.aborted) break;
      if (unswept.has(printer) && !(await sweep(printer))) {
        failure = over(index, 'printer-gone');
        continue;
      }
      const outcome = await printJob(
        { printer, clock, onTrouble, onKept: parts.onKept, signal },
        content,
        JOB_NAME,
      );
      if (outcome.handedOver) {
        const same = outcome.sha256 === order.sha256;
        return over(index, same ? null : 'unreadable', same, outcome.sha256);
      }
      failure = over(index, outcome.why, outcome.withdrawn);
      // Two copies of a prescription are worse than none: another printer only when this one has surely let go.
      if (!outcome.withdrawn) {
        unswept.add(printer);
        sweepLater();
        break;
      }
    }
    return failure;
  }

  return {
    async clear() {
      const answers = await Promise.all(printers.map(sweep));
      return answers.every(Boolean);
    },
    print(order) {
      if (running.has(order.print)) return;
      const stop = new AbortController();
      running.set(order.print, stop);
      queue = queue
        .then(() => run(order, stop.signal))
        .finally(() => running.delete(order.print))
        .then(report)
        .then(() => undefined, parts.onError);
    },
    stop: (print) => running.get(print)?.abort(),
    stopAll() {
      for (const stop of running.values()) stop.abort();
    },
    settled: () => queue,
    close() {
      closed = true;
      stopSweeping?.();
      for (const stop of running.values()) stop.abort();
    },
  };
}
