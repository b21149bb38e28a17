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

export const RETRY_MIN_MS = 250;
export const RETRY_MAX_MS = 2000;
/** Between attempts while nobody waits for this line; doubled each time, since it may be no instrument at all. */
export const IDLE_RETRY_MIN_MS = 5000;
export const IDLE_RETRY_MAX_MS = 60_000;
/** For each of several equally likely models, the first time round: a stream shows, and a question is answered, within it. */
export const PROBE_MS = 1000;
/** So often who answered last is asked alone before everybody else is asked as well. */
export const ALONE_TRIES = 3;
/** From the request to close until nothing is awaited any more. */
export const RELEASE_MS = 3000;

export interface LineWorkerOptions {
  readonly port: PortInfo;
  /** Those that may be behind it, surest first; at least one. */
  readonly models: readonly InstrumentModel[];
  /** The first one is given all its time at once. */
  readonly firstIsSure: boolean;
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
}

/** One fault for an attempt over several models. */
function verdict(faults: readonly Fault[]): Fault | null {
  const [first] = faults;
  if (first === undefined) return null;
  const blocked = faults.find(({ code }) => code === 'no-permission' || code === 'port-busy');
  if (blocked !== undefined) return blocked;
  if (faults.every(({ code }) => code === first.code)) return first;
  return { code: 'wrong-device', detail: faults.map(({ code }) => code).join(', ') };
}

export function createLineWorker(options: LineWorkerOptions): LineWorker {
  const { port, models, firstIsSure, openLine, clock, gate, memory } = options;
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

  /** `probeMs`: gives up asking after that. */
  async function run(candidate: InstrumentModel, probeMs: number | null): Promise<Outcome> {
    const mine = new AbortController();
    abort = mine;
    const asking = new AbortController();
    const stopAsking = () => asking.abort();
    mine.signal.addEventListener('abort', stopAsking);
    let ended: Fault | null = null;
    const opened = await openLine(candidate, port, {
      clock,
      gate,
      memory: memory(candidate),
      emit(event) {
        if (mine.signal.aborted) return;
        if (event.kind === 'fault') ended = event.fault;
        heard(event);
      },
    });
    if ('fault' in opened) return { fault: mine.signal.aborted ? null : opened.fault, answered: false };
    const { driver } = opened;
    const cancelProbe = probeMs === null ? () => undefined : clock.after(probeMs, stopAsking);
    try {
      if (isCuffDriver(driver)) cuff = driver;
      if (mine.signal.aborted) return { fault: null, answered: false };
      const negotiated = await driver.negotiate(asking.signal);
      cancelProbe();
      if (mine.signal.aborted) return { fault: null, answered: false };
      if ('fault' in negotiated) return { fault: negotiated.fault, answered: false };
      model = candidate;
      last = candidate;
      identity = negotiated.identity;
      lastFrameAt = null;
      // Whoever arranges now knows what this line serves, and may need it at once.
      options.changed();
      if (!needed) return { fault: null, answered: true };
      streaming = true;
      set({ state: 'streaming', fault: null });
      await driver.measure(mine.signal);
      return { fault: mine.signal.aborted ? null : ended, answered: true };
    } finally {
      cancelProbe();
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
   * here is told to stop. Its answer, if any, is not waited for.
   */
  async function stillCuffs(): Promise<void> {
    const [first, ...others] = models;
    if (others.length === 0) return;
    const cuffs = models.filter((model) => model.transport === 'serial' && model.remoteStart === true);
    for (const cuff of cuffs) {
      // Asking it begins with the same stop.
      if (closed || cuff === first) continue;
      const opened = await openLine(cuff, port, { clock, gate, memory: memory(cuff), emit: () => undefined });
      if (!('driver' in opened)) return;
      // The last word of every cuff's driver is a stop.
      await opened.driver.close();
    }
  }

  /** Whom to ask now. Somebody may have put another instrument on the same adapter, but mostly it is the same one. */
  function asked(failures: number): readonly InstrumentModel[] {
    const known = last;
    if (known === null) return models;
    if (failures % (ALONE_TRIES + 1) < ALONE_TRIES) return [known];
    return [known, ...models.filter((other) => other !== known)];
  }

  async function attempt(failures: number): Promise<Outcome> {
    const candidates = asked(failures);
    const faults: Fault[] = [];
    for (const [i, candidate] of candidates.entries()) {
      const sure = i === 0 && (firstIsSure || last !== null);
      // Once everybody was asked shortly, whoever was never heard on this line is given all the time it wants.
      const short = candidates.length > 1 && !sure && (failures === 0 || last !== null);
      const outcome = await run(candidate, short ? PROBE_MS : null);
      if (outcome.answered || closed) return outcome;
      if (outcome.fault !== null) faults.push(outcome.fault);
      // A line that cannot be opened cannot be opened for the next model either.
      if (outcome.fault?.code === 'no-permission' || outcome.fault?.code === 'port-busy') break;
    }
    const found = verdict(faults);
    // What everybody's silence told stays true while only one is asked.
    if (candidates.length > 1) told = found;
    return { fault: found && (told ?? found), answered: false };
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
      const hurry = eager || needed;
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
