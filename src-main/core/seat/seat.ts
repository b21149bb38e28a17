/**
 * The doctor's seat: everything that crosses the data channels, on the cabinet's side. The renderer is a pipe; here
 * each message is parsed, the lease is renewed by heartbeats, commands are judged and answered, events replicated.
 */
import { createHash } from 'node:crypto';
import type { CabinetEvent, DoctorView } from '../../../state-machines/contract.ts';
import {
  CALL_PROTOCOL,
  type Channel,
  type Command,
  type CommandBody,
  DOCTOR_LOST_MS,
  type FromCabinet,
  type FromDoctor,
  fromDoctorSchema,
  MAX_MESSAGE_BYTES,
} from '../../api/call-protocol.ts';
import type { DocumentFromDoctor } from '../../api/document-protocol.ts';
import type { BulkFromDoctor } from '../../api/media-protocol.ts';
import type { Journal } from '../../journal/contract.ts';
import type { SummaryOrder } from '../closing/summary-bundle.ts';
import type { Dispatched, DispatchOptions } from '../loop.ts';
import type { SeatWatch } from '../watch/desk.ts';
import { createBulkSender } from './bulk-sender.ts';
import { judgeCommand } from './command-gate.ts';
import { createDocumentReceiver } from './document-receiver.ts';
import { createReplicator } from './replicator.ts';
import { visitEventOf } from './visit-events.ts';

export interface SeatHolder {
  readonly claim: string;
  readonly doctor: string;
  readonly name: string;
  /** Number of this call within the visit. */
  readonly epoch: number;
}

export interface SeatParts {
  readonly box: string;
  readonly journal: Pick<Journal, 'read' | 'readBlob' | 'knowsCommand'>;
  readonly nowMono: () => number;
  readonly view: () => DoctorView | null;
  readonly dispatch: (event: SeatEvent, options?: DispatchOptions) => Promise<Dispatched>;
  readonly pipe: (epoch: number, channel: Channel, data: string) => void;
  /** The visit as a FHIR document around the doctor's summary. */
  readonly bundleOf: (order: SummaryOrder) => Promise<Buffer>;
  readonly watch: SeatWatch;
  readonly onBadMessage: (reason: string) => void;
  readonly onError: (error: unknown) => void;
}

type WithoutInstant<T> = T extends unknown ? Omit<T, 'at'> : never;
/** A cabinet event before the core has stamped it. */
export type SeatEvent = WithoutInstant<CabinetEvent>;

export interface Seat {
  holder(): SeatHolder | null;
  /** Monotonic time of the doctor's last sign of life. */
  heardAt(): number;
  /** A fresh call, or after a restart of the core one that may still be up: heartbeats will tell. */
  take(holder: SeatHolder): void;
  leave(): void;
  receive(epoch: number, channel: Channel, data: string): void;
  /** New events were committed, or the view may have changed. */
  changed(): void;
  /** Lossy: live numbers and waves. */
  stream(message: FromCabinet): void;
  bye(reason: 'ended' | 'lease-expired' | 'abandoned' | 'interrupted'): void;
  /** Every 250 ms. */
  tick(): void;
}

function eventOf(body: Exclude<CommandBody, { type: 'summary.write' }>, commandId: string): SeatEvent {
  switch (body.type) {
    case 'exam.start':
      return {
        type: 'doctor.startExam',
        exam: body.exam,
        ...(body.mode === undefined ? {} : { mode: body.mode }),
        ...(body.target === undefined ? {} : { target: body.target }),
      };
    case 'cuff.start':
      return { type: 'doctor.startCuff', commandId };
    case 'exam.confirm':
      return { type: 'doctor.confirm', accept: body.accept };
    case 'exam.target':
      return { type: 'doctor.target', target: body.target };
    case 'exam.capture':
      return { type: 'doctor.capture', capture: commandId };
    case 'exam.judgeMedia': {
      const { medium, accept, target, why } = body;
      return {
        type: 'doctor.judgeMedia',
        medium,
        accept,
        ...(target === undefined ? {} : { target }),
        ...(why === undefined ? {} : { why }),
      };
    }
    case 'exam.repeat':
      return {
        type: 'doctor.repeatExam',
        ...(body.target === undefined ? {} : { target: body.target }),
        ...(body.why === undefined ? {} : { why: body.why }),
      };
    case 'exam.skipStep':
      return { type: 'doctor.skipStep' };
    case 'exam.cancel':
      return { type: 'doctor.cancelExam' };
    case 'visit.end':
      return { type: 'doctor.end' };
    default:
      return visitEventOf(body, commandId);
  }
}

const isBulk = (message: FromDoctor): message is BulkFromDoctor => message.type.startsWith('bulk.');
const isDocument = (message: FromDoctor): message is DocumentFromDoctor =>
  message.type.startsWith('document.');

export function createSeat(parts: SeatParts): Seat {
  let holder: SeatHolder | null = null;
  let greeted = false;
  let lost = false;
  let heardAt = 0;
  let shown = '';
  const underWay = new Set<string>();

  const send = (channel: Channel, message: FromCabinet): void => {
    if (holder) parts.pipe(holder.epoch, channel, JSON.stringify(message));
  };
  const replicator = createReplicator({
    journal: parts.journal,
    now: parts.nowMono,
    send: (message) => send('journal', message),
    onError: parts.onError,
  });
  const bulk = createBulkSender({
    journal: parts.journal,
    send: (message) => send('bulk', message),
    onError: parts.onError,
  });

  const documents = createDocumentReceiver({
    send: (message) => send('bulk', message),
    known: (id) => parts.view()?.documents?.some((document) => document.id === id) ?? false,
    async keep(visit, document, bytes) {
      if (parts.view()?.visit !== visit) return false;
      const blobs = [{ id: document.id, bytes }];
      return (await parts.dispatch({ type: 'document.received', document }, { blobs })) === 'changed';
    },
  });

  function showView(): void {
    const view = parts.view();
    if (!greeted || view === null) return;
    const text = JSON.stringify(view);
    if (text === shown) return;
    shown = text;
    send('control', { type: 'view', view });
  }

  function heard(): void {
    heardAt = parts.nowMono();
    if (!lost || !holder) return;
    lost = false;
    void parts.dispatch({ type: 'doctor.connected', claim: holder.claim });
  }

  function hello(message: Extract<FromDoctor, { type: 'hello' }>): void {
    const view = parts.view();
    if (!holder || view === null) return;
    greeted = true;
    lost = false;
    shown = JSON.stringify(view);
    const { epoch, claim } = holder;
    parts.watch.greet(view.visit, message.watchKey ?? null);
    send('control', {
      type: 'welcome',
      protocol: CALL_PROTOCOL,
      box: parts.box,
      visit: view.visit,
      epoch,
      view,
      watchKey: parts.watch.key(),
    });
    replicator.start(view.visit, message.cursor);
    void parts.dispatch({ type: 'doctor.connected', claim });
  }

  async function command(message: Command): Promise<void> {
    const { id } = message;
    const answer = (
      outcome: Extract<FromCabinet, { type: 'command.outcome' }>['outcome'],
      reason: string,
    ): void => send('control', { type: 'command.outcome', id, outcome, reason });
    if (!holder) return;
    if (underWay.has(id)) return answer('duplicate', 'already being executed');
    underWay.add(id);
    try {
      const known = await parts.journal.knowsCommand(id);
      const view = parts.view();
      const verdict = judgeCommand(message, {
        nowMono: parts.nowMono(),
        visit: view?.visit ?? null,
        epoch: holder?.epoch ?? 0,
        step: view?.exam?.step ?? null,
        known,
      });
      if (!verdict.pass) return answer(verdict.outcome, verdict.reason);
      const done = await obey(message.body, id, message.visit);
      if (done === 'changed') answer('executed', '');
      else answer('refused', done === 'failed' ? 'the cabinet could not store it' : 'not possible now');
    } catch (error) {
      parts.onError(error);
      answer('refused', 'the cabinet could not check it');
    } finally {
      underWay.delete(id);
    }
  }

  async function obey(body: CommandBody, id: string, visit: string): Promise<Dispatched> {
    if (body.type !== 'summary.write') return parts.dispatch(eventOf(body, id), { commandIds: [id] });
    const { summary } = body;
    const { name, doctor: doctorId } = holder ?? { name: '', doctor: '' };
    const bytes = await parts.bundleOf({ visit, id, summary, by: { id: doctorId, name } });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const bundle = { id: `urn:uuid:${id}`, bytes: bytes.length, sha256 };
    const blobs = [{ id: bundle.id, bytes }];
    return parts.dispatch({ type: 'doctor.writeSummary', summary, bundle }, { commandIds: [id], blobs });
  }

  function beat({ n, t0, watch }: Extract<FromDoctor, { type: 'heartbeat' }>): void {
    if (watch !== undefined) parts.watch.hear(watch);
    send('control', { type: 'heartbeat', n, t0, tc: parts.nowMono(), watch: parts.watch.field() });
  }

  function handle(channel: Channel, message: FromDoctor): void {
    if (message.type === 'ack') {
      if (channel === 'journal') replicator.acknowledge(message.cursor);
      return;
    }
    if (isBulk(message)) {
      const visit = parts.view()?.visit;
      if (channel === 'bulk' && greeted && visit !== undefined) bulk.receive(visit, message);
      return;
    }
    if (isDocument(message)) {
      const visit = parts.view()?.visit;
      if (channel === 'bulk' && greeted && visit !== undefined) documents.receive(visit, message);
      return;
    }
    if (channel !== 'control') return;
    heard();
    if (message.type === 'hello') hello(message);
    else if (!greeted) send('control', { type: 'hello.please' });
    else if (message.type === 'command') void command(message);
    else beat(message);
  }

  return {
    holder: () => holder,
    heardAt: () => heardAt,
    take(next) {
      holder = next;
      greeted = false;
      lost = false;
      heardAt = parts.nowMono();
      shown = '';
      parts.watch.take(next.epoch);
      replicator.stop();
      bulk.stop();
    },
    leave() {
      holder = null;
      parts.watch.leave();
      greeted = false;
      shown = '';
      replicator.stop();
      bulk.stop();
      documents.clear();
    },
    receive(epoch, channel, data) {
      if (holder?.epoch !== epoch) return;
      const refuse = (reason: 'malformed' | 'too-large', detail: string): void => {
        parts.onBadMessage(`${channel}: ${reason}: ${detail}`);
        send('control', { type: 'refused', reason, detail });
      };
      if (Buffer.byteLength(data) > MAX_MESSAGE_BYTES)
        return refuse('too-large', `over ${MAX_MESSAGE_BYTES} bytes`);
      let json: unknown;
      try {
        json = JSON.parse(data);
      } catch {
        return refuse('malformed', 'not JSON');
      }
      const parsed = fromDoctorSchema.safeParse(json);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        // Path and code only: the value may be about the patient.
        return refuse(
          'malformed',
          `${issue?.path.join('.') ?? ''} ${issue?.code ?? ''}`.trim().slice(0, 200),
        );
      }
      handle(channel, parsed.data);
    },
    changed() {
      replicator.pump();
      showView();
    },
    stream(message) {
      if (greeted && !lost) send('waves', message);
    },
    bye(reason) {
      send('control', { type: 'bye', reason });
    },
    tick() {
      if (!holder) return;
      replicator.pump();
      if (!lost && parts.nowMono() - heardAt > DOCTOR_LOST_MS) {
        lost = true;
        const { claim } = holder;
        void parts.dispatch({ type: 'doctor.lost', claim }).then((done) => {
          // Not stored: told again at the next tick, or the lease would never run out.
          if (done === 'failed' && holder?.claim === claim) lost = false;
        });
      }
    },
  };
}
