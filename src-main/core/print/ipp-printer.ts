/** A printer or a CUPS queue over IPP: how it stands, and one page for it. */
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { decodeIpp, encodeIpp, type IppReply, type IppRequest, OPERATION } from './ipp-message.ts';

const IPP_PORT = 631;
const MAX_ANSWER_BYTES = 1024 * 1024;
/** client-error-not-found */
const NOT_FOUND = 0x0406;
const FIRST_ERROR = 0x0100;

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
  | { readonly trouble: 'refused' | 'unreachable'; readonly detail: string };

export interface IppPrinter {
  readonly address: string;
  ask(): Promise<PrinterAnswer>;
  /** Resolves when the printer has taken the job, not when the paper is out. */
  print(document: Buffer, format: string, jobName: string): Promise<PrintAnswer>;
}

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
        return { trouble: 'odd-answer', detail: `status 0x${reply.status.toString(16).padStart(4, '0')}` };
      const reasons = (attributes.get('printer-state-reasons') ?? []).map(String);
      return {
        state,
        reasons: reasons.filter((reason) => reason !== 'none'),
        accepting: attributes.get('printer-is-accepting-jobs')?.[0] !== false,
        name: String(attributes.get('printer-make-and-model')?.[0] ?? ''),
      };
    },
    async print(document, format, jobName) {
      const reply = await say({ operation: OPERATION.printJob, document, format, jobName });
      if ('fault' in reply) return { trouble: 'unreachable', detail: reply.fault };
      const job = Number(reply.attributes.get('job-id')?.[0]);
      if (reply.status < FIRST_ERROR && Number.isInteger(job)) return { job };
      return { trouble: 'refused', detail: `status 0x${reply.status.toString(16).padStart(4, '0')}` };
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
