import { describe, expect, it } from 'vitest';
import { createManualClock } from '../clock.ts';
import type { DriverEvent, ReadingEvent } from '../contract.ts';
import { every } from '../parts/repeating.ts';
import { createFakeLink } from '../testing/fake-link.ts';
import { createNoninDriver } from './driver.ts';
import { packFrame, packPacket } from './pack.ts';

/** Display values: SpO2 in frame 9, pulse in 20 and 21. */
const numbers = (spo2: number, pulse: number) => ({ 4: 48, 9: spo2, 20: pulse >> 7, 21: pulse & 0x7f });
const FORMAT_2 = '027002020203';

function setUp() {
  const clock = createManualClock();
  const events: DriverEvent[] = [];
  const line = createFakeLink(clock);
  const driver = createNoninDriver(line.link, clock, (event) => events.push(event));
  const abort = new AbortController();
  const source = { packet: packPacket(2, numbers(97, 142), 0x82), on: true, at: 0 };
  // One frame every 40/3 ms, as 75 a second.
  every(clock, 40 / 3, () => {
    if (!source.on) return;
    line.feed(source.packet.subarray(source.at, source.at + 5));
    source.at = (source.at + 5) % source.packet.length;
  });
  const readings = () => events.filter((event): event is ReadingEvent => event.kind === 'reading');
  const faults = () => events.flatMap((event) => (event.kind === 'fault' ? [event.fault.code] : []));
  const bench = { clock, events, line, driver, abort, source, readings, faults };
  return bench;
}

type Bench = ReturnType<typeof setUp>;

async function streaming(b: Bench): Promise<() => boolean> {
  const negotiated = b.driver.negotiate(b.abort.signal);
  await b.clock.advance(1000);
  expect(await negotiated).toHaveProperty('identity');
  let done = false;
  void b.driver.measure(b.abort.signal).then(() => {
    done = true;
  });
  await b.clock.advance(0);
  return () => done;
}

describe('nonin driver', () => {
  it('writes nothing to an instrument that streams by itself, and gives three readings a second', async () => {
    const b = setUp();
    await streaming(b);
    expect(b.line.sent).toEqual([]);
    await b.clock.advance(10_000);
    expect(b.readings().length).toBeGreaterThanOrEqual(29);
    expect(b.readings().length).toBeLessThanOrEqual(31);
    expect(b.readings().at(-1)).toMatchObject({
      contact: 'present',
      quality: 'good',
      values: [
        { quantity: 'spo2', value: 97 },
        { quantity: 'pulse-rate', value: 142 },
      ],
    });
    expect(b.readings().at(-1)?.raw).toHaveLength(125);
    const pieces = b.events.filter(({ kind }) => kind === 'waveform');
    expect(pieces.length).toBeGreaterThan(90);
    expect(b.faults()).toEqual([]);
  });

  it('names the firmware, and no serial number it does not have', async () => {
    const b = setUp();
    const negotiated = b.driver.negotiate(b.abort.signal);
    await b.clock.advance(1000);
    expect(await negotiated).toEqual({
      identity: { model: 'nonin-df2', label: 'Nonin', serial: null, firmware: '48' },
    });
  });

  it('asks a silent one for format 2', async () => {
    const b = setUp();
    b.source.on = false;
    const negotiated = b.driver.negotiate(b.abort.signal);
    await b.clock.advance(1010);
    expect(b.line.sent).toEqual([FORMAT_2]);
    b.line.feed(Uint8Array.of(0x06));
    b.source.on = true;
    await b.clock.advance(900);
    expect(await negotiated).toHaveProperty('identity');
  });

  it.each([
    ['nothing comes', null, 'no-answer'],
    ['it refuses', Uint8Array.of(0x15), 'wrong-device'],
    ['only noise comes', new Uint8Array(64).fill(0x55), 'garbage'],
  ])('%s: a fault in bounded time', async (_name, answer, code) => {
    const b = setUp();
    b.source.on = false;
    const negotiated = b.driver.negotiate(b.abort.signal);
    await b.clock.advance(1010);
    if (answer !== null) b.line.feed(answer);
    await b.clock.advance(1000);
    expect(await negotiated).toMatchObject({ fault: { code } });
  });

  it.each([
    // Numbers still there beside the flag: they are old ones.
    ['sensor alarm', packPacket(2, numbers(97, 142), 0x88), 'absent'],
    ['sensor unplugged', packPacket(2, numbers(97, 142), 0xc0), 'absent'],
    ['out of track', packPacket(2, numbers(97, 142), 0x90), 'searching'],
    ['missing values', packPacket(2, numbers(127, 511), 0x82), 'searching'],
  ])('%s: no value', async (_name, packet, contact) => {
    const b = setUp();
    await streaming(b);
    b.source.packet = packet;
    await b.clock.advance(1000);
    const last = b.readings().at(-1);
    expect(last).toMatchObject({ contact, quality: 'none' });
    expect(last?.values.map(({ value }) => value)).toEqual([null, null]);
  });

  it.each([
    ['low perfusion', 0x84],
    ['artefact', 0xa2],
  ])('%s: poor', async (_name, status) => {
    const b = setUp();
    await streaming(b);
    b.source.packet = packPacket(2, numbers(97, 72), status);
    await b.clock.advance(1000);
    expect(b.readings().at(-1)).toMatchObject({ contact: 'present', quality: 'poor' });
  });

  it('a packet between two pulses keeps the perfusion told before, for 4 s', async () => {
    const b = setUp();
    await streaming(b);
    await b.clock.advance(1000);
    b.source.packet = packPacket(2, numbers(97, 40), 0x80);
    await b.clock.advance(2000);
    expect(b.readings().at(-1)?.quality).toBe('good');
    await b.clock.advance(3000);
    expect(b.readings().at(-1)?.quality).toBe('poor');
  });

  it('silence: silent after 2 s, not before', async () => {
    const b = setUp();
    const done = await streaming(b);
    b.source.on = false;
    await b.clock.advance(1900);
    expect(done()).toBe(false);
    await b.clock.advance(200);
    expect(done()).toBe(true);
    expect(b.faults()).toEqual(['silent']);
    expect(b.events.at(-1)).toMatchObject({ kind: 'fault' });
  });

  it('noise in place of frames: garbage; a burst of it: no fault, at most a packet lost', async () => {
    const b = setUp();
    const done = await streaming(b);
    await b.clock.advance(1000);
    const before = b.readings().length;
    b.line.feed(new Uint8Array(40).fill(0x55));
    await b.clock.advance(3000);
    expect(b.readings().length - before).toBeGreaterThanOrEqual(8);
    expect(done()).toBe(false);
    b.source.on = false;
    for (let i = 0; i < 20; i += 1) {
      b.line.feed(new Uint8Array(25).fill(0x55 + i));
      await b.clock.advance(30);
    }
    expect(b.faults()).toEqual(['garbage']);
  });

  it('line lost: unplugged at once, nothing emitted after, nothing kept', async () => {
    const b = setUp();
    const done = await streaming(b);
    b.line.drop({ code: 'unplugged', detail: 'test' });
    await b.clock.advance(1);
    expect(done()).toBe(true);
    const count = b.events.length;
    await b.clock.advance(2000);
    expect(b.events).toHaveLength(count);
    expect(b.faults()).toEqual(['unplugged']);
  });

  it('closes in bounded time, twice, also while negotiating', async () => {
    const b = setUp();
    b.source.on = false;
    const negotiated = b.driver.negotiate(b.abort.signal);
    await b.clock.advance(100);
    await Promise.all([b.driver.close(), b.driver.close(), b.clock.advance(600)]);
    expect(await negotiated).toHaveProperty('fault');
    expect(b.line.closed()).toBe(true);
    b.line.feed(packFrame(2, 0x80, 0, 0));
    expect(b.events.filter(({ kind }) => kind === 'reading')).toEqual([]);
  });

  it('aborted: ends without a fault', async () => {
    const b = setUp();
    const done = await streaming(b);
    b.abort.abort();
    await b.clock.advance(1);
    expect(done()).toBe(true);
    expect(b.faults()).toEqual([]);
  });
});
