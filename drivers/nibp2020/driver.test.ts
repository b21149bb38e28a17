import { describe, expect, it } from 'vitest';
import { REST_MS } from '../cuff/control.ts';
import {
  type CuffBench,
  type CuffModuleUnderTest,
  createCuffBench,
  neverStartsUnbidden,
} from '../testing/cuff-bench.ts';
import { createNibp2020Driver, OVERALL_MS, POLL_MS, QUIET_MS, START_MS } from './driver.ts';
import { DELIMITERS, type Delimiters, textSum } from './wire.ts';

const hex = (text: string) => Buffer.from(text, 'latin1').toString('hex');
const command = (digits: string, delimiters: Delimiters = 'plain') => {
  const [start, end] = DELIMITERS[delimiters];
  const body = hex(`${digits};;${textSum(`${digits};;`)}`);
  return `${start.toString(16).padStart(2, '0')}${body}${end.toString(16).padStart(2, '0')}${delimiters === 'spo2' ? '0d' : ''}`;
};
const ABORT = hex('X');
const START = command('01');
const START_COMBI = command('01', 'spo2');
const STATUS = command('18');

interface Module extends CuffModuleUnderTest {
  delimiters: Delimiters;
  takesStart: boolean;
  takesMode: boolean;
  endless: boolean;
  /** Answers to 18 that get lost. */
  loses: number;
  /** M code, the nine characters of P, R. */
  end: readonly [string, string, string];
  state: number;
  patient: 0 | 1;
  cycle: string;
  running: boolean;
  mmHg: number;
  says(text: string): void;
}

/** A module that inflates 40 mmHg a second to 160, deflates, and says 999. */
function nibp(clock: CuffBench<Module>['clock'], feed: (bytes: Uint8Array) => void): Module {
  let elapsed = 0;
  let result: Module['end'] = ['00', '---------', '---'];
  const obey: Record<string, () => void> = {
    '01'() {
      if (!module.takesStart) return;
      Object.assign(module, { running: true, state: 3 });
      elapsed = 0;
    },
    '03'() {
      module.cycle = '00';
      if (module.state === 6) module.state = 1;
    },
    '24'() {
      if (module.takesMode) module.patient = 0;
    },
    '18'() {
      if (module.loses > 0) {
        module.loses -= 1;
        return;
      }
      const [message, pressures, rate] = result;
      const body = `S${module.state};A${module.patient};C${module.cycle};M${message};P${pressures};R${rate};T    ;;`;
      module.says(body + textSum(body));
    },
  };
  const module: Module = {
    mute: false,
    deaf: false,
    delimiters: 'plain',
    takesStart: true,
    takesMode: true,
    endless: false,
    loses: 0,
    end: ['00', '120080093', '072'],
    state: 1,
    patient: 0,
    cycle: '00',
    running: false,
    mmHg: 0,
    says(text) {
      const [start, end] = DELIMITERS[module.delimiters];
      if (!module.mute) feed(Uint8Array.from([start, ...Buffer.from(text, 'latin1'), end, 0x0d]));
    },
    hears(bytes) {
      if (module.mute) return;
      if (bytes[0] === 0x58) {
        if (module.deaf) return;
        if (module.running) module.says('999');
        Object.assign(module, { running: false, mmHg: 0, state: module.state === 6 ? 6 : 1 });
      } else if (bytes[0] === DELIMITERS[module.delimiters][0]) {
        obey[Buffer.from(bytes.subarray(1, 3)).toString('latin1')]?.();
      }
    },
  };
  const live = () => {
    clock.after(200, live);
    if (!module.running) return;
    elapsed += 200;
    module.mmHg = elapsed < 4000 || module.endless ? Math.min(160, elapsed / 25) : 90;
    if (elapsed >= 12_000 && !module.endless) {
      Object.assign(module, { running: false, mmHg: 0, state: module.end[0] === '00' ? 1 : 2 });
      result = module.end;
      module.says('999');
    } else module.says(`${String(Math.round(module.mmHg)).padStart(3, '0')}C0S3`);
  };
  live();
  return module;
}

const setUp = (): CuffBench<Module> =>
  createCuffBench({ startBytes: [START, START_COMBI], module: nibp, driver: createNibp2020Driver });

describe('nibp2020 driver', () => {
  it('aborts before anything else, polls every 5 s, and never starts while connecting or watching', async () => {
    const b = setUp();
    await b.watching();
    const before = b.line.sent.length;
    await b.clock.advance(10 * POLL_MS);
    expect(b.line.sent.slice(0, 2)).toEqual([ABORT, STATUS]);
    expect(b.line.sent.slice(before)).toEqual(Array(10).fill(STATUS));
    expect(b.starts()).toEqual([]);
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

  it('a child: from the lowest pressure', async () => {
    const b = setUp();
    await b.watching();
    await b.passing(b.driver.start(b.permission({ patient: 'child' })), 1000);
    expect(b.line.sent).toContain(command('21'));
    expect(b.starts()).toHaveLength(1);
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

  it('a second start: not while measuring, not before the rest', async () => {
    const b = setUp();
    await b.started();
    expect(await b.driver.start(b.permission())).toEqual({ refused: 'measuring' });
    await b.clock.advance(14_000);
    expect(await b.driver.start(b.permission())).toEqual({ refused: 'too-soon' });
    await b.clock.advance(REST_MS);
    expect(await b.passing(b.driver.start(b.permission()), 1000)).toEqual({ started: true });
  });

  it('one that inflates unasked is told to abort until it lets go', async () => {
    const b = setUp();
    expect(await b.driver.start(b.permission())).toEqual({ refused: 'not-negotiated' });
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

  it('stop: the abort is written at once, the end is told, and nothing comes after', async () => {
    const b = setUp();
    await b.started();
    await b.clock.advance(3000);
    const written = b.line.sent.length;
    await b.passing(b.driver.stop(), 1);
    expect(b.line.sent[written]).toBe(ABORT);
    await b.clock.advance(20_000);
    expect(b.ends()).toMatchObject([{ outcome: { failure: 'stopped' } }]);
  });

  it('a stop while the patient type is set takes the start back', async () => {
    const b = setUp();
    await b.watching();
    const start = b.driver.start(b.permission());
    await b.clock.advance(20);
    await b.driver.stop();
    expect(await b.passing(start, 2000)).toEqual({ refused: 'stopped' });
    expect(b.starts()).toEqual([]);
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

  it('mute in mid-measure: ended within 3 s; the line is lost later, and the abort still goes out', async () => {
    const b = setUp();
    const done = await b.started();
    await b.clock.advance(1000);
    b.module.mute = true;
    await b.clock.advance(3000);
    expect(b.ends()).toMatchObject([{ outcome: { failure: 'hardware' } }]);
    await b.clock.advance(QUIET_MS);
    expect(done()).toBe(true);
    const written = b.line.sent.length;
    await b.passing(b.driver.close(), 600);
    expect(b.line.sent.slice(written)).toEqual([ABORT]);
  });

  it('whatever is called when: a start byte only for a fresh permission, and an empty cuff 5 s after a stop', () =>
    neverStartsUnbidden(setUp, { numRuns: 120, seed: 83 }));
});
