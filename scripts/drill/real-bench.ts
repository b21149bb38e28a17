/** The bench of the fault matrix in real time: one instrument of a simulated cabinet, over its pty or socket. */
import { systemClock } from '../../drivers/clock.ts';
import type { Capability } from '../../drivers/contract.ts';
import type { HubEvent, InstrumentHub } from '../../drivers/hub-contract.ts';
import type { FaultBench } from '../../fixtures/faults/bench.ts';
import type { Simulator } from '../../fixtures/simulator/simulator.ts';

const LOOK_MS = 20;

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Listens from now on until closed; hub and simulator belong to whoever made them. */
export function createRealBench(
  id: string,
  capability: Capability,
  { hub, simulator }: { readonly hub: InstrumentHub; readonly simulator: Simulator },
): FaultBench {
  const events: HubEvent[] = [];
  const stop = hub.subscribe((event) => events.push(event));
  const cable = (state: 'plugged' | 'unplugged') =>
    void simulator.apply({ type: 'cable', instrument: id, state });
  return {
    clock: { ...systemClock, advance: pause },
    hub,
    instrument: simulator.instrument(id),
    events,
    dataFrom: (index) =>
      events
        .slice(index)
        .flatMap((event) => (event.kind === 'data' && event.capability === capability ? [event.event] : [])),
    act: (action) => simulator.instrument(id).act(action),
    fault: (fault) => void simulator.apply({ type: 'fault', instrument: id, fault }),
    plug: () => cable('plugged'),
    unplug: () => cable('unplugged'),
    within: () => {
      throw new RangeError('no message can be cut in real time');
    },
    async until(what, ms) {
      const from = performance.now();
      while (!what()) {
        if (performance.now() - from >= ms) return null;
        await pause(LOOK_MS);
      }
      return performance.now() - from;
    },
    async close() {
      stop();
    },
  };
}
