import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createManualClock } from '../clock.ts';
import type { DriverEvent, ReadingEvent, SerialModel, WaveformEvent } from '../contract.ts';
import { every } from '../parts/repeating.ts';
import { createFakeLink } from '../testing/fake-link.ts';
import { codecBytes } from '../testing/public-vectors.ts';
import { openDriver } from '../testing/run-driver.ts';
import { RATE } from './listening.ts';
import { bci5byte, bci5byteBerry } from './model.ts';

/** 72 a minute, 98 %. */
const FINE = '8530074862';
/** 142 a minute: bit 7 in byte 2; 97 %, beat. */
const FAST = 'c55a4b0e61';

function setUp(model: SerialModel = bci5byte, rate: number = RATE.contec) {
  const clock = createManualClock();
  const line = createFakeLink(clock);
  const source = { on: true, frame: codecBytes(FAST) };
  every(clock, 1000 / rate, () => {
    if (source.on) line.feed(source.frame);
  });
  return { clock, line, source, ...openDriver(model, line.link, clock) };
}

type Bench = ReturnType<typeof setUp>;

async function streaming(b: Bench): Promise<() => boolean> {
  expect(await b.negotiated(3000)).toHaveProperty('identity');
  return b.measuring();
}

const readings = (b: Bench) => b.events.filter((event): event is ReadingEvent => event.kind === 'reading');
const waves = (b: Bench) => b.events.filter((event): event is WaveformEvent => event.kind === 'waveform');
const faults = (b: Bench) =>
  b.events.flatMap((event: DriverEvent) => (event.kind === 'fault' ? [event.fault.code] : []));

describe('bci models', () => {
  it('open the line with eight data bits, also with a parity', () => {
    expect(bci5byte.serial).toEqual({ baudRate: 19_200, dataBits: 8, parity: 'odd', stopBits: 1 });
    expect(bci5byteBerry.serial).toEqual({ baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1 });
  });
});

describe('bci driver', () => {
  it('writes nothing, tells no number of its own, and is sure within half a second', async () => {
    const b = setUp();
    expect(await b.negotiated(600)).toEqual({
      identity: { model: 'bci-5byte', label: 'Contec', serial: null, firmware: null },
    });
    expect(readings(b)).toEqual([]);
    b.measuring();
    await b.clock.advance(10_000);
    expect(readings(b).length).toBeGreaterThan(590);
    expect(readings(b).length).toBeLessThan(610);
    expect(readings(b).at(-1)).toMatchObject({
      contact: 'present',
      quality: 'good',
      values: [
        { quantity: 'spo2', value: 97 },
        { quantity: 'pulse-rate', value: 142 },
      ],
    });
    expect(readings(b).at(-1)?.raw).toEqual(codecBytes(FAST));
    expect(waves(b).at(-1)).toMatchObject({ wave: 'pleth', rate: 60, range: [0, 127], beat: true });
    expect(waves(b).length).toBeGreaterThan(90);
    expect(b.line.sent).toEqual([]);
    expect(faults(b)).toEqual([]);
  });

  it('the Berry dialect: 100 frames a second, pleth to 100, 0 = no wave', async () => {
    const b = setUp(bci5byteBerry, RATE.berry);
    await streaming(b);
    await b.clock.advance(1000);
    expect(waves(b).at(-1)).toMatchObject({ rate: 100, range: [0, 100] });
    const count = waves(b).length;
    b.source.frame = codecBytes('8500074862');
    await b.clock.advance(1000);
    expect(waves(b).length - count).toBeLessThanOrEqual(1);
    expect(readings(b).at(-1)?.quality).toBe('good');
  });

  it.each([
    ['Contec: finger out', bci5byte, '9530074862', 'absent'],
    ['Contec: probe error', bci5byte, '8530174862', 'absent'],
    ['Contec: searching', bci5byte, '8530274862', 'searching'],
    ['Contec: 0 and 0', bci5byte, '8530070000', 'searching'],
    ['Contec: 255 and 127', bci5byte, '8530477f7f', 'searching'],
    ['Berry: no signal', bci5byteBerry, '9530074862', 'absent'],
    ['Berry: probe unplugged', bci5byteBerry, 'a530074862', 'absent'],
    ['Berry: no finger', bci5byteBerry, '8530174862', 'absent'],
    ['Berry: searching', bci5byteBerry, '8530274862', 'searching'],
  ])('%s: no value, whatever number stands beside', async (_name, model, frame, contact) => {
    const b = setUp(model, model === bci5byte ? RATE.contec : RATE.berry);
    await streaming(b);
    b.source.frame = codecBytes(frame);
    await b.clock.advance(500);
    const last = readings(b).at(-1);
    expect(last).toMatchObject({ contact, quality: 'none' });
    expect(last?.values.map(({ value }) => value)).toEqual([null, null]);
  });

  it.each([
    ['a weak signal', '8230074862', [98, 72]],
    ['a pulse without SpO2', '853007487f', [null, 72]],
    ['SpO2 without a pulse', '8530477f62', [98, null]],
  ])('%s: poor', async (_name, frame, values) => {
    const b = setUp();
    await streaming(b);
    b.source.frame = codecBytes(frame);
    await b.clock.advance(500);
    expect(readings(b).at(-1)).toMatchObject({ contact: 'present', quality: 'poor' });
    expect(
      readings(b)
        .at(-1)
        ?.values.map(({ value }) => value),
    ).toEqual(values);
  });

  it("Contec's falling SpO2 is a number like another; in Berry's dialect the same bit is a lost probe", async () => {
    const b = setUp();
    await streaming(b);
    b.source.frame = codecBytes('a530074862');
    await b.clock.advance(500);
    expect(readings(b).at(-1)).toMatchObject({ contact: 'present', quality: 'good' });
  });

  it.each([
    ['nothing comes', () => undefined, 'no-answer'],
    ['noise of another rate', (b: Bench) => b.line.feed(new Uint8Array(60).fill(0x55)), 'garbage'],
  ])('%s: a fault in bounded time', async (_name, feed, code) => {
    const b = setUp();
    b.source.on = false;
    feed(b);
    expect(await b.negotiated(2100)).toMatchObject({ fault: { code } });
  });

  it('more than a fifth of the frames damaged: wrong settings, not this instrument', async () => {
    const b = setUp();
    let count = 0;
    every(b.clock, 1000 / 60, () => {
      count += 1;
      if (count % 3 === 0) b.line.feed(codecBytes('853007'));
    });
    expect(await b.negotiated(3000)).toMatchObject({ fault: { code: 'garbage' } });
  });

  it('the rate of the other dialect: not this instrument', async () => {
    const fast = setUp(bci5byte, RATE.berry);
    expect(await fast.negotiated(3000)).toMatchObject({ fault: { code: 'wrong-device' } });
    const slow = setUp(bci5byteBerry, RATE.contec);
    expect(await slow.negotiated(3000)).toMatchObject({ fault: { code: 'wrong-device' } });
  });

  it('a busy machine that reads in lumps tells the dialects apart all the same', async () => {
    const b = setUp();
    b.source.on = false;
    every(b.clock, 300, () => {
      for (let i = 0; i < 18; i += 1) b.line.feed(codecBytes(FINE));
    });
    expect(await b.negotiated(3000)).toHaveProperty('identity');
  });

  it('silence: silent after 3 s, not before', async () => {
    const b = setUp();
    const done = await streaming(b);
    b.source.on = false;
    await b.clock.advance(2900);
    expect(done()).toBe(false);
    await b.clock.advance(200);
    expect(done()).toBe(true);
    expect(faults(b)).toEqual(['silent']);
  });

  it('a burst of noise costs a few frames; noise in place of frames is garbage, and gives no number', async () => {
    const b = setUp();
    const done = await streaming(b);
    const before = readings(b).length;
    b.line.feed(codecBytes('ff'.repeat(40)));
    await b.clock.advance(1000);
    expect(readings(b).length - before).toBeGreaterThan(50);
    expect(done()).toBe(false);
    b.source.on = false;
    const quiet = readings(b).length;
    const [noise = []] = fc.sample(
      fc.array(fc.uint8Array({ minLength: 5, maxLength: 5 }), { minLength: 200, maxLength: 200 }),
      { seed: 7, numRuns: 1 },
    );
    for (const chunk of noise) {
      b.line.feed(chunk);
      await b.clock.advance(16);
    }
    expect(faults(b)).toEqual(['garbage']);
    expect(readings(b).length - quiet).toBeLessThanOrEqual(1);
  });

  it('line lost, aborted, closed twice: ends at once, and quietly', async () => {
    const lost = setUp();
    const lostDone = await streaming(lost);
    lost.line.drop({ code: 'unplugged', detail: 'test' });
    await lost.clock.advance(1);
    expect(lostDone()).toBe(true);
    const count = readings(lost).length;
    await lost.clock.advance(1000);
    expect(readings(lost)).toHaveLength(count);
    await Promise.all([lost.driver.close(), lost.driver.close(), lost.clock.advance(600)]);
    expect(faults(lost)).toEqual(['unplugged']);
    expect(lost.line.closed()).toBe(true);

    const aborted = setUp();
    const abortedDone = await streaming(aborted);
    aborted.abort.abort();
    await aborted.clock.advance(1);
    expect(abortedDone()).toBe(true);
    expect(faults(aborted)).toEqual([]);
  });
});
