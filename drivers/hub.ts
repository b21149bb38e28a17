import { arbitrate, type Standing } from './arbiter.ts';
import {
  CAPABILITIES,
  type Capability,
  type Clock,
  type InstrumentData,
  type InstrumentIdentity,
  type InstrumentModel,
  type MemoryBook,
  type MonoMs,
  type PortInfo,
} from './contract.ts';
import type { PermissionGate } from './cuff/permission.ts';
import { capabilityOf } from './event-capability.ts';
import type { HubEvent, InstrumentHub, InstrumentStatus, UnitStatus } from './hub-contract.ts';
import type { OpenLine } from './line-opener.ts';
import { createLineWorker, type LineWorker } from './line-worker.ts';
import { createMemoryBook } from './parts/memory-book.ts';
import { within } from './parts/pause.ts';
import { POLL_MS, portKey, watchPortList } from './port-watch.ts';
import { modelsFor } from './registry.ts';

export { POLL_MS } from './port-watch.ts';

const STOP_MS = 1000;

export interface HubOptions {
  /** Every port plugged now. */
  readonly listPorts: () => Promise<readonly PortInfo[]>;
  readonly openLine: OpenLine;
  readonly clock: Clock;
  readonly models: readonly InstrumentModel[];
  /** One for all cuffs of the cabinet. */
  readonly gate: PermissionGate;
  /** Ids of the models this cabinet has: asked first where USB ids do not tell. */
  readonly fitted?: readonly string[];
  /** At most 500 ms. */
  readonly pollMs?: number;
  /** Says that the list may have changed; polling goes on all the same. */
  readonly watchPorts?: (changed: () => void) => () => void;
}

interface HubLine {
  readonly worker: LineWorker;
  readonly model: InstrumentModel | null;
  readonly unit: UnitStatus;
}

/** The one hub of a cabinet: a worker for each port that some model may be behind. */
export function createHub(options: HubOptions): InstrumentHub {
  const { clock, models, openLine, gate, fitted = [] } = options;
  const listeners = new Set<(event: HubEvent) => void>();
  const workers = new Map<string, LineWorker>();
  const wanted = new Set<Capability>();
  const wentAway = new Set<Capability>();
  const statuses = new Map<Capability, InstrumentStatus>();
  const frames = new Map<Capability, MonoMs>();
  const serving = new Map<Capability, LineWorker>();
  /** Keys of ports, where somebody chose among several. */
  const preferred = new Map<Capability, string>();
  /** Memory cuffs by model; lives as long as blood pressure is wanted. */
  const memories = new Map<InstrumentModel, MemoryBook>();
  let looked = false;
  let closed = false;

  const publish = (event: HubEvent) => {
    for (const listener of [...listeners]) listener(event);
  };
  const line = (worker: LineWorker): HubLine => ({ worker, model: worker.model, unit: worker.status() });

  function memoryOf(model: InstrumentModel): MemoryBook {
    const book = memories.get(model) ?? createMemoryBook();
    memories.set(model, book);
    return book;
  }

  function tell(capability: Capability, { line: chosen, state, fault }: Standing<HubLine>): void {
    const before = statuses.get(capability);
    const live = state === 'streaming' || state === 'ready';
    if (state !== 'streaming') frames.delete(capability);
    const status: InstrumentStatus = {
      capability,
      state: looked ? state : 'absent',
      identity: live ? (chosen?.unit.identity ?? null) : null,
      fault,
      quietMs: chosen?.model?.quietMs ?? null,
      lastFrameAt: frames.get(capability) ?? null,
    };
    statuses.set(capability, status);
    const same =
      before !== undefined &&
      before.state === status.state &&
      before.fault?.code === status.fault?.code &&
      before.identity === status.identity &&
      before.quietMs === status.quietMs;
    if (!same) publish({ kind: 'status', at: clock.now(), status });
  }

  /** Who serves what now, and what each line has to do for it. */
  function arrange(): void {
    if (closed) return;
    const lines = [...workers.values()].map(line);
    const standings = new Map(
      CAPABILITIES.map((capability) => [
        capability,
        arbitrate(capability, lines, models, {
          wanted: wanted.has(capability),
          wentAway: wentAway.has(capability),
          preferred: preferred.get(capability) ?? null,
        }),
      ]),
    );
    serving.clear();
    for (const [capability, standing] of standings) {
      if (standing.line !== null) serving.set(capability, standing.line.worker);
    }
    for (const { worker, unit } of lines) {
      const needed = [...wanted].some((capability) => serving.get(capability) === worker);
      const eager = [...wanted].some((capability) => unit.capabilities.includes(capability));
      worker.need(needed, eager);
    }
    for (const [capability, standing] of standings) tell(capability, standing);
  }

  function data(worker: LineWorker, identity: InstrumentIdentity, event: InstrumentData): void {
    const capability = capabilityOf(event);
    if (!wanted.has(capability) || serving.get(capability) !== worker) return;
    const status = statuses.get(capability);
    if (status?.state !== 'streaming') return;
    frames.set(capability, event.at);
    statuses.set(capability, { ...status, lastFrameAt: event.at });
    publish({ kind: 'data', capability, identity, event });
  }

  function add(key: string, port: PortInfo): void {
    const candidates = modelsFor(port, models, fitted);
    if (candidates.models.length === 0) return;
    const worker = createLineWorker({
      port,
      ...candidates,
      openLine,
      clock,
      gate,
      memory: memoryOf,
      changed() {
        publish({ kind: 'unit', at: clock.now(), unit: worker.status(), gone: false });
        arrange();
      },
      data: (identity, event) => data(worker, identity, event),
    });
    workers.set(key, worker);
    publish({ kind: 'unit', at: clock.now(), unit: worker.status(), gone: false });
  }

  function remove(key: string, worker: LineWorker): void {
    workers.delete(key);
    const unit = worker.status();
    for (const capability of wanted) if (unit.capabilities.includes(capability)) wentAway.add(capability);
    void worker.close();
    publish({ kind: 'unit', at: clock.now(), unit, gone: true });
  }

  function seen(ports: readonly PortInfo[]): void {
    const now = new Map(ports.map((port) => [portKey(port), port]));
    const gone = [...workers].filter(([key]) => !now.has(key));
    const come = [...now].filter(([key]) => !workers.has(key));
    for (const [key, worker] of gone) remove(key, worker);
    for (const [key, port] of come) add(key, port);
    const first = !looked;
    looked = true;
    if (first || gone.length > 0 || come.length > 0) arrange();
  }

  arrange();
  const stopWatching = watchPortList({
    clock,
    listPorts: options.listPorts,
    watchPorts: options.watchPorts,
    pollMs: Math.min(options.pollMs ?? POLL_MS, 500),
    seen,
  });

  function status(capability: Capability): InstrumentStatus {
    const found = statuses.get(capability);
    if (found === undefined) throw new RangeError(`unknown capability ${capability}`);
    return found;
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    status,
    units: () => [...workers.values()].map((worker) => worker.status()),
    want(capability) {
      if (wanted.has(capability)) return;
      wanted.add(capability);
      wentAway.delete(capability);
      arrange();
    },
    choose(capability, unit) {
      if (unit === null) preferred.delete(capability);
      else preferred.set(capability, unit);
      arrange();
    },
    async release(capability) {
      const worker = serving.get(capability);
      const was = wanted.delete(capability);
      if (capability === 'blood-pressure') {
        memories.clear();
        await within(clock, STOP_MS, worker?.stopCuff() ?? Promise.resolve(), undefined);
      }
      wentAway.delete(capability);
      arrange();
      if (was && worker !== undefined && worker.status().state !== 'ready') {
        const stillNeeded = [...wanted].some((other) => serving.get(other) === worker);
        if (!stillNeeded) await worker.still();
      }
    },
    async startCuff(permission) {
      const cuff = serving.get('blood-pressure')?.cuff ?? null;
      if (!wanted.has('blood-pressure') || cuff === null) return { refused: 'not-negotiated' };
      return cuff.start(permission);
    },
    async stopCuffs() {
      const stops = [...workers.values()].map((worker) => worker.stopCuff());
      await within(clock, STOP_MS, Promise.all(stops), undefined);
    },
    async close() {
      closed = true;
      stopWatching();
      await Promise.all([...workers.values()].map((worker) => worker.close()));
      listeners.clear();
    },
  };
}
