import { afterEach, describe, expect, it } from 'vitest';
import { createOximeter, type Oximeter } from '../../fixtures/oximeter/oximeter.ts';
import { createManualClock, type ManualClock } from '../clock.ts';
import type { DriverEvent, Fault, ReadingEvent } from '../contract.ts';
import { createFakeLink, type FakeLink } from '../testing/fake-link.ts';
import { createContecDriver } from './driver.ts';
import { PACKAGE, pack } from './wire.ts';

const START = '7d81a1808080808080';
const STOP = '7d81a2808080808080';
const STOP_STORAGE = '7d81a7808080808080';
const KEEP_ALIVE = '7d81af808080808080';

interface Bench {
  readonly clock: ManualClock;
  readonly line: FakeLink;
  readonly oximeter: Oximeter;
  readonly driver: ReturnType<typeof createContecDriver>;
  readonly events: DriverEvent[];
  readonly abort: AbortController;
  /** What the instrument says reaches the driver only while true. */
  connected: boolean;
}

let bench: Bench | null = null;
afterEach(() => bench?.oximeter.stop());

function setUp(): Bench {
  const clock = createManualClock();
  const events: DriverEvent[] = [];
  const oximeter = createOximeter({ seed: 3, clock, send: (bytes) => made.connected && line.feed(bytes) });
  const line = createFakeLink(clock, (bytes) => made.connected && oximeter.receive(bytes));
  const driver = createContecDriver(line.link, clock, (event) => events.push(event));
  const made: Bench = {
    clock,
    line,
    oximeter,
    driver,
    events,
    abort: new AbortController(),
    connected: true,
  };
  bench = made;
  return made;
}

async function negotiate({ driver, clock, abort }: Bench, ms = 4000) {
  let result: Awaited<ReturnType<typeof driver.negotiate>> | null = null;
  void driver.negotiate(abort.signal).then((value) => {
    result = value;
  });
  for (let waited = 0; result === null && waited < ms; waited += 20) await clock.advance(20);
  return result as Awaited<ReturnType<typeof driver.negotiate>> | null;
}

/** Negotiates and starts measuring; `done()` tells whether measure has resolved. */
async function streaming(b: Bench): Promise<() => boolean> {
  expect(await negotiate(b)).toHaveProperty('identity');
  let done = false;
  void b.driver.measure(b.abort.signal).then(() => {
    done = true;
  });
  await b.clock.advance(0);
  return () => done;
}

const readings = (b: Bench) => b.events.filter((event): event is ReadingEvent => event.kind === 'reading');
const faults = (b: Bench): Fault[] =>
  b.events.flatMap((event) => (event.kind === 'fault' ? [event.fault] : []));
const numberOf = (reading: ReadingEvent | undefined, quantity: string) =>
  reading?.values.find((measured) => measured.quantity === quantity)?.value;

describe('contec driver', () => {
  it('stops whatever runs, reads who is there, starts, streams 60 a second', async () => {
    const b = setUp();
    const result = await negotiate(b);
    expect(result).toEqual({
      identity: { model: 'contec-v7-serial', label: 'Contec CMS50E', serial: 'V10003', firmware: null },
    });
    expect(b.line.sent.slice(0, 2)).toEqual([STOP_STORAGE, STOP]);
    expect(b.line.sent.at(-1)).toBe(START);
    void b.driver.measure(b.abort.signal);
    await b.clock.advance(10_000);
    expect(readings(b).length).toBeGreaterThan(595);
    expect(readings(b).length).toBeLessThan(606);
    expect(faults(b)).toEqual([]);
  });

  it('measures an instrument that gives neither a stop answer nor a name', async () => {
    const b = setUp();
    b.connected = false;
    const sample = pack(PACKAGE.realtime, [0x05, 40, 5, 71, 98, 0xff, 0xff]);
    const negotiated = b.driver.negotiate(b.abort.signal);
    await b.clock.advance(1100);
    expect(b.line.sent).toEqual([STOP_STORAGE, STOP, START]);
    b.line.feed(sample);
    expect(await negotiated).toEqual({
      identity: { model: 'contec-v7-serial', label: 'Contec', serial: null, firmware: null },
    });
  });

  it('reports a pulse above 127 and the bytes it came from', async () => {
    const b = setUp();
    b.oximeter.body({ finger: 'in', pulse: 142, spo2: 96 });
    await streaming(b);
    await b.clock.advance(6000);
    const last = readings(b).at(-1);
    expect(last).toMatchObject({ contact: 'present', quality: 'good' });
    expect(Math.abs(Number(numberOf(last, 'pulse-rate')) - 142)).toBeLessThanOrEqual(2);
    expect(Math.abs(Number(numberOf(last, 'spo2')) - 96)).toBeLessThanOrEqual(1);
    expect(last?.raw).toHaveLength(9);
    expect(last?.raw[0]).toBe(PACKAGE.realtime);
  });

  it('gives no value with the finger out, nor while searching, whatever the instrument repeats', async () => {
    const b = setUp();
    await streaming(b);
    // Finger out, and searching, each with an old 98 / 71 still in the package.
    b.connected = false;
    const before = readings(b).length;
    b.line.feed(pack(PACKAGE.realtime, [0x85, 64, 0, 71, 98, 0x90, 0x01]));
    b.line.feed(pack(PACKAGE.realtime, [0x05, 0x80 | 40, 5, 71, 98, 0x90, 0x01]));
    const [out, searching] = readings(b).slice(before);
    for (const [reading, contact] of [
      [out, 'absent'],
      [searching, 'searching'],
    ] as const) {
      expect(reading).toMatchObject({ contact, quality: 'none' });
      expect(reading?.values.map(({ value }) => value)).toEqual([null, null, null]);
    }
  });

  it('says poor with a weak signal or low perfusion', async () => {
    const b = setUp();
    await streaming(b);
    const before = readings(b).length;
    b.connected = false;
    b.line.feed(pack(PACKAGE.realtime, [0x02, 40, 5, 71, 98, 0x90, 0x01]));
    b.line.feed(pack(PACKAGE.realtime, [0x05, 40, 5, 71, 98, 0x14, 0x00]));
    b.line.feed(pack(PACKAGE.realtime, [0x05, 40, 5, 0xff, 98, 0x90, 0x01]));
    expect(
      readings(b)
        .slice(before)
        .map(({ quality }) => quality),
    ).toEqual(['poor', 'poor', 'poor']);
  });

  it('gives the pleth in pieces of a tenth of a second, with the beat', async () => {
    const b = setUp();
    b.oximeter.body({ finger: 'in', pulse: 120 });
    await streaming(b);
    await b.clock.advance(10_000);
    const pieces = b.events.flatMap((event) => (event.kind === 'waveform' ? [event] : []));
    expect(pieces.length).toBeGreaterThan(95);
    expect(pieces.every(({ samples, rate }) => samples.length === 6 && rate === 60)).toBe(true);
    // 7 s of shown beats at 2 a second.
    const beats = pieces.filter(({ beat }) => beat).length;
    expect(beats).toBeGreaterThan(11);
    expect(beats).toBeLessThan(17);
  });

  it('says "still here" every 5 s, so the stream outlives the instrument\'s patience', async () => {
    const b = setUp();
    const done = await streaming(b);
    await b.clock.advance(61_000);
    expect(done()).toBe(false);
    expect(b.line.sent.filter((hex) => hex === KEEP_ALIVE)).toHaveLength(12);
    expect(b.oximeter.state.streaming).toBe(true);
  });

  it('no answer at all: no-answer, in bounded time', async () => {
    const b = setUp();
    b.connected = false;
    expect(await negotiate(b, 2100)).toMatchObject({ fault: { code: 'no-answer' } });
  });

  it('only noise: garbage', async () => {
    const b = setUp();
    b.oximeter.fault('garbage');
    expect(await negotiate(b)).toMatchObject({ fault: { code: 'garbage' } });
  });

  it('silence on an open line: silent after 3 s, not before', async () => {
    const b = setUp();
    const done = await streaming(b);
    await b.clock.advance(1000);
    b.oximeter.fault('freeze');
    await b.clock.advance(2900);
    expect(done()).toBe(false);
    await b.clock.advance(200);
    expect(done()).toBe(true);
    expect(b.events.at(-1)).toMatchObject({ kind: 'fault', fault: { code: 'silent' } });
  });

  it('noise in place of samples: garbage within 2 s', async () => {
    const b = setUp();
    const done = await streaming(b);
    b.oximeter.fault('garbage');
    await b.clock.advance(2000);
    expect(done()).toBe(true);
    expect(faults(b).map(({ code }) => code)).toEqual(['garbage']);
  });

  it('a burst of noise between samples costs a few samples and no fault', async () => {
    const b = setUp();
    const done = await streaming(b);
    const before = readings(b).length;
    for (let i = 0; i < 20; i += 1) {
      await b.clock.advance(500);
      b.oximeter.noise(Uint8Array.from({ length: 40 }, (_, n) => (n * 37 + i * 11) & 0xff));
    }
    expect(done()).toBe(false);
    expect(readings(b).length - before).toBeGreaterThan(600 - 25);
  });

  it('does not believe the first good-looking sample after noise', async () => {
    const b = setUp();
    await streaming(b);
    b.connected = false;
    const before = readings(b).length;
    b.line.feed(new Uint8Array(30).fill(0xff));
    const sample = pack(PACKAGE.realtime, [0x05, 40, 5, 71, 98, 0x90, 0x01]);
    b.line.feed(sample);
    expect(readings(b).length).toBe(before);
    b.line.feed(sample);
    expect(readings(b).length).toBe(before + 1);
  });

  it('switched off politely: device-off at once', async () => {
    const b = setUp();
    const done = await streaming(b);
    b.oximeter.switchOff();
    await b.clock.advance(1);
    expect(done()).toBe(true);
    expect(faults(b).map(({ code }) => code)).toEqual(['device-off']);
  });

  it('line lost: unplugged at once, nothing emitted after', async () => {
    const b = setUp();
    const done = await streaming(b);
    b.line.drop({ code: 'unplugged', detail: 'test' });
    await b.clock.advance(1);
    expect(done()).toBe(true);
    const count = b.events.length;
    await b.clock.advance(2000);
    expect(b.events).toHaveLength(count);
    expect(faults(b).map(({ code }) => code)).toEqual(['unplugged']);
  });

  it('leaves the instrument stopped and the line closed', async () => {
    const b = setUp();
    const done = await streaming(b);
    b.abort.abort();
    await b.clock.advance(0);
    expect(done()).toBe(true);
    await Promise.all([b.driver.close(), b.driver.close(), b.clock.advance(10)]);
    expect(b.line.sent.filter((hex) => hex === STOP)).toHaveLength(2);
    expect(b.oximeter.state.streaming).toBe(false);
    expect(b.line.closed()).toBe(true);
    expect(faults(b)).toEqual([]);
  });

  it('a line that swallows writes ends the attempt and the close in bounded time', async () => {
    const b = setUp();
    b.line.clog();
    expect(await negotiate(b, 2000)).toMatchObject({ fault: { code: 'silent' } });
    let closed = false;
    void b.driver.close().then(() => {
      closed = true;
    });
    await b.clock.advance(1000);
    expect(closed).toBe(true);
  });

  it('stops negotiating when told', async () => {
    const b = setUp();
    b.connected = false;
    const negotiated = b.driver.negotiate(b.abort.signal);
    await b.clock.advance(100);
    b.abort.abort();
    await b.clock.advance(1);
    expect(await negotiated).toHaveProperty('fault');
  });
});
