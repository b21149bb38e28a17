import { describe, expect, it } from 'vitest';
import { type CuffBench, createCuffBench } from '../testing/cuff-bench.ts';
import { itObeysLikeEveryCuff } from '../testing/cuff-cases.ts';
import { command, createNibp2020Module, hex, type Nibp2020Module } from '../testing/nibp2020-module.ts';
import { createNibp2020Driver, OVERALL_MS, POLL_MS, QUIET_MS, START_MS } from './driver.ts';
import { textSum } from './wire.ts';

const ABORT = hex('X');
const START = command('01');
const START_COMBI = command('01', 'spo2');
const STATUS = command('18');

const setUp = (): CuffBench<Nibp2020Module> =>
  createCuffBench({
    startBytes: [START, START_COMBI],
    module: createNibp2020Module,
    driver: createNibp2020Driver,
  });

describe('nibp2020 driver', () => {
  itObeysLikeEveryCuff({ setUp, stop: ABORT, quietMs: QUIET_MS, seed: 83 });

  it('polls every 5 s', async () => {
    const b = setUp();
    await b.watching();
    expect(b.line.sent.slice(0, 2)).toEqual([ABORT, STATUS]);
    const before = b.line.sent.length;
    await b.clock.advance(10 * POLL_MS);
    expect(b.line.sent.slice(before)).toEqual(Array(10).fill(STATUS));
  });

  it('finds the delimiters of a combi board, and keeps to them', async () => {
    const b = setUp();
    b.module.delimiters = 'spo2';
    await b.started();
    expect(b.starts()).toEqual([START_COMBI]);
  });

  it('waits for the end of the self-test', async () => {
    const b = setUp();
    b.module.state = 5;
    const negotiating = b.driver.negotiate(b.abort.signal);
    await b.clock.advance(4000);
    b.module.state = 1;
    expect(await b.passing(negotiating, 1500)).toHaveProperty('identity');
  });

  it('takes a module out of its cycle, which inflates by itself', async () => {
    const b = setUp();
    Object.assign(b.module, { state: 6, cycle: '05' });
    await b.watching();
    expect(b.module).toMatchObject({ state: 1, cycle: '00' });
  });

  it('one that never rests is not taken', async () => {
    const b = setUp();
    Object.assign(b.module, { state: 3, deaf: true });
    const negotiated = await b.passing(b.driver.negotiate(b.abort.signal), 15_000);
    expect(negotiated).toMatchObject({ fault: { code: 'open-failed' } });
    expect(b.line.sent.filter((sent) => sent === ABORT).length).toBeGreaterThan(5);
  });

  it('measures: adult mode and pressure before the start, live pressure, one result with its bytes', async () => {
    const b = setUp();
    b.module.patient = 1;
    await b.started();
    await b.clock.advance(14_000);
    const live = b.events.flatMap((event) => (event.kind === 'cuff-pressure' ? [event.mmHg] : []));
    expect(Math.max(...live)).toBeGreaterThan(140);
    expect(b.ends()).toMatchObject([
      { commandId: 'c1', outcome: { numbers: { systolic: 120, diastolic: 80, mean: 93, pulseRate: 72 } } },
    ]);
    expect(Buffer.from(b.ends()[0]?.raw ?? []).toString('latin1')).toContain('P120080093');
    const start = b.line.sent.indexOf(START);
    expect(b.line.sent.slice(start - 3, start)).toEqual([command('24'), command('22'), STATUS]);
  });

  it('a child: refused, since the module knows adults and newborns only; nothing is sent', async () => {
    const b = setUp();
    await b.watching();
    const before = b.line.sent.length;
    expect(await b.driver.start(b.permission({ patient: 'child' }))).toEqual({ refused: 'no-child-mode' });
    expect(b.line.sent).toHaveLength(before);
    expect(await b.passing(b.driver.start(b.permission()), 1000)).toEqual({ started: true });
  });

  it.each([
    ['06', 'loose-cuff'],
    ['07', 'leak'],
    ['08', 'air-blocked'],
    ['09', 'weak-pulse'],
    ['10', 'out-of-range'],
    ['11', 'movement'],
    ['12', 'over-pressure'],
    ['15', 'hardware'],
    ['02', 'hardware'],
  ])('M%s: %s, no number', async (code, failure) => {
    const b = setUp();
    b.module.end = [code, '120080093', '072'];
    await b.started();
    await b.clock.advance(14_000);
    expect(b.ends()).toMatchObject([{ outcome: { failure } }]);
  });

  it.each([
    ['the other order of fields', '120093080'],
    ['no mean', '120080---'],
    ['nothing', '---------'],
  ])('%s: no result', async (_name, pressures) => {
    const b = setUp();
    b.module.end = ['00', pressures, '072'];
    await b.started();
    await b.clock.advance(14_000);
    expect(b.ends()).toMatchObject([{ outcome: { failure: 'implausible' } }]);
  });

  it('asks again for a result that got lost, three times at most', async () => {
    for (const [loses, outcome] of [
      [2, { numbers: { systolic: 120 } }],
      [9, { failure: 'hardware' }],
    ] as const) {
      const b = setUp();
      await b.started();
      b.module.loses = loses;
      await b.clock.advance(16_000);
      expect(b.ends()).toMatchObject([{ outcome }]);
    }
  });

  it('a false end in mid-measure ends nothing', async () => {
    const b = setUp();
    await b.started();
    await b.clock.advance(3000);
    b.module.says('999');
    await b.clock.advance(2000);
    expect(b.ends()).toEqual([]);
    await b.clock.advance(10_000);
    expect(b.ends()).toMatchObject([{ outcome: { numbers: { systolic: 120 } } }]);
  });

  it('numbers that nobody asked for are none', async () => {
    const b = setUp();
    await b.started();
    await b.clock.advance(3000);
    const body = 'S1;A0;C00;M00;P111071084;R060;T    ;;';
    b.module.says(body + textSum(body));
    await b.clock.advance(12_000);
    expect(b.ends()).toMatchObject([{ outcome: { numbers: { systolic: 120 } } }]);
  });

  it('no answer just before, or the wrong patient type: refused, no start byte', async () => {
    const b = setUp();
    await b.watching();
    b.module.loses = 9;
    expect(await b.passing(b.driver.start(b.permission()), 2500)).toEqual({ refused: 'no-answer' });
    const c = setUp();
    await c.watching();
    Object.assign(c.module, { patient: 1, takesMode: false });
    expect(await c.passing(c.driver.start(c.permission()), 2500)).toEqual({ refused: 'no-answer' });
    expect([...b.starts(), ...c.starts()]).toEqual([]);
  });

  it('one that inflates unasked is told to abort until it lets go', async () => {
    const b = setUp();
    await b.watching();
    Object.assign(b.module, { running: true, endless: true, deaf: true });
    await b.clock.advance(4000);
    expect(await b.driver.start(b.permission())).toEqual({ refused: 'not-deflated' });
    expect(b.line.sent.filter((sent) => sent === ABORT).length).toBeGreaterThanOrEqual(4);
    b.module.deaf = false;
    await b.clock.advance(2000);
    expect(b.module.mmHg).toBe(0);
    expect([...b.starts(), ...b.ends()]).toEqual([]);
  });

  it('no sign of measuring: taken back and not repeated', async () => {
    const b = setUp();
    b.module.takesStart = false;
    await b.started();
    await b.clock.advance(START_MS + 2000);
    expect(b.ends()).toMatchObject([{ outcome: { failure: 'not-started' } }]);
    expect(b.starts()).toHaveLength(1);
  });

  it('one that never ends is aborted and reset', async () => {
    const b = setUp();
    b.module.endless = true;
    await b.started();
    await b.clock.advance(OVERALL_MS + 1000);
    expect(b.ends()).toMatchObject([{ outcome: { failure: 'took-too-long' } }]);
    expect(b.line.sent).toContain(command('16'));
    expect(b.module.mmHg).toBe(0);
  });

  it('mute in mid-measure: ended within 3 s, long before the line is given up', async () => {
    const b = setUp();
    await b.started();
    await b.clock.advance(1000);
    b.module.mute = true;
    await b.clock.advance(3000);
    expect(b.ends()).toMatchObject([{ outcome: { failure: 'hardware' } }]);
  });
});
