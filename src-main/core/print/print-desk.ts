/**
 * Prints the doctor's documents: one at a time, in the order they were asked for, on the first printer that hands them
 * over. The bytes come from the journal and their hash is checked before and after; nothing of them is kept here.
 */
import { createHash } from 'node:crypto';
import type { Clock } from '../../../drivers/contract.ts';
import type { IppPrinter } from './ipp-printer.ts';
import { type NotHandedOver, printJob } from './print-job.ts';
import type { PrinterTrouble } from './printer-trouble.ts';

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
      readonly why: NotHandedOver | 'no-printer' | 'unreadable' | null;
      /** False: paper may still come out of a printer that did not confirm. */
      readonly withdrawn: boolean;
    };

export interface PrintDesk {
  /** After every start, before anything is printed: what the last run left in the printers is taken back. */
  clear(): Promise<boolean>;
  print(order: PrintOrder): void;
  /** The patient leaves, or somebody stops it: nothing of it comes out any more. */
  stop(print: string): void;
  stopAll(): void;
  settled(): Promise<void>;
}

export interface PrintDeskParts {
  /** The first is tried first. */
  readonly printers: readonly IppPrinter[];
  readonly clock: Clock;
  readonly read: (document: string, bytes: number) => Promise<Buffer>;
  readonly report: (report: PrintReport) => Promise<unknown>;
  readonly onError: (error: unknown) => void;
}

/** Says nothing of the patient: print services list and log the names of jobs. */
const JOB_NAME = 'document';

export function createPrintDesk(parts: PrintDeskParts): PrintDesk {
  const { printers, clock, report } = parts;
  const running = new Map<string, AbortController>();
  let queue: Promise<void> = Promise.resolve();

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
    ): PrintReport => ({ type: 'print.over', print, printer, why, withdrawn });
    if (printers.length === 0) return over(null, 'no-printer');
    const content = await bytesOf(order);
    if (content === null) return over(null, 'unreadable');
    const onTrouble = (trouble: PrinterTrouble | null): void => {
      void report({ type: 'print.trouble', print, trouble }).catch(parts.onError);
    };
    let failure = over(null, 'taken-back');
    for (const [index, printer] of printers.entries()) {
      if (signal.aborted) break;
      const outcome = await printJob({ printer, clock, onTrouble, signal }, content, JOB_NAME);
      if (outcome.handedOver) return over(index, outcome.sha256 === order.sha256 ? null : 'unreadable');
      failure = over(index, outcome.why, outcome.withdrawn);
      // Two copies of a prescription are worse than none: another printer only when this one has surely let go.
      if (!outcome.withdrawn) break;
    }
    return failure;
  }

  return {
    async clear() {
      const answers = await Promise.all(printers.map((printer) => printer.cancelAll()));
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
  };
}
