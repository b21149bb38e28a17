/**
 * Beurer session, the same over HID and serial: a pause, hello, who is there; then the memory, and from time to time
 * how many records there are. The end commands are never sent: behind them the monitor answers nothing until it is
 * plugged anew, and this visit may want to read it again.
 */
import type { Driver, DriverParts, Fault, HidLink, InstrumentIdentity, Link, MonoMs } from '../contract.ts';
import { ask } from '../parts/ask.ts';
import { formatHex } from '../parts/hex.ts';
import { systemWallNow, type WallNow } from '../parts/local-time.ts';
import { watchMemory } from '../parts/memory-watch.ts';
import type { RecordList, StoredRecord } from '../parts/new-records.ts';
import { pause } from '../parts/pause.ts';
import type { BeurerCommand } from './commands.ts';
import { listsOf, type MemoryReply, storedRecord } from './records.ts';
import { type BeurerQuestion, type BeurerReply, PADDING, REPORT_BYTES } from './replies.ts';
import { type BeurerLine, type BeurerLineParts, hidLine, serialLine } from './wire.ts';

/** From plugging in to the first word. */
export const WAKE_MS = 1000;
export const ANSWER_MS = 2000;
export const COUNT_MS = 5000;
const TRIES = 2;
/** Behind an answer that did not come: one that comes late would be taken for that to the next question. */
const LATE_MS = 500;
/** Asked so often for a record before two answers agree. */
const ASKED = 4;
export const POLL_MS = 5000;
/** A poll and its longest answer. */
export const QUIET_MS = POLL_MS + COUNT_MS + 2000;

type Reply<T extends BeurerReply['type']> = Extract<BeurerReply, { type: T }>;
const isHello = (reply: BeurerReply): reply is Reply<'hello'> => reply.type === 'hello';
const isCount = (reply: BeurerReply): reply is Reply<'count'> => reply.type === 'count';
const isText = (reply: BeurerReply): reply is Reply<'text'> => reply.type === 'text';
const isMemory = (reply: BeurerReply): reply is MemoryReply =>
  reply.type === 'record' || reply.type === 'undated';

export interface BeurerOptions {
  readonly wallNow?: WallNow;
}

function createBeurerDriver(
  open: (parts: BeurerLineParts) => BeurerLine,
  model: string,
  { clock, memory, emit }: Omit<DriverParts, 'link'>,
  { wallNow = systemWallNow }: BeurerOptions = {},
): Driver {
  /** The bytes of the last answer; there is never more than one on its way. */
  let answer: { readonly raw: Uint8Array; readonly at: MonoMs } = { raw: new Uint8Array(0), at: 0 };
  let count = 0;

  const line = open({
    clock,
    emit,
    onFrame({ raw }, at) {
      answer = { raw, at };
    },
  });
  const { session } = line;

  async function asked<T extends BeurerReply>(
    question: BeurerQuestion,
    command: BeurerCommand,
    isAnswer: (reply: BeurerReply) => reply is T,
    signal: AbortSignal,
    { ms = ANSWER_MS, tries = TRIES } = {},
  ): Promise<T | null> {
    const said = { bytes: line.encode(command), what: command.command, isAnswer };
    for (let tried = 0; tried < tries && !signal.aborted && !session.over(); tried += 1) {
      line.expect(question);
      const given = await ask(session, said, ms, 1, signal);
      if (given !== null) return given;
      await pause(clock, LATE_MS, signal);
    }
    return null;
  }

  /** The text as far as it goes; it ends with a part that is not full. */
  async function identifier(signal: AbortSignal): Promise<string> {
    let text = '';
    for (let part = 1; part <= line.identifierParts; part += 1) {
      const given = await asked({ asked: 'identifier' }, { command: 'identifier', part }, isText, signal, {
        tries: 1,
      });
      if (given === null) break;
      const used = answer.raw.filter((byte) => byte !== PADDING);
      text += Buffer.from(used).toString('latin1');
      if (used.length < REPORT_BYTES) break;
    }
    return text.trim();
  }

  async function negotiate(
    signal: AbortSignal,
  ): Promise<{ identity: InstrumentIdentity } | { fault: Fault }> {
    emit({ kind: 'status', at: clock.now(), status: 'negotiating' });
    await pause(clock, WAKE_MS, signal);
    const hello = await asked({ asked: 'hello' }, { command: 'hello' }, isHello, signal);
    const text = hello?.ok === true ? await identifier(signal) : '';
    const fault = session.fault();
    if (fault !== null) return { fault };
    if (signal.aborted) return { fault: session.unanswered('stopped while negotiating') };
    if (hello === null) return { fault: session.unanswered('no hello: not in PC mode?') };
    if (!hello.ok) return { fault: { code: 'wrong-device', detail: 'answers hello with another word' } };
    // On a general adapter anybody may say the one byte of a hello.
    if (text === '' && line.identifierParts === 1) {
      return { fault: { code: 'wrong-device', detail: 'says hello and not who it is' } };
    }
    const label = text === '' ? 'Beurer BM' : `Beurer BM (${text})`;
    return { identity: { model, label, serial: null, firmware: null } };
  }

  async function glance(signal: AbortSignal): Promise<string | null> {
    const given = await asked({ asked: 'count' }, { command: 'count' }, isCount, signal, {
      ms: COUNT_MS,
      tries: 1,
    });
    if (given === null) return null;
    count = given.records;
    return String(count);
  }

  async function record(index: number, signal: AbortSignal): Promise<StoredRecord | null> {
    let before: string | null = null;
    let same = 0;
    for (let tried = 0; tried < ASKED; tried += 1) {
      const question = { asked: 'record', index, count } as const;
      const reply = await asked(question, { command: 'record', index }, isMemory, signal);
      if (reply === null) return null;
      const { raw, at } = answer;
      const now = formatHex(raw);
      same = now === before ? same + 1 : 1;
      before = now;
      if (same >= line.sameAnswers) return storedRecord(reply, raw, at);
    }
    return null;
  }

  async function read(signal: AbortSignal): Promise<readonly RecordList[] | null> {
    const records: StoredRecord[] = [];
    for (let index = 1; index <= count; index += 1) {
      const found = await record(index, signal);
      if (found === null) return null;
      records.push(found);
    }
    return listsOf(records);
  }

  function onUnreadable(): void {
    session.end({ code: 'no-answer', detail: 'its memory cannot be read to the end' });
  }

  return {
    negotiate,
    measure: (signal) =>
      session.stream(signal, QUIET_MS, () => {
        const leaving = new AbortController();
        const options = { clock, memory, wallNow, pollMs: POLL_MS, emit, onUnreadable };
        void watchMemory(options, { glance, read }, leaving.signal);
        return () => leaving.abort();
      }),
    close: () => session.close(),
  };
}

export function createBeurerHidDriver(parts: DriverParts<HidLink>, options?: BeurerOptions): Driver {
  return createBeurerDriver((line) => hidLine(parts.link, line), 'beurer-bm-hid', parts, options);
}

export function createBeurerSerialDriver(parts: DriverParts<Link>, options?: BeurerOptions): Driver {
  return createBeurerDriver((line) => serialLine(parts.link, line), 'beurer-bm-serial', parts, options);
}
