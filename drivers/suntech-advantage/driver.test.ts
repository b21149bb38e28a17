import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createManualClock } from '../clock.ts';
import type { CuffEndEvent } from '../contract.ts';
import type { CuffEvent } from '../cuff/contract.ts';
import { REST_MS } from '../cuff/control.ts';
import { type CuffPermission, createPermissionGate } from '../cuff/permission.ts';
import { createFakeLink } from '../testing/fake-link.ts';
import { createSuntechDriver, OVERALL_MS } from './driver.ts';
import { packModule } from './wire.ts';

const START_ADULT = '3a20a6';
const START_CHILD = '3a873f';
const ABORT = '3a7901004c';
const STARTS = new Set([START_ADULT, START_CHILD, '3a5670', '3a289e']);

const word = (value: number) => [value & 0xff, (value >> 8) & 0xff];
const letter = (code: string) => packModule([code.charCodeAt(0)]);

/** A module that inflates 40 mmHg a second to 160, deflates, and says K. */
function setUp() {
  const clock = createManualClock();
  const events: CuffEvent[] = [];
  const module = {
    answers: true,
    takesStart: true,
    startAnswer: 'O',
    hearsAbort: true,
    result: { sys: 120, dia: 80, map: 93, pulse: 72, error: 0 },
    mmHg: 0,
    running: false,
    elapsed: 0,
    endless: false,
  };
  const resultBytes = () => {
    const { sys, dia, map, pulse, error } = module.result;
    const codes = new Array<number>(8).fill(0);
    return packModule([...word(sys), ...word(dia), 30, 1, ...codes, pulse, 0, ...word(map), error, 0, 0]);
  };
  const line = createFakeLink(clock, (bytes) => {
    if (!module.answers) return;
    const sent = Buffer.from(bytes).toString('hex');
    if (STARTS.has(sent)) {
      if (module.takesStart) Object.assign(module, { running: true, elapsed: 0 });
      line.feed(letter(module.startAnswer));
    } else if (sent === ABORT) {
      if (!module.hearsAbort) return;
      Object.assign(module, { running: false, mmHg: 0 });
      line.feed(letter('A'));
    } else if (sent === '3a79050048') line.feed(packModule(word(module.mmHg)));
    else if (sent === '3a7903004a') line.feed(resultBytes());
  });
  const live = () => {
    clock.after(100, live);
    if (!module.running) return;
    module.elapsed += 100;
    module.mmHg = module.elapsed < 4000 || module.endless ? Math.min(160, module.elapsed / 25) : 90;
    if (module.elapsed < 12_000 || module.endless) return;
    Object.assign(module, { running: false, mmHg: 0 });
    if (module.answers) line.feed(letter('K'));
  };
  live();
  const driver = createSuntechDriver(line.link, clock, createPermissionGate(), (event) => events.push(event));
  const abort = new AbortController();
  let count = 0;
  const permission = (patch: Partial<CuffPermission> = {}): CuffPermission => {
    count += 1;
    const now = clock.now();
    return { commandId: `c${count}`, commandAt: now, readyAt: now, patient: 'adult', ...patch };
  };
  const ends = () => events.filter((event): event is CuffEndEvent => event.kind === 'cuff-end');
  const starts = () => line.sent.filter((sent) => STARTS.has(sent));
  return { clock, events, module, line, driver, abort, permission, ends, starts };
}

type Bench = ReturnType<typeof setUp>;

/** The value of a promise that needs time to pass. */
async function passing<T>(b: Bench, promise: Promise<T>, ms: number): Promise<T> {
  await b.clock.advance(ms);
  return promise;
}

async function watching(b: Bench): Promise<() => boolean> {
  expect(await passing(b, b.driver.negotiate(b.abort.signal), 1000)).toHaveProperty('identity');
  let done = false;
  void b.driver.measure(b.abort.signal).then(() => {
    done = true;
  });
  await b.clock.advance(1500);
  return () => done;
}

async function started(b: Bench): Promise<() => boolean> {
  const done = await watching(b);
  expect(await passing(b, b.driver.start(b.permission()), 300)).toEqual({ started: true });
  return done;
}

describe('suntech driver', () => {
  it('aborts before anything else, and never starts while connecting or watching', async () => {
    const b = setUp();
    await watching(b);
    await b.clock.advance(60_000);
    expect(b.line.sent[0]).toBe(ABORT);
    expect(b.starts()).toEqual([]);
    expect(b.ends()).toEqual([]);
  });

  it('measures: live pressure, then one result with its bytes', async () => {
    const b = setUp();
    await started(b);
    await b.clock.advance(14_000);
    const live = b.events.flatMap((event) => (event.kind === 'cuff-pressure' ? [event.mmHg] : []));
    expect(Math.max(...live)).toBeGreaterThan(140);
    expect(b.ends()).toHaveLength(1);
    expect(b.ends()[0]).toMatchObject({
      commandId: 'c1',
      outcome: { numbers: { systolic: 120, diastolic: 80, mean: 93, pulseRate: 72 } },
    });
    expect(b.ends()[0]?.raw).toHaveLength(24);
    expect(b.starts()).toEqual([START_ADULT]);
  });

  it('sets the patient type with the start', async () => {
    const b = setUp();
    await watching(b);
    await passing(b, b.driver.start(b.permission({ patient: 'child' })), 300);
    expect(b.starts()).toEqual([START_CHILD]);
  });

  it.each([
    [87, 'leak'],
    [86, 'stopped'],
    [2, 'movement'],
    [90, 'hardware'],
    [255, 'hardware'],
  ])('error %i: %s, no number', async (error, failure) => {
    const b = setUp();
    b.module.result.error = error;
    await started(b);
    await b.clock.advance(14_000);
    expect(b.ends()).toMatchObject([{ outcome: { failure } }]);
  });

  it('a mean outside dia..sys is no result', async () => {
    const b = setUp();
    b.module.result.map = 70;
    await started(b);
    await b.clock.advance(14_000);
    expect(b.ends()).toMatchObject([{ outcome: { failure: 'implausible' } }]);
  });

  it.each([
    ['an old command', { commandAt: -4000 }, 'command-expired'],
    ['an old ready', { readyAt: -61_000 }, 'ready-expired'],
  ])('%s: refused, no start byte', async (_name, ages, refused) => {
    const b = setUp();
    await watching(b);
    await b.clock.advance(70_000);
    const now = b.clock.now();
    const patch = Object.fromEntries(Object.entries(ages).map(([key, age]) => [key, now + age]));
    expect(await passing(b, b.driver.start(b.permission(patch)), 1200)).toEqual({ refused });
    expect(b.starts()).toEqual([]);
  });

  it('the same permission starts once, a second one not before the rest of 30 s', async () => {
    const b = setUp();
    await watching(b);
    const permission = b.permission();
    await passing(b, b.driver.start(permission), 300);
    expect(await b.driver.start(permission)).toEqual({ refused: 'measuring' });
    await b.clock.advance(14_000);
    expect(await b.driver.start(b.permission())).toEqual({ refused: 'too-soon' });
    await b.clock.advance(REST_MS);
    expect(await passing(b, b.driver.start(permission), 1200)).toEqual({ refused: 'command-expired' });
    expect(await passing(b, b.driver.start(b.permission()), 1200)).toEqual({ started: true });
    expect(b.starts()).toHaveLength(2);
  });

  it('refuses before negotiation, with pressure in the cuff, and without an answer', async () => {
    const b = setUp();
    expect(await b.driver.start(b.permission())).toEqual({ refused: 'not-negotiated' });
    await watching(b);
    Object.assign(b.module, { mmHg: 40, hearsAbort: false });
    await b.clock.advance(1500);
    expect(await b.driver.start(b.permission())).toEqual({ refused: 'not-deflated' });
    expect(b.starts()).toEqual([]);
  });

  it('an idle cuff that holds pressure is told to abort until it lets go', async () => {
    const b = setUp();
    await watching(b);
    const before = b.line.sent.filter((sent) => sent === ABORT).length;
    Object.assign(b.module, { mmHg: 40, hearsAbort: false });
    await b.clock.advance(8000);
    const told = b.line.sent.filter((sent) => sent === ABORT).length;
    expect(told - before).toBeGreaterThanOrEqual(4);
    b.module.hearsAbort = true;
    await b.clock.advance(4000);
    expect(b.module.mmHg).toBe(0);
    expect(b.starts()).toEqual([]);
  });

  it('stop: the abort is written at once, the end is told, and nothing comes after', async () => {
    const b = setUp();
    await started(b);
    await b.clock.advance(3000);
    const written = b.line.sent.length;
    await passing(b, b.driver.stop(), 1);
    expect(b.line.sent[written]).toBe(ABORT);
    expect(b.ends()).toMatchObject([{ outcome: { failure: 'stopped' } }]);
    await b.clock.advance(20_000);
    expect(b.ends()).toHaveLength(1);
    expect(b.module.mmHg).toBe(0);
  });

  it('a stop while the start waits for its turn takes the start back', async () => {
    const b = setUp();
    await watching(b);
    await b.driver.stop();
    const start = b.driver.start(b.permission());
    await b.clock.advance(100);
    const stop = b.driver.stop();
    await b.clock.advance(2000);
    await stop;
    expect(await start).toEqual({ refused: 'stopped' });
    expect(b.starts()).toEqual([]);
  });

  it('busy, or no word at all: the start is taken back and not repeated', async () => {
    for (const patch of [{ startAnswer: 'B', takesStart: false }, { answers: false }]) {
      const b = setUp();
      await watching(b);
      Object.assign(b.module, patch);
      await passing(b, b.driver.start(b.permission()), 1500);
      expect(b.ends()).toMatchObject([{ outcome: { failure: 'not-started' } }]);
      expect(b.line.sent).toContain(ABORT);
      await b.clock.advance(2000);
      expect(b.starts()).toHaveLength(1);
    }
  });

  it('one that never ends is aborted and reset', async () => {
    const b = setUp();
    b.module.endless = true;
    await started(b);
    await b.clock.advance(OVERALL_MS + 1000);
    expect(b.ends()).toMatchObject([{ outcome: { failure: 'took-too-long' } }]);
    expect(b.line.sent).toContain('3a8a3c');
    expect(b.module.mmHg).toBe(0);
  });

  it.each(['leave', 'close'] as const)('%s in mid-measure: told to stop, then ended', async (how) => {
    const b = setUp();
    const done = await started(b);
    await b.clock.advance(3000);
    if (how === 'leave') b.abort.abort();
    const closing = b.driver.close();
    await b.clock.advance(600);
    await closing;
    expect(done()).toBe(true);
    expect(b.module.mmHg).toBe(0);
    expect(b.ends()).toHaveLength(1);
    expect(b.line.closed()).toBe(true);
  });

  it('line lost in mid-measure: ended with that, then the fault', async () => {
    const b = setUp();
    const done = await started(b);
    await b.clock.advance(3000);
    b.line.drop({ code: 'unplugged', detail: 'test' });
    await b.clock.advance(1);
    expect(done()).toBe(true);
    expect(b.events.slice(-2)).toMatchObject([
      { kind: 'cuff-end', outcome: { failure: 'line-lost' } },
      { kind: 'fault', fault: { code: 'unplugged' } },
    ]);
  });

  it('silent module: fault in bounded time, and the abort still goes out on closing', async () => {
    const b = setUp();
    const done = await started(b);
    await b.clock.advance(1000);
    b.module.answers = false;
    await b.clock.advance(4000);
    expect(done()).toBe(true);
    const written = b.line.sent.length;
    await passing(b, b.driver.close(), 600);
    expect(b.line.sent.slice(written)).toEqual([ABORT]);
  });

  it('whatever is called when: a start byte only for a fresh permission, and an empty cuff 5 s after a stop', async () => {
    const start = fc.record({
      kind: fc.constant('start' as const),
      commandAge: fc.constantFrom(0, 0, 0, 100, 2900, 3100, 12_000),
      readyAge: fc.constantFrom(0, 0, 0, 30_000, 59_000, 61_000),
      again: fc.constantFrom(false, false, false, true),
    });
    const wait = fc.record({
      kind: fc.constant('wait' as const),
      ms: fc.constantFrom(1, 60, 700, 5000, 31_000),
    });
    const call = fc.oneof(
      { weight: 5, arbitrary: start },
      { weight: 6, arbitrary: wait },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('stop' as const) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('deaf' as const) }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('mute' as const) }) },
    );
    let inflated = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 4, maxLength: 16, size: 'max' }), async (calls) => {
        const b = setUp();
        await watching(b);
        await b.clock.advance(70_000);
        let given = b.permission({ commandAt: 0 });
        let mayStart = 0;
        const running: Promise<unknown>[] = [];
        for (const one of calls) {
          if (one.kind === 'stop') running.push(b.driver.stop());
          else if (one.kind === 'deaf') b.module.hearsAbort = !b.module.hearsAbort;
          else if (one.kind === 'mute') b.module.answers = !b.module.answers;
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
        b.module.hearsAbort = true;
        b.module.answers = true;
        running.push(b.driver.stop());
        const before = b.starts().length;
        inflated += before;
        await b.clock.advance(5000);
        await b.driver.close();
        await Promise.all(running);
        expect(b.starts().length).toBe(before);
        expect(b.ends().length).toBe(before);
        expect(b.module.mmHg).toBeLessThan(15);
      }),
      { numRuns: 120, seed: 81 },
    );
    expect(inflated).toBeGreaterThan(30);
  });
});
