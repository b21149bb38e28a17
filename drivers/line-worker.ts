/**
 * One port: asks who is behind it once it is plugged, streams while somebody needs it, and after a fault opens it
 * again. Where several models share the USB ids, each is asked in turn, shortly at first.
 */
import type {
  Clock,
  CuffDriver,
  DriverEvent,
  Fault,
  InstrumentData,
  InstrumentIdentity,
  InstrumentModel,
  MemoryBook,
  MonoMs,
  PortInfo,
} from './contract.ts';
import type { PermissionGate } from './cuff/permission.ts';
import type { UnitStatus } from './hub-contract.ts';
import { isCuffDriver, type OpenLine } from './line-opener.ts';
import { within } from './parts/pause.ts';
import { createWakeable } from './parts/wakeable.ts';
import type { Candidates } from './registry.ts';
import { stillCuffsOn } from './still-cuffs.ts';
import { isUnasked, LIKELY, type Patience, patienceFor, verdict, whomToAsk } from './whom-to-ask.ts';

export const RETRY_MIN_MS = 250;
export const RETRY_MAX_MS = 2000;
/** Between attempts while nobody waits for this line; doubled each time, since it may be no instrument at all. */
export const IDLE_RETRY_MIN_MS = 5000;
export const IDLE_RETRY_MAX_MS = 60_000;
/** From the request to close until nothing is awaited any more. */
export const RELEASE_MS = 3000;

export interface LineWorkerOptions {
  readonly port: PortInfo;
  /** Those that may be behind it, surest first; at least one. */
  readonly models: readonly InstrumentModel[];
  /** A sure first one is given all its time at once, a likely one when it says anything. */
  readonly first: Candidates['first'];
  readonly openLine: OpenLine;
  readonly clock: Clock;
  readonly gate: PermissionGate;
  readonly memory: (model: InstrumentModel) => MemoryBook;
  /** The status, or what it serves, is another. */
  changed(): void;
  data(identity: InstrumentIdentity, event: InstrumentData): void;
}

export interface LineWorker {
  status(): UnitStatus;
  /** Who answered, while that still counts. */
  readonly model: InstrumentModel | null;
  /** Streaming, and able to inflate. */
  readonly cuff: CuffDriver | null;
  /** `needed`: stream. `eager`: somebody waits for what may be behind it. */
  need(needed: boolean, eager: boolean): void;
  /** Resolves when it is not streaming, at most 3 s later. */
  still(): Promise<void>;
  /** A stop to whatever cuff is open, negotiated or not. */
  stopCuff(): Promise<void>;
  /** For good. Bounded to 3 s. */
  close(): Promise<void>;
}

/** How a session ended. `fault` is null when it was asked to end, or when it had only to tell who is there. */
interface Outcome {
  readonly fault: Fault | null;
  readonly answered: boolean;
  /** Bytes came. */
  readonly spoke: boolean;
}

export function createLineWorker(options: LineWorkerOptions): LineWorker {
  const { port, models, first, openLine, clock, gate, memory } = options;
  const wake = createWakeable(clock);
  let needed = false;
  let eager = false;
  let closed = false;
  let model: InstrumentModel | null = null;
  /** The verdict when everybody was asked; null: not since somebody answered. */
  let told: Fault | null = null;
  /** Who answered last, whether it still does or not. */
  let last: InstrumentModel | null = null;
  let cuff: CuffDriver | null = null;
  let streaming = false;
  let abort: AbortController | null = null;
  let lastFrameAt: MonoMs | null = null;
  let state: UnitStatus['state'] = 'identifying';
  let identity: InstrumentIdentity | null = null;
  let fault: Fault | null = null;
  /** Settled while nothing streams. */
  let session: Promise<unknown> = Promise.resolve();

  function set(next: { state: UnitStatus['state']; fault?: Fault | null }): void {
    if (closed) return;
    const same = next.state === state && (next.fault === undefined || next.fault?.code === fault?.code);
    state = next.state;
    if (next.fault !== undefined) fault = next.fault;
    if (!same) options.changed();
  }

  function heard(event: DriverEvent): void {
    if (event.kind === 'fault') {
      set({ state: 'faulted', fault: event.fault });
    } else if (event.kind !== 'status' && streaming && identity !== null) {
      lastFrameAt = event.at;
      options.data(identity, event);
    }
  }

  /** Tells as well when the memory is known, so that somebody may measure. */
  function bookOf(candidate: InstrumentModel, mine: AbortSignal): MemoryBook {
    const book = memory(candidate);
    return {
      known: () => book.known(),
      learn(records) {
        book.learn(records);
        if (!mine.aborted && state === 'reading') set({ state: 'streaming' });
      },
    };
  }

  /** `patience`: null for as long as its driver asks. */
  async function run(candidate: InstrumentModel, patience: Patience | null): Promise<Outcome> {
    const mine = new AbortController();
    abort = mine;
    const book = bookOf(candidate, mine.signal);
    const asking = new AbortController();
    const stopAsking = () => asking.abort();
    mine.signal.addEventListener('abort', stopAsking);
    let ended: Fault | null = null;
    let spoke = false;
    const opened = await openLine(candidate, port, {
      clock,
      gate,
      memory: book,
      emit(event) {
        if (mine.signal.aborted) return;
        if (event.kind === 'fault') ended = event.fault;
        heard(event);
      },
      heard() {
        spoke = true;
      },
    });
    if ('fault' in opened)
      return { fault: mine.signal.aborted ? null : opened.fault, answered: false, spoke };
    const { driver } = opened;
    const limits =
      patience === null
        ? []
        : [
            clock.after(patience.silentMs, () => spoke || stopAsking()),
            ...(patience.wholeMs === null ? [] : [clock.after(patience.wholeMs, stopAsking)]),
          ];
    const askOn = () => {
      for (const cancel of limits) cancel();
    };
    try {
      if (isCuffDriver(driver)) cuff = driver;
      if (mine.signal.aborted) return { fault: null, answered: false, spoke };
      const negotiated = await driver.negotiate(asking.signal);
      askOn();
      if (mine.signal.aborted) return { fault: null, answered: false, spoke };
      if ('fault' in negotiated) return { fault: negotiated.fault, answered: false, spoke };
      model = candidate;
      last = candidate;
      identity = negotiated.identity;
      lastFrameAt = null;
      // Whoever arranges now knows what this line serves, and may need it at once.
      options.changed();
      if (!needed) return { fault: null, answered: true, spoke };
      streaming = true;
      const unread = candidate.remembers === true && book.known() === null;
      set({ state: unread ? 'reading' : 'streaming', fault: null });
      await driver.measure(mine.signal);
      return { fault: mine.signal.aborted ? null : ended, answered: true, spoke };
    } finally {
      askOn();
      // Whatever still comes while closing belongs to a session that is over.
      mine.abort();
      streaming = false;
      cuff = null;
      lastFrameAt = null;
      await driver.close();
      abort = null;
    }
  }

  /**
   * A cuff that a dead core left inflated must not wait for its turn to be asked: before anybody is, each that may be
   * here is told to stop. Asking one begins with the same stop.
   */
  function stillCuffs(): Promise<void> {
    const [, ...others] = models;
    const cuffs = others.filter((other) => other.transport === 'serial' && other.remoteStart === true);
    return stillCuffsOn(port, cuffs, { openLine, clock }, () => closed);
  }

  /** null: all the time that its driver takes. */
  function patienceNow(candidates: readonly InstrumentModel[], i: number, failures: number): Patience | null {
    const candidate = candidates[i];
    if (candidate === undefined || candidates.length === 1) return null;
    if (i === 0 && (first === 'sure' || last !== null)) return null;
    if (i === 0 && first === 'likely' && failures === 0) return LIKELY;
    // Once everybody was asked shortly, whoever was never heard on this line is given all the time it wants.
    return failures === 0 || last !== null ? patienceFor(candidate) : null;
  }

  async function attempt(failures: number): Promise<Outcome> {
    const candidates = whomToAsk(models, last, failures);
    const faults: Fault[] = [];
    /** Somebody who only listens has listened, and heard nothing. */
    let silent = false;
    let spoke = false;
    for (const [i, candidate] of candidates.entries()) {
      const patience = patienceNow(candidates, i, failures);
      // The first who listens has the slowest line of those who do: it hears something of whatever is faster.
      if (patience !== null && silent && isUnasked(candidate) && candidate !== last) continue;
      const outcome = await run(candidate, patience);
      if (outcome.answered || closed) return outcome;
      spoke ||= outcome.spoke;
      if (isUnasked(candidate) && !outcome.spoke) silent = true;
      if (outcome.fault !== null) faults.push(outcome.fault);
      // A line that cannot be opened cannot be opened for the next model either.
      if (outcome.fault?.code === 'no-permission' || outcome.fault?.code === 'port-busy') break;
    }
    const found = verdict(faults);
    // What everybody's silence told stays true while only one is asked.
    if (candidates.length > 1) told = found;
    return { fault: found && (told ?? found), answered: false, spoke };
  }

  async function loop(): Promise<void> {
    let retryMs = RETRY_MIN_MS;
    let idleMs = IDLE_RETRY_MIN_MS;
    /** Attempts since somebody answered. */
    let failures = 0;
    const stilling = stillCuffs();
    session = stilling;
    await stilling;
    while (!closed) {
      if (model !== null && !needed && fault === null) {
        set({ state: 'ready' });
        wake.clear();
        if (!needed) await wake.wait();
        continue;
      }
      set({ state: 'identifying' });
      const attempting = attempt(failures);
      session = attempting;
      const outcome = await attempting;
      if (closed) return;
      if (outcome.answered) {
        failures = 0;
        told = null;
        retryMs = RETRY_MIN_MS;
        idleMs = IDLE_RETRY_MIN_MS;
        if (outcome.fault === null) {
          set({ state: needed ? 'identifying' : 'ready', fault: null });
          continue;
        }
      } else {
        failures += 1;
        model = null;
      }
      if (outcome.fault !== null) set({ state: 'faulted', fault: outcome.fault });
      if (outcome.fault === null && !needed) fault = null;
      wake.clear();
      // Asked shortly is not asked.
      const hurry = eager || needed || (failures === 1 && last === null && models.length > 1);
      const woken = await wake.wait(hurry ? retryMs : idleMs);
      if (woken) retryMs = RETRY_MIN_MS;
      else if (hurry) retryMs = Math.min(retryMs * 2, RETRY_MAX_MS);
      else idleMs = Math.min(idleMs * 2, IDLE_RETRY_MAX_MS);
    }
  }

  void loop();

  return {
    status: () => ({
      port,
      state,
      identity,
      capabilities: model?.capabilities ?? [...new Set(models.flatMap(({ capabilities }) => capabilities))],
      fault,
      lastFrameAt,
    }),
    get model() {
      return model;
    },
    get cuff() {
      return streaming ? cuff : null;
    },
    need(nextNeeded, nextEager) {
      const rising = (nextNeeded && !needed) || (nextEager && !eager);
      const falling = needed && !nextNeeded;
      needed = nextNeeded;
      eager = nextEager;
      if (falling && streaming) abort?.abort();
      if (rising || falling) wake.wake();
    },
    async still() {
      await within(clock, RELEASE_MS, session, undefined);
    },
    async stopCuff() {
      await cuff?.stop();
    },
    async close() {
      closed = true;
      abort?.abort();
      wake.wake();
      await within(clock, RELEASE_MS, session, undefined);
    },
  };
}
