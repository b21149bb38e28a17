/** A driver made from its model, run on a manual clock. */
import type { ManualClock } from '../clock.ts';
import type { Driver, DriverEvent, HidLink, InstrumentModel, Link } from '../contract.ts';
import { createPermissionGate } from '../cuff/permission.ts';
import { createMemoryBook } from '../parts/memory-book.ts';

type Negotiated = Awaited<ReturnType<Driver['negotiate']>>;

export interface OpenedDriver {
  readonly driver: Driver;
  readonly events: readonly DriverEvent[];
  readonly abort: AbortController;
  /** What negotiating ended in, null when it did not end within `ms`. */
  negotiated(ms: number): Promise<Negotiated | null>;
  /** Starts to measure; tells whether that is over. */
  measuring(): () => boolean;
}

const STEP_MS = 50;

/** `link`: a serial or input model needs no more than a Link. */
export function openDriver(model: InstrumentModel, link: HidLink | Link, clock: ManualClock): OpenedDriver {
  const events: DriverEvent[] = [];
  const abort = new AbortController();
  const hid: HidLink = { sendFeature: () => Promise.resolve(), ...link };
  const driver = model.create({
    link: hid,
    clock,
    gate: createPermissionGate(),
    memory: createMemoryBook(),
    emit: (event) => events.push(event),
  });
  return {
    driver,
    events,
    abort,
    async negotiated(ms) {
      let result: Negotiated | null = null;
      void driver.negotiate(abort.signal).then((value) => {
        result = value;
      });
      for (let waited = 0; result === null && waited < ms; waited += STEP_MS) await clock.advance(STEP_MS);
      return result;
    },
    measuring() {
      let done = false;
      void driver.measure(abort.signal).then(() => {
        done = true;
      });
      return () => done;
    },
  };
}
