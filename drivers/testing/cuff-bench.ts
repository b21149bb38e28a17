/** What the tests of all cuff drivers share: a driver on a fake line, permissions, and the property that matters. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { createManualClock, type ManualClock } from '../clock.ts';
import type { Clock, CuffDriver, CuffEndEvent, DriverEvent, Link } from '../contract.ts';
import { type CuffPermission, createPermissionGate, type PermissionGate } from '../cuff/permission.ts';
import { createFakeLink, type FakeLink } from './fake-link.ts';

/** The other end of the line. */
export interface CuffModuleUnderTest {
  hears(bytes: Uint8Array): void;
  readonly mmHg: number;
  /** Neither hears nor says anything while true. */
  mute: boolean;
  /** Does not hear the stop while true. */
  deaf: boolean;
}

export interface CuffBenchOptions<M extends CuffModuleUnderTest> {
  /** Whatever inflates, in hex. */
  readonly startBytes: readonly string[];
  module(clock: ManualClock, feed: (bytes: Uint8Array) => void): M;
  driver(link: Link, clock: Clock, gate: PermissionGate, emit: (event: DriverEvent) => void): CuffDriver;
}

export interface CuffBench<M extends CuffModuleUnderTest> {
  readonly clock: ManualClock;
  readonly events: DriverEvent[];
  readonly module: M;
  readonly line: FakeLink;
  readonly driver: CuffDriver;
  readonly abort: AbortController;
  permission(patch?: Partial<CuffPermission>): CuffPermission;
  ends(): readonly CuffEndEvent[];
  starts(): readonly string[];
  /** Negotiates and watches; the result tells whether the watch is over. */
  watching(): Promise<() => boolean>;
  started(): Promise<() => boolean>;
  /** The value of a promise that needs time to pass. */
  passing<T>(promise: Promise<T>, ms: number): Promise<T>;
}

export function createCuffBench<M extends CuffModuleUnderTest>(options: CuffBenchOptions<M>): CuffBench<M> {
  const clock = createManualClock();
  const events: DriverEvent[] = [];
  const line = createFakeLink(clock, (bytes) => module.hears(bytes));
  const module = options.module(clock, (bytes) => line.feed(bytes));
  const driver = options.driver(line.link, clock, createPermissionGate(), (event) => events.push(event));
  const abort = new AbortController();
  let count = 0;
  const bench: CuffBench<M> = {
    clock,
    events,
    module,
    line,
    driver,
    abort,
    permission(patch = {}) {
      count += 1;
      const now = clock.now();
      return { commandId: `c${count}`, commandAt: now, readyAt: now, patient: 'adult', ...patch };
    },
    ends: () => events.filter((event): event is CuffEndEvent => event.kind === 'cuff-end'),
    starts: () => line.sent.filter((sent) => options.startBytes.includes(sent)),
    async passing(promise, ms) {
      await clock.advance(ms);
      return promise;
    },
    async watching() {
      expect(await bench.passing(driver.negotiate(abort.signal), 2500)).toHaveProperty('identity');
      let done = false;
      void driver.measure(abort.signal).then(() => {
        done = true;
      });
      await clock.advance(1500);
      return () => done;
    },
    async started() {
      const done = await bench.watching();
      expect(await bench.passing(driver.start(bench.permission()), 2200)).toEqual({ started: true });
      return done;
    },
  };
  return bench;
}

const start = fc.record({
  kind: fc.constant('start' as const),
  commandAge: fc.constantFrom(0, 0, 0, 100, 2900, 3100, 12_000),
  readyAge: fc.constantFrom(0, 0, 0, 30_000, 59_000, 61_000),
  again: fc.constantFrom(false, false, false, true),
});
const wait = fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(1, 60, 700, 5000, 31_000) });
const call = fc.oneof(
  { weight: 5, arbitrary: start },
  { weight: 6, arbitrary: wait },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('stop' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('deaf' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('mute' as const) }) },
);

/** Whatever is called when: a start only for a fresh permission, an end a start, an empty cuff 5 s after a stop. */
export async function neverStartsUnbidden<M extends CuffModuleUnderTest>(
  create: () => CuffBench<M>,
  { numRuns, seed }: { readonly numRuns: number; readonly seed: number },
): Promise<void> {
  let inflated = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 4, maxLength: 14, size: 'max' }), async (calls) => {
      const b = create();
      await b.watching();
      await b.clock.advance(70_000);
      let given = b.permission({ commandAt: 0 });
      let mayStart = 0;
      const running: Promise<unknown>[] = [];
      for (const one of calls) {
        if (one.kind === 'stop') running.push(b.driver.stop());
        else if (one.kind === 'deaf') b.module.deaf = !b.module.deaf;
        else if (one.kind === 'mute') b.module.mute = !b.module.mute;
        else if (one.kind === 'wait') await b.clock.advance(one.ms);
        else {
          const now = b.clock.now();
          if (!one.again) {
            given = b.permission({ commandAt: now - one.commandAge, readyAt: now - one.readyAge });
            if (one.commandAge < 3000 && one.readyAge < 60_000) mayStart += 1;
          }
          running.push(b.driver.start(given));
        }
        expect(b.starts().length).toBeLessThanOrEqual(mayStart);
      }
      Object.assign(b.module, { deaf: false, mute: false });
      running.push(b.driver.stop());
      const before = b.starts().length;
      inflated += before;
      // A session that is over writes its last stop when it is closed.
      const closing = b.driver.close();
      await b.clock.advance(5000);
      await Promise.all([...running, closing]);
      expect(b.starts().length).toBe(before);
      expect(b.ends().length).toBe(before);
      expect(b.module.mmHg).toBeLessThan(15);
    }),
    { numRuns, seed },
  );
  expect(inflated).toBeGreaterThan(numRuns / 6);
}
