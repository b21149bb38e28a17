import { describe, expect, it } from 'vitest';
import { type BerryModule, createBerryModule } from '../testing/berry-module.ts';
import { type CuffBench, createCuffBench } from '../testing/cuff-bench.ts';
import { itObeysLikeEveryCuff } from '../testing/cuff-cases.ts';
import { CONFIRM_MS, OVERALL_MS, START_MS } from './cuff.ts';
import { createBerryDriver, QUIET_MS } from './driver.ts';

const START = '55aa040201f8';
const STOP = '55aa040200f9';
const ADULT = '55aa040901f1';
const CHILD = '55aa040902f0';
const SPO2_ON = '55aa040301f7';

const setUp = (): CuffBench<BerryModule> =>
  createCuffBench({ startBytes: [START], module: createBerryModule, driver: createBerryDriver });
describe('berry driver', () => {
  itObeysLikeEveryCuff({ setUp, stop: STOP, quietMs: QUIET_MS, seed: 82 });

  it('switches the oximeter on right behind the first stop: the module says nothing by itself', async () => {
    const b = setUp();
    await b.watching();
    expect(b.line.sent.slice(0, 2)).toEqual([STOP, SPO2_ON]);
  });

  it('nobody there: no-answer within the five seconds of the field', async () => {
    const b = setUp();
    b.module.mute = true;
    const result = await b.passing(b.driver.negotiate(b.abort.signal), 5100);
    expect(result).toMatchObject({ fault: { code: 'no-answer' } });
  });

  it('measures: patient type before the start, live pressure, one result with its bytes, a stop behind', async () => {
    const b = setUp();
    await b.started();
    await b.clock.advance(14_000);
    const live = b.events.flatMap((event) => (event.kind === 'cuff-pressure' ? [event.mmHg] : []));
    expect(Math.max(...live)).toBeGreaterThanOrEqual(140);
    expect(b.ends()).toMatchObject([
      { commandId: 'c1', outcome: { numbers: { systolic: 120, diastolic: 80, mean: 93, pulseRate: null } } },
    ]);
    expect(b.ends()[0]?.raw).toHaveLength(10);
    const cuff = b.line.sent.filter((sent) => [START, STOP, ADULT, CHILD].includes(sent));
    expect(cuff).toEqual([STOP, ADULT, START, STOP]);
  });

  it('the resting "finished" of before is no result, also when the start was never heard', async () => {
    const b = setUp();
    b.module.takesStart = false;
    await b.started();
    await b.clock.advance(START_MS);
    expect(b.ends()).toMatchObject([{ outcome: { failure: 'not-started' } }]);
    expect(b.starts()).toHaveLength(1);
    expect(b.line.sent.at(-1)).toBe(STOP);
  });

  it.each([
    [2, 'stopped'],
    [3, 'over-pressure'],
    [4, 'loose-cuff'],
    [5, 'took-too-long'],
    [6, 'hardware'],
    [7, 'movement'],
    [8, 'out-of-range'],
    [9, 'hardware'],
    [10, 'hardware'],
    [15, 'hardware'],
  ])('code %i: %s, no number', async (code, failure) => {
    const b = setUp();
    b.module.end = [code, 120, 93, 80];
    await b.started();
    await b.clock.advance(14_000);
    expect(b.ends()).toMatchObject([{ outcome: { failure } }]);
  });

  it.each([
    ['the mean below dia', [0, 120, 70, 80]],
    ['dia above sys', [0, 80, 93, 120]],
    ['no pressures', [0, 0, 0, 0]],
  ] as const)('%s: no result', async (_name, end) => {
    const b = setUp();
    b.module.end = end;
    await b.started();
    await b.clock.advance(14_000);
    expect(b.ends()).toMatchObject([{ outcome: { failure: 'implausible' } }]);
  });

  it('a patient type the module does not take: refused, no start byte', async () => {
    const b = setUp();
    b.module.takesMode = false;
    await b.watching();
    const start = b.driver.start(b.permission({ patient: 'child' }));
    expect(await b.passing(start, CONFIRM_MS + 100)).toEqual({ refused: 'no-answer' });
    expect(b.line.sent).toContain(CHILD);
    expect(b.starts()).toEqual([]);
  });

  it('a module silent about its idle cuff that then measures in the wrong mode: stopped at its first word', async () => {
    const b = setUp();
    Object.assign(b.module, { takesMode: false, reportsWhenIdle: false });
    await b.watching();
    await b.passing(b.driver.start(b.permission({ patient: 'child' })), 3000);
    expect(b.starts()).toHaveLength(1);
    expect(b.ends()).toMatchObject([{ outcome: { failure: 'hardware' } }]);
    expect(b.module.mmHg).toBe(0);
  });

  it('refuses before negotiation and with pressure in the cuff, which it tells to let go', async () => {
    const b = setUp();
    expect(await b.driver.start(b.permission())).toEqual({ refused: 'not-negotiated' });
    await b.watching();
    Object.assign(b.module, { mmHg: 40, deaf: true });
    await b.clock.advance(3000);
    expect(await b.driver.start(b.permission())).toEqual({ refused: 'not-deflated' });
    expect(b.line.sent.filter((sent) => sent === STOP).length).toBeGreaterThanOrEqual(3);
    b.module.deaf = false;
    await b.clock.advance(2000);
    expect(b.module.mmHg).toBe(0);
    expect(b.starts()).toEqual([]);
  });

  it('one that inflates unasked is stopped', async () => {
    const b = setUp();
    await b.watching();
    Object.assign(b.module, { running: true, endless: true });
    await b.clock.advance(2000);
    expect(b.module.running).toBe(false);
    expect(b.ends()).toEqual([]);
  });

  it('one that never ends is stopped', async () => {
    const b = setUp();
    b.module.endless = true;
    await b.started();
    await b.clock.advance(OVERALL_MS + 100);
    expect(b.ends()).toMatchObject([{ outcome: { failure: 'took-too-long' } }]);
    expect(b.module.mmHg).toBe(0);
  });
});
