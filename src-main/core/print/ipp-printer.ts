/** A printer or a CUPS queue over IPP: how it stands, a document for it, and what becomes of that. */
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { decodeIpp, encodeIpp, type IppReply, type IppRequest, OPERATION } from './ipp-message.ts';

const IPP_PORT = 631;
const MAX_ANSWER_BYTES = 1024 * 1024;
/** client-error-not-found */
const NOT_FOUND = 0x0406;
/** server-error-busy */
const BUSY = 0x0507;
const FIRST_ERROR = 0x0100;
/** Done; not possible, of a job that is over; not found. */
const FORGOTTEN: readonly number[] = [0x0000, 0x0001, 0x0404, NOT_FOUND];

export type PrinterState = 'idle' | 'processing' | 'stopped';
/** printer-state of RFC 8011 */
const STATES: Readonly<Record<number, PrinterState>> = { 3: 'idle', 4: 'processing', 5: 'stopped' };

export type PrinterAnswer =
  | {
      readonly state: PrinterState;
      /** printer-state-reasons, e.g. `media-empty-error`, `paused`; without `none`. */
      readonly reasons: readonly string[];
      readonly accepting: boolean;
      readonly name: string;
    }
  /** `gone`: there is a print service, and not this queue. */
  | { readonly trouble: 'gone' | 'unreachable' | 'odd-answer'; readonly detail: string };

export type PrintAnswer =
  | { readonly job: number }
  /** `busy`: takes one job at a time, and has one. */
  | { readonly trouble: 'refused' | 'busy' | 'unreachable'; readonly detail: string };

/** job-state of RFC 8011, 5.3.7 */
const JOB_STATES = {
  3: 'pending',
  4: 'held',
  5: 'processing',
  6: 'stopped',
  7: 'canceled',
  8: 'aborted',
  9: 'completed',
} as const;
export type JobState = (typeof JOB_STATES)[keyof typeof JOB_STATES];
const isJobState = (value: number): value is keyof typeof JOB_STATES => value in JOB_STATES;

export type JobAnswer =
  | { readonly state: JobState; readonly reasons: readonly string[] }
  /** `gone`: the printer answers and knows no such job. */
  | { readonly trouble: 'gone' | 'unreachable' | 'odd-answer'; readonly detail: string };

export interface IppPrinter {
  readonly address: string;
  ask(): Promise<PrinterAnswer>;
  /** Resolves when the printer has taken the job, not when the paper is out. */
  print(document: Buffer, format: string, jobName: string): Promise<PrintAnswer>;
  job(id: number): Promise<JobAnswer>;
  /** False: not confirmed by the printer; it may still print. */
  cancel(id: number): Promise<boolean>;
  /**
   * What the service kept of a job that is over, its file first of all. False: it says that it keeps some; a printer
   * without a service in front keeps none.
   */
  forget(id: number): Promise<boolean>;
  /** Every job of the cabinet that still waits or prints. False: not confirmed. */
  cancelAll(): Promise<boolean>;
}

const hex = (status: number): string => `status 0x${status.toString(16).padStart(4, '0')}`;
const told = (reply: IppReply, name: string): string[] =>
  (reply.attributes.get(name) ?? []).map(String).filter((reason) => reason !== 'none');

/** @param address ipp:// or ipps:// */
export function createIppPrinter(address: string, limitMs = 4000): IppPrinter {
  let requests = 0;
  const say = (request: Omit<IppRequest, 'printer' | 'requestId'>): Promise<IppReply | { fault: string }> => {
    requests += 1;
    return post(address, encodeIpp({ ...request, printer: address, requestId: requests }), limitMs);
  };
  return {
    address,
    async ask() {
      const asked = [
        'printer-state',
        'printer-state-reasons',
        'printer-is-accepting-jobs',
        'printer-make-and-model',
      ];
      const reply = await say({ operation: OPERATION.getPrinterAttributes, asked });
      if ('fault' in reply) return { trouble: 'unreachable', detail: reply.fault };
      if (reply.status === NOT_FOUND) return { trouble: 'gone', detail: '' };
      const { attributes } = reply;
      const state = STATES[Number(attributes.get('printer-state')?.[0])];
      if (reply.status >= FIRST_ERROR || state === undefined)
        return { trouble: 'odd-answer', detail: hex(reply.status) };
      return {
        state,
        reasons: told(reply, 'printer-state-reasons'),
        accepting: attributes.get('printer-is-accepting-jobs')?.[0] !== false,
        name: String(attributes.get('printer-make-and-model')?.[0] ?? ''),
      };
    },
    async job(id) {
      const reply = await say({
        operation: OPERATION.getJobAttributes,
        job: id,
        asked: ['job-state', 'job-state-reasons'],
      });
      if ('fault' in reply) return { trouble: 'unreachable', detail: reply.fault };
      if (reply.status === NOT_FOUND) return { trouble: 'gone', detail: '' };
      const state = Number(reply.attributes.get('job-state')?.[0]);
      if (reply.status >= FIRST_ERROR || !isJobState(state))
        return { trouble: 'odd-answer', detail: hex(reply.status) };
      return { state: JOB_STATES[state], reasons: told(reply, 'job-state-reasons') };
    },
    async cancel(id) {
      const reply = await say({ operation: OPERATION.cancelJob, job: id });
      return !('fault' in reply) && (reply.status < FIRST_ERROR || reply.status === NOT_FOUND);
    },
    async forget(id) {
      const reply = await say({ operation: OPERATION.cancelJob, job: id, purge: true });
      // Refused by what knows no purge: there the job is over, and nothing of it is kept.
      return !('fault' in reply) && FORGOTTEN.includes(reply.status);
    },
    async cancelAll() {
      const reply = await say({ operation: OPERATION.cancelMyJobs });
      return !('fault' in reply) && reply.status < FIRST_ERROR;
    },
    async print(document, format, jobName) {
      const reply = await say({ operation: OPERATION.printJob, document, format, jobName });
      if ('fault' in reply) return { trouble: 'unreachable', detail: reply.fault };
      const job = Number(reply.attributes.get('job-id')?.[0]);
      if (reply.status < FIRST_ERROR && Number.isInteger(job)) return { job };
      return { trouble: reply.status === BUSY ? 'busy' : 'refused', detail: hex(reply.status) };
    },
  };
}

function post(address: string, body: Buffer, limitMs: number): Promise<IppReply | { fault: string }> {
  const url = new URL(address);
  const request = url.protocol === 'ipps:' ? httpsRequest : httpRequest;
  const options = {
    host: url.hostname,
    port: url.port === '' ? IPP_PORT : Number(url.port),
    path: url.pathname,
    method: 'POST',
    headers: { 'content-type': 'application/ipp', 'content-length': body.length },
    signal: AbortSignal.timeout(limitMs),
    agent: false,
  } as const;
  return new Promise((resolve) => {
    const fault = (detail: string): void => resolve({ fault: detail });
    const sent = request(options, (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        if (length > MAX_ANSWER_BYTES) sent.destroy();
        else chunks.push(chunk);
      });
      response.on('error', (error) => fault(error.message));
      response.on('close', () => fault('the answer was cut'));
      response.on('end', () => {
        const reply = response.statusCode === 200 ? decodeIpp(Buffer.concat(chunks)) : null;
        if (reply === null) fault(`http ${response.statusCode ?? 0}`);
        else resolve(reply);
      });
    });
    sent.on('error', (error) => fault('code' in error ? String(error.code) : error.message));
    sent.end(body);
  });
}
