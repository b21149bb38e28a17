/**
 * Omron session: information mode, clear, who is there; then the mode of single readings, the memory of both
 * switch positions, and from time to time how many records there are and which is the newest.
 */
import type { Driver, DriverParts, Fault, HidLink, InstrumentIdentity } from '../contract.ts';
import { systemWallNow, type WallNow } from '../parts/local-time.ts';
import { watchMemory } from '../parts/memory-watch.ts';
import type { RecordList, StoredRecord } from '../parts/new-records.ts';
import { pause } from '../parts/pause.ts';
import { createReportSession } from '../parts/report-session.ts';
import { createOmronAssembler } from './assembler.ts';
import { encodeOmronRequest, OMRON_MODES, type OmronRequest } from './commands.ts';
import { identityOf } from './identity.ts';
import { BANKS, type Bank, storedRecord } from './records.ts';
import type { OmronMessage, OmronRecord, OmronReply } from './replies.ts';

export const ANSWER_MS = 1000;
/** Behind NO, and between two attempts to clear. */
const AGAIN_MS = 200;
const CLEARS = 6;
const TRIES = 4;
export const POLL_MS = 5000;
/** A poll of both positions with a few repetitions. */
export const QUIET_MS = POLL_MS + 7000;
const GARBAGE_BYTES = 512;

type Reply<T extends OmronReply['type']> = Extract<OmronReply, { type: T }>;
type NotNow = Reply<'no' | 'busy'>;
interface Told<T extends OmronReply> extends OmronMessage {
  readonly reply: T;
}

const isNotNow = (reply: OmronReply): reply is NotNow => reply.type === 'no' || reply.type === 'busy';
const isOk = (reply: OmronReply): reply is Reply<'ok'> => reply.type === 'ok';
const isVersion = (reply: OmronReply): reply is Reply<'version'> => reply.type === 'version';
const isCount = (reply: OmronReply): reply is Reply<'count'> => reply.type === 'count';
const isRecord = (reply: OmronReply): reply is OmronRecord => reply.type === 'record';

export interface OmronOptions {
  readonly wallNow?: WallNow;
}

export function createOmronDriver(
  { link, clock, memory, emit }: DriverParts<HidLink>,
  { wallNow = systemWallNow }: OmronOptions = {},
): Driver {
  const assembler = createOmronAssembler();
  let reading = false;
  /** Records in each; null: not asked yet, or this monitor has no such position. */
  const counts: Record<Bank, number | null> = { 0: null, 1: null };
  let hasSecond: boolean | null = null;

  const session = createReportSession<OmronMessage>({
    link,
    clock,
    garbageBytes: GARBAGE_BYTES,
    emit,
    parse(report) {
      const before = assembler.discarded.bytes;
      const frames = assembler.push(report).map((message) => ({ frame: message, raw: message.raw }));
      return { frames, discardedBytes: assembler.discarded.bytes - before };
    },
    onFrame({ frame: { reply } }) {
      // Before a session it may be the echo of the one before.
      if (reply.type === 'off' && reading) session.end({ code: 'device-off', detail: 'says OFF' });
    },
  });

  /** The answer, or the word that there is none now; null: nothing came. */
  async function exchange<T extends OmronReply>(
    request: OmronRequest,
    isAnswer: (reply: OmronReply) => reply is T,
    signal: AbortSignal,
  ): Promise<Told<T | NotNow> | null> {
    assembler.reset();
    const ends = (message: OmronMessage): message is Told<T | NotNow> =>
      isAnswer(message.reply) || isNotNow(message.reply);
    const answered = session.waits.next(ends, ANSWER_MS, signal);
    for (const report of encodeOmronRequest(request)) await session.send(report, request.request);
    return answered;
  }

  const goesOn = (signal: AbortSignal) => !signal.aborted && !session.over();

  async function clear(signal: AbortSignal): Promise<boolean> {
    for (let tried = 0; tried < CLEARS && goesOn(signal); tried += 1) {
      const given = await exchange({ request: 'clear' }, isOk, signal);
      if (given?.reply.type === 'ok') return true;
      await pause(clock, AGAIN_MS, signal);
    }
    return false;
  }

  async function question<T extends OmronReply>(
    request: OmronRequest,
    isAnswer: (reply: OmronReply) => reply is T,
    signal: AbortSignal,
    tries = TRIES,
  ): Promise<Told<T> | null> {
    for (let tried = 0; tried < tries && goesOn(signal); tried += 1) {
      if (tried > 0 && !(await clear(signal))) return null;
      const given = await exchange(request, isAnswer, signal);
      if (given !== null && isAnswer(given.reply)) return { ...given, reply: given.reply };
      await pause(clock, AGAIN_MS, signal);
    }
    return null;
  }

  async function enter(mode: keyof typeof OMRON_MODES, signal: AbortSignal): Promise<boolean> {
    await session.sendFeature(OMRON_MODES[mode], `mode ${mode}`);
    return clear(signal);
  }

  async function negotiate(
    signal: AbortSignal,
  ): Promise<{ identity: InstrumentIdentity } | { fault: Fault }> {
    emit({ kind: 'status', at: clock.now(), status: 'negotiating' });
    const cleared = await enter('information', signal);
    const version = cleared ? await question({ request: 'version' }, isVersion, signal) : null;
    const fault = session.fault();
    if (fault !== null) return { fault };
    if (signal.aborted) return { fault: session.unanswered('stopped while negotiating') };
    if (version === null) return { fault: session.unanswered(cleared ? 'no version' : 'not cleared') };
    return identityOf(version.reply.text);
  }

  async function record(bank: Bank, index: number, signal: AbortSignal): Promise<StoredRecord | null> {
    const told = await question({ request: 'record', bank, index }, isRecord, signal);
    return told && storedRecord(told.reply, told.raw, bank, clock.now());
  }

  /** How many, and which is the newest: a full memory counts no further. */
  async function glanceAt(bank: Bank, signal: AbortSignal, tries = TRIES): Promise<string | null> {
    const count = await question({ request: 'count', bank }, isCount, signal, tries);
    const records = count?.reply.records ?? null;
    counts[bank] = records;
    if (records === null) return null;
    if (records === 0) return '0';
    const newest = await record(bank, 0, signal);
    return newest && `${records} ${newest.key}`;
  }

  async function glance(signal: AbortSignal): Promise<string | null> {
    reading ||= await enter('readings', signal);
    const first = reading ? await glanceAt(0, signal) : null;
    if (first === null || hasSecond === false) return first;
    // No recording shows the second position: a monitor that does not answer is asked for the first alone.
    const second = await glanceAt(1, signal, hasSecond === null ? 2 : TRIES);
    hasSecond ??= second !== null;
    if (!hasSecond) counts[1] = null;
    if (second === null) return hasSecond ? null : first;
    return `${first}, ${second}`;
  }

  async function read(signal: AbortSignal): Promise<readonly RecordList[] | null> {
    const lists: RecordList[] = [];
    const seen = new Set<string>();
    for (const bank of BANKS) {
      const count = counts[bank];
      if (count === null) continue;
      const records: StoredRecord[] = [];
      for (let index = 0; index < count; index += 1) {
        const found = await record(bank, index, signal);
        if (found === null) return null;
        records.push(found);
      }
      // One that ignores the position shows the same records in both: they are those of the first.
      lists.push({ name: String(bank), records: records.filter(({ key }) => !seen.has(key)) });
      for (const { key } of records) seen.add(key);
    }
    return lists;
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
    // It switches off, and answers again behind the next change of mode. One that was only asked is left alone.
    close: () => session.close(reading ? encodeOmronRequest({ request: 'end' })[0] : undefined),
  };
}
