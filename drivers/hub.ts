import { type CapabilityWorker, createCapabilityWorker, type OpenLink } from './capability-worker.ts';
import type { Capability, Clock, InstrumentModel, PortInfo } from './contract.ts';
import type { HubEvent, InstrumentHub } from './hub-contract.ts';
import { within } from './parts/pause.ts';

/** An unplug is noticed by the list within this, even when the line never says so. */
export const POLL_MS = 250;
const LIST_MS = 2000;

export interface HubOptions {
  /** Every port plugged now. */
  readonly listPorts: () => Promise<readonly PortInfo[]>;
  readonly openLink: OpenLink;
  readonly clock: Clock;
  readonly models: readonly InstrumentModel[];
  /** At most 500 ms. */
  readonly pollMs?: number;
  /** Says that the list may have changed; polling goes on all the same. */
  readonly watchPorts?: (changed: () => void) => () => void;
}

/** The one hub of a cabinet: a worker for each capability of the models, over one list of ports. */
export function createHub(options: HubOptions): InstrumentHub {
  const { clock, models, listPorts, openLink } = options;
  const pollMs = Math.min(options.pollMs ?? POLL_MS, 500);
  const listeners = new Set<(event: HubEvent) => void>();
  const inUse = new Set<string>();
  const workers = new Map<Capability, CapabilityWorker>();
  const publish = (event: HubEvent) => {
    for (const listener of [...listeners]) listener(event);
  };
  for (const capability of new Set(models.flatMap((model) => model.capabilities))) {
    workers.set(capability, createCapabilityWorker({ capability, models, openLink, clock, inUse, publish }));
  }

  let closed = false;
  let polling = false;
  let again = false;
  let cancelPoll: () => void = () => undefined;

  async function poll(): Promise<void> {
    cancelPoll();
    if (closed) return;
    if (polling) {
      again = true;
      return;
    }
    polling = true;
    do {
      again = false;
      // A list that fails or hangs says nothing about the ports: what was known stays.
      const ports = await within(clock, LIST_MS, listPorts(), null).catch(() => null);
      if (closed) return;
      if (ports !== null) for (const worker of workers.values()) worker.portsAre(ports);
    } while (again);
    polling = false;
    cancelPoll = clock.after(pollMs, () => void poll());
  }

  const stopWatching = options.watchPorts?.(() => void poll());
  void poll();

  function worker(capability: Capability): CapabilityWorker {
    const found = workers.get(capability);
    if (found === undefined) throw new RangeError(`no model serves ${capability}`);
    return found;
  }

  return {
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    status: (capability) => worker(capability).status(),
    want: (capability) => worker(capability).want(),
    release: (capability) => worker(capability).release(),
    async close() {
      closed = true;
      cancelPoll();
      stopWatching?.();
      await Promise.all([...workers.values()].map((each) => each.release()));
      listeners.clear();
    },
  };
}
