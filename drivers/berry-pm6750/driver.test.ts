import { describe, expect, it } from 'vitest';
import { REST_MS } from '../cuff/control.ts';
import { type BerryModule, createBerryModule } from '../testing/berry-module.ts';
import { type CuffBench, createCuffBench, neverStartsUnbidden } from '../testing/cuff-bench.ts';
import { CONFIRM_MS, OVERALL_MS, START_MS } from './cuff.ts';
import { createBerryDriver } from './driver.ts';
import { SETTLE_MS } from './readings.ts';

const START = '55aa040201f8';
const STOP = '55aa040200f9';
const ADULT = '55aa040901f1';
const CHILD = '55aa040902f0';
const SPO2_ON = '55aa040301f7';

const setUp = (): CuffBench<BerryModule> =>
  createCuffBench({ startBytes: [START], module: createBerryModule, driver: createBerryDriver });
const readings = (b: CuffBench<BerryModule>, quantity: string) =>
  b.events.flatMap((event) =>
    event.kind === 'reading' && event.values[0]?.quantity === quantity ? [event] : [],
  );

describe('berry driver', () => {
  it('stops before anything else, and never starts while connecting or watching', async () => {
    const b = setUp();
    await b.watching();
    await b.clock.advance(60_000);
    expect(b.line.sent.slice(0, 2)).toEqual([STOP, SPO2_ON]);
    expect(b.starts()).toEqual([]);
    expect(b.ends()).toEqual([]);
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

  it.each([
    ['an old command', { commandAt: -4000 }, 'command-expired'],
    ['an old ready', { readyAt: -61_000 }, 'ready-expired'],
  ])('%s: refused, no start byte', async (_name, ages, refused) => {
    const b = setUp();
    await b.watching();
    await b.clock.advance(70_000);
    const now = b.clock.now();
    const patch = Object.fromEntries(Object.entries(ages).map(([key, age]) => [key, now + age]));
    expect(await b.passing(b.driver.start(b.permission(patch)), 1000)).toEqual({ refused });
    expect(b.starts()).toEqual([]);
  });

  it('a second start: not while measuring, not before the rest, not with the same permission', async () => {
    const b = setUp();
    await b.watching();
    const permission = b.permission();
    await b.passing(b.driver.start(permission), 1000);
    expect(await b.driver.start(permission)).toEqual({ refused: 'measuring' });
    await b.clock.advance(14_000);
    expect(await b.driver.start(b.permission())).toEqual({ refused: 'too-soon' });
    await b.clock.advance(REST_MS);
    expect(await b.passing(b.driver.start(permission), 1000)).toEqual({ refused: 'command-expired' });
    expect(await b.passing(b.driver.start(b.permission()), 1000)).toEqual({ started: true });
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

  it('stop: written at once, the end is told, and nothing comes after', async () => {
    const b = setUp();
    await b.started();
    await b.clock.advance(3000);
    const written = b.line.sent.length;
    await b.passing(b.driver.stop(), 1);
    expect(b.line.sent[written]).toBe(STOP);
    await b.clock.advance(20_000);
    expect(b.ends()).toMatchObject([{ outcome: { failure: 'stopped' } }]);
  });

  it('a stop while the patient type is set takes the start back', async () => {
    const b = setUp();
    await b.watching();
    const start = b.driver.start(b.permission());
    await b.clock.advance(20);
    await b.driver.stop();
    expect(await b.passing(start, 1000)).toEqual({ refused: 'stopped' });
    expect(b.starts()).toEqual([]);
  });

  it('one that never ends is stopped', async () => {
    const b = setUp();
    b.module.endless = true;
    await b.started();
    await b.clock.advance(OVERALL_MS + 100);
    expect(b.ends()).toMatchObject([{ outcome: { failure: 'took-too-long' } }]);
    expect(b.module.mmHg).toBe(0);
  });

  it.each(['leave', 'close'] as const)('%s in mid-measure: told to stop, then ended', async (how) => {
    const b = setUp();
    const done = await b.started();
    await b.clock.advance(3000);
    if (how === 'leave') {
      b.abort.abort();
      await b.clock.advance(1);
      expect(b.module.running).toBe(false);
    }
    await b.passing(b.driver.close(), 600);
    expect(done()).toBe(true);
    expect(b.module.mmHg).toBe(0);
    expect(b.ends()).toHaveLength(1);
    expect(b.line.closed()).toBe(true);
  });

  it('line lost in mid-measure: ended with that, then the fault', async () => {
    const b = setUp();
    const done = await b.started();
    b.line.drop({ code: 'unplugged', detail: 'test' });
    await b.clock.advance(1);
    expect(done()).toBe(true);
    expect(b.events.slice(-2)).toMatchObject([
      { kind: 'cuff-end', outcome: { failure: 'line-lost' } },
      { kind: 'fault', fault: { code: 'unplugged' } },
    ]);
  });

  it('hung: fault in bounded time, and the stop still goes out on closing', async () => {
    const b = setUp();
    const done = await b.started();
    b.module.mute = true;
    await b.clock.advance(4000);
    expect(done()).toBe(true);
    const written = b.line.sent.length;
    await b.passing(b.driver.close(), 600);
    expect(b.line.sent.slice(written)).toEqual([STOP]);
  });

  it('oximetry: numbers and wave with a finger, nulls and no wave without', async () => {
    const b = setUp();
    await b.watching();
    expect(readings(b, 'spo2').at(-1)).toMatchObject({
      contact: 'present',
      quality: 'good',
      values: [{ value: 97 }, { value: 72 }],
    });
    const waves = () => b.events.filter((event) => event.kind === 'waveform');
    expect(waves().at(-1)).toMatchObject({ samples: [40, 41, 42, 43, 44], beat: true, range: [0, 100] });
    b.module.spo2 = [2, 97, 72];
    await b.clock.advance(600);
    const before = waves().length;
    await b.clock.advance(2000);
    expect(readings(b, 'spo2').at(-1)).toMatchObject({
      contact: 'absent',
      quality: 'none',
      values: [{ value: null }, { value: null }],
    });
    expect(waves()).toHaveLength(before);
    b.module.spo2 = [0, 127, 72];
    await b.clock.advance(600);
    expect(readings(b, 'spo2').at(-1)).toMatchObject({
      quality: 'poor',
      values: [{ value: null }, { value: 72 }],
    });
  });

  it('temperature: good only once settled on a body; a probe in the room or off is none', async () => {
    const b = setUp();
    b.module.temp = [0, 24, 1];
    await b.watching();
    const last = () => readings(b, 'body-temperature').at(-1);
    expect(last()).toMatchObject({ contact: 'absent', quality: 'none', values: [{ value: null }] });
    b.module.temp = [0, 36, 1];
    await b.clock.advance(5000);
    b.module.temp = [0, 36, 8];
    await b.clock.advance(SETTLE_MS - 1000);
    expect(last()).toMatchObject({ contact: 'searching', quality: 'poor', values: [{ value: 36.8 }] });
    await b.clock.advance(2500);
    expect(last()).toMatchObject({ contact: 'present', quality: 'good', values: [{ value: 36.8 }] });
    b.module.temp = [1, 0, 0];
    await b.clock.advance(600);
    expect(last()).toMatchObject({ contact: 'absent', values: [{ value: null }] });
  });

  it('a probe the cabinet does not have tells nothing', async () => {
    const b = createCuffBench<BerryModule>({
      startBytes: [START],
      module: createBerryModule,
      driver: (link, clock, gate, emit) =>
        createBerryDriver(link, clock, gate, emit, { fitted: ['oximetry'] }),
    });
    await b.watching();
    expect(readings(b, 'body-temperature')).toEqual([]);
    expect(readings(b, 'spo2').length).toBeGreaterThan(0);
  });

  it('switches off the ECG that another program left on', async () => {
    const b = setUp();
    b.module.ecg = true;
    await b.watching();
    expect(b.module.ecg).toBe(false);
  });

  it('whatever is called when: a start byte only for a fresh permission, and an empty cuff 5 s after a stop', () =>
    neverStartsUnbidden(setUp, { numRuns: 120, seed: 82 }));
});
