/** Keeps one capability streaming while it is wanted: open, negotiate, measure, close, pause, again. */
import type {
  Capability,
  Clock,
  DriverEvent,
  Fault,
  InstrumentIdentity,
  InstrumentModel,
  PortInfo,
  SerialSettings,
} from './contract.ts';
import type { HubEvent, InstrumentStatus } from './hub-contract.ts';
import type { OpenedLink } from './link-error.ts';
import { within } from './parts/pause.ts';
import { createWakeable } from './parts/wakeable.ts';
import { type Candidate, candidatesFor } from './registry.ts';

export const RETRY_MIN_MS = 250;
export const RETRY_MAX_MS = 2000;
export const RELEASE_MS = 3000;

export type OpenLink = (path: string, settings: SerialSettings, clock: Clock) => Promise<OpenedLink>;

export interface WorkerOptions {
  readonly capability: Capability;
  readonly models: readonly InstrumentModel[];
  readonly openLink: OpenLink;
  readonly clock: Clock;
  /** Ports some worker holds now; shared by all of them. */
  readonly inUse: Set<string>;
  publish(event: HubEvent): void;
}

export interface CapabilityWorker {
  status(): InstrumentStatus;
  want(): void;
  release(): Promise<void>;
  /** The whole list of ports, each time it was looked at. */
  portsAre(ports: readonly PortInfo[]): void;
}

interface Session {
  readonly port: PortInfo;
  readonly abort: AbortController;
}

/** How a session ended. `fault` is null when it was asked to end. */
interface Outcome {
  readonly fault: Fault | null;
  readonly streamed: boolean;
}

function samePort(a: PortInfo, b: PortInfo): boolean {
  return (
    a.path === b.path &&
    a.vendorId === b.vendorId &&
    a.productId === b.productId &&
    a.serialNumber === b.serialNumber
  );
}

function sameList(a: readonly PortInfo[], b: readonly PortInfo[]): boolean {
  return a.length === b.length && a.every((port, i) => samePort(port, b[i] ?? { path: '' }));
}

/** One fault for an attempt over several candidates. */
function verdict(faults: readonly Fault[]): Fault | null {
  const [only, second] = faults;
  if (only === undefined || second === undefined) return only ?? null;
  // A line that could not even be opened is what a technician must mend first.
  const blocked = faults.find(({ code }) => code === 'no-permission' || code === 'port-busy');
  return blocked ?? { code: 'wrong-device', detail: faults.map(({ code }) => code).join(', ') };
}

export function createCapabilityWorker(options: WorkerOptions): CapabilityWorker {
  const { capability, models, clock, inUse, publish, openLink } = options;
  const wake = createWakeable(clock);
  /** null: not looked yet. */
  let ports: readonly PortInfo[] | null = null;
  let wanted = false;
  let running: Promise<void> | null = null;
  let session: Session | null = null;
  /** An instrument went away since it was wanted. */
  let wentAway = false;
  let current: InstrumentStatus = {
    capability,
    state: 'absent',
    identity: null,
    fault: null,
    quietMs: null,
    lastFrameAt: null,
  };

  function set(patch: Partial<InstrumentStatus>): void {
    const before = current;
    current = { ...current, ...patch };
    const same =
      before.state === current.state &&
      before.fault?.code === current.fault?.code &&
      before.identity === current.identity &&
      before.quietMs === current.quietMs;
    if (!same) publish({ kind: 'status', at: clock.now(), status: current });
  }

  function candidatesNow(): readonly Candidate[] {
    return candidatesFor(capability, ports ?? [], models);
  }

  function idle(): void {
    const [candidate] = candidatesNow();
    if (candidate === undefined) set({ state: 'absent', identity: null, fault: null, quietMs: null });
    else set({ state: 'ready', fault: null, quietMs: candidate.model.quietMs, lastFrameAt: null });
  }

  function absent(): void {
    const fault: Fault = wentAway
      ? { code: 'unplugged', detail: 'gone from the list of ports' }
      : { code: 'not-plugged', detail: 'no port matches' };
    set({ state: 'absent', identity: null, fault, quietMs: null, lastFrameAt: null });
  }

  async function run(candidate: Candidate): Promise<Outcome> {
    const { port, model } = candidate;
    const abort = new AbortController();
    session = { port, abort };
    inUse.add(port.path);
    set({ state: 'opening', identity: null, quietMs: model.quietMs, lastFrameAt: null });
    try {
      const opened = await openLink(port.path, model.serial, clock);
      if ('fault' in opened) return { fault: abort.signal.aborted ? null : opened.fault, streamed: false };
      if (abort.signal.aborted) {
        await opened.link.close();
        return { fault: null, streamed: false };
      }
      let identity: InstrumentIdentity | null = null;
      let fault: Fault | null = null;
      const driver = model.create(opened.link, clock, (event: DriverEvent) => {
        if (abort.signal.aborted) return;
        if (event.kind === 'fault') {
          fault = event.fault;
          set({ state: 'faulted', fault });
        } else if (event.kind !== 'status' && identity !== null) {
          current = { ...current, lastFrameAt: event.at };
          publish({ kind: 'data', capability, identity, event });
        }
      });
      try {
        const negotiated = await driver.negotiate(abort.signal);
        if (abort.signal.aborted) return { fault: null, streamed: false };
        if ('fault' in negotiated) return { fault: negotiated.fault, streamed: false };
        identity = negotiated.identity;
        set({ state: 'streaming', identity, fault: null });
        await driver.measure(abort.signal);
        return { fault, streamed: true };
      } finally {
        // Whatever still comes while closing belongs to a session that is over.
        abort.abort();
        await driver.close();
      }
    } finally {
      inUse.delete(port.path);
      session = null;
    }
  }

  async function attempt(candidates: readonly Candidate[]): Promise<Outcome> {
    const free = candidates.filter(({ port }) => !inUse.has(port.path));
    if (free.length === 0) {
      return { fault: { code: 'port-busy', detail: 'held by another instrument' }, streamed: false };
    }
    const faults: Fault[] = [];
    for (const candidate of free) {
      const outcome = await run(candidate);
      if (outcome.streamed) return outcome;
      if (outcome.fault !== null) faults.push(outcome.fault);
      if (!wanted || wake.pending()) break;
    }
    return { fault: verdict(faults), streamed: false };
  }

  async function loop(): Promise<void> {
    let retryMs = RETRY_MIN_MS;
    while (wanted) {
      wake.clear();
      const candidates = candidatesNow();
      if (candidates.length === 0) {
        if (ports !== null) absent();
        await wake.wait();
        retryMs = RETRY_MIN_MS;
        continue;
      }
      const { fault, streamed } = await attempt(candidates);
      if (!wanted) break;
      if (fault !== null && !wake.pending()) set({ state: 'faulted', fault });
      if (streamed) retryMs = RETRY_MIN_MS;
      const woken = await wake.wait(retryMs);
      retryMs = woken ? RETRY_MIN_MS : Math.min(retryMs * 2, RETRY_MAX_MS);
    }
    running = null;
    idle();
  }

  return {
    status: () => current,
    want() {
      if (wanted) return;
      wanted = true;
      wentAway = false;
      running ??= loop();
    },
    async release() {
      wanted = false;
      session?.abort.abort();
      wake.wake();
      if (running !== null) await within(clock, RELEASE_MS, running, undefined);
    },
    portsAre(next) {
      const before = ports;
      if (before !== null && sameList(before, next)) return;
      if (wanted && candidatesNow().length > candidatesFor(capability, next, models).length) wentAway = true;
      ports = next;
      const held = session?.port;
      if (held !== undefined && !next.some((port) => samePort(port, held))) {
        session?.abort.abort();
        if (wanted) absent();
      }
      if (running === null) idle();
      wake.wake();
    },
  };
}
