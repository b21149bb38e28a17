import { describe, expect, it } from 'vitest';
import { createManualClock } from '../clock.ts';
import type { ReadingEvent } from '../contract.ts';
import { every } from '../parts/repeating.ts';
import { sum7 } from '../parts/sum7.ts';
import { createFakeHidLink } from '../testing/fake-hid-link.ts';
import { openDriver } from '../testing/run-driver.ts';
import { REPORT_BYTES } from './messages.ts';
import { contecHid28e9 } from './model.ts';

const checked = (body: readonly number[]) => [...body, sum7(body)];

function report(...messages: readonly (readonly number[])[]): Uint8Array {
  const bytes = new Uint8Array(REPORT_BYTES);
  bytes.set(messages.flat());
  return bytes;
}

/** An instrument that says what `told` holds once it was started, until 30 s after the last command. */
function setUp() {
  const clock = createManualClock();
  const told = { model: true, streams: true, flags: 4, pulse: 64, spo2: 99 };
  const asked: string[] = [];
  let paramsOn = false;
  let waveOn = false;
  let lastAt = 0;
  const line = createFakeHidLink(clock, (bytes) => {
    const [opcode = 0, parameter] = bytes;
    asked.push(Buffer.from(bytes.subarray(0, 3)).toString('hex'));
    lastAt = clock.now();
    if (opcode === 0x81 && told.model) line.feed(report([0xf1, ...Buffer.from('PO80')]));
    if (opcode !== 0x9b) return;
    if (parameter === 0x7f) [paramsOn, waveOn] = [false, false];
    if (parameter === 0) waveOn = true;
    if (parameter === 1) paramsOn = true;
  });
  const alive = () => told.streams && clock.now() - lastAt < 30_000;
  const wave = (pleth: number) => checked([0xeb, 0, 4, pleth, 7]);
  every(clock, 50, () => {
    if (waveOn && alive()) line.feed(report(wave(20), wave(21), wave(22)));
  });
  every(clock, 1000, () => {
    if (paramsOn && alive())
      line.feed(report(wave(23), checked([0xeb, 1, told.flags, told.pulse, told.spo2, 0x7f, 0])));
  });
  const b = openDriver(contecHid28e9, line.link, clock);
  const readings = () => b.events.filter((event): event is ReadingEvent => event.kind === 'reading');
  const faults = () => b.events.flatMap((event) => (event.kind === 'fault' ? [event.fault.code] : []));
  return { ...b, clock, told, asked, line, readings, faults };
}

type Bench = ReturnType<typeof setUp>;

async function streaming(b: Bench): Promise<() => boolean> {
  expect(await b.negotiated(2000)).toHaveProperty('identity');
  return b.measuring();
}

describe('contec hid driver', () => {
  it('stops, resets, asks for the model, then starts both streams, in whole reports', async () => {
    const b = setUp();
    expect(await b.negotiated(1000)).toEqual({
      identity: { model: 'contec-hid-28e9', label: 'Contec PO80', serial: null, firmware: null },
    });
    expect(b.asked).toEqual(['9b7f1a', '800000', '810100', '9b011c', '9b001b']);
    expect(b.line.sent.every((hex) => hex.length === REPORT_BYTES * 2)).toBe(true);
  });

  it('gives a reading a second with its own bytes, and a wave', async () => {
    const b = setUp();
    await streaming(b);
    await b.clock.advance(10_000);
    expect(b.readings()).toHaveLength(10);
    expect(b.readings().at(-1)).toMatchObject({
      contact: 'present',
      quality: 'good',
      values: [
        { quantity: 'spo2', value: 99 },
        { quantity: 'pulse-rate', value: 64 },
      ],
    });
    expect(Buffer.from(b.readings().at(-1)?.raw ?? []).toString('hex')).toBe('eb010440637f0012');
    const pieces = b.events.filter(({ kind }) => kind === 'waveform');
    expect(pieces.length).toBeGreaterThan(90);
    expect(pieces.at(-1)).toMatchObject({ rate: 60, range: [0, 127], beat: false });
    expect(b.faults()).toEqual([]);
  });

  it('says "still here" every 5 s, so that the stream does not end', async () => {
    const b = setUp();
    const done = await streaming(b);
    await b.clock.advance(60_000);
    expect(b.asked.filter((hex) => hex === '9a1a00')).toHaveLength(12);
    expect(done()).toBe(false);
    expect(b.readings()).toHaveLength(60);
  });

  it.each([
    ['no value at all', 4, 127, 127, 'absent', 'none', [null, null]],
    ['no pulse', 4, 127, 98, 'searching', 'none', [null, null]],
    ['an SpO2 that cannot be', 4, 70, 110, 'searching', 'none', [null, null]],
    // 150 a minute in seven bits is 22: the flag that would tell is not known.
    ['a flag nobody explained', 0x14, 22, 98, 'present', 'poor', [98, null]],
    ['no flag', 0, 72, 98, 'present', 'good', [98, 72]],
    ['four bits that may be a signal strength', 7, 72, 98, 'present', 'good', [98, 72]],
  ])('%s', async (_name, flags, pulse, spo2, contact, quality, values) => {
    const b = setUp();
    await streaming(b);
    Object.assign(b.told, { flags, pulse, spo2 });
    await b.clock.advance(2000);
    const last = b.readings().at(-1);
    expect(last).toMatchObject({ contact, quality });
    expect(last?.values.map(({ value }) => value)).toEqual(values);
  });

  it('no answer to the question for the model: not this instrument, even if something streams', async () => {
    const b = setUp();
    b.told.model = false;
    b.line.feed(report(checked([0xeb, 1, 4, 70, 98, 0x7f, 0])));
    expect(await b.negotiated(2000)).toMatchObject({ fault: { code: 'no-answer' } });
    expect(b.asked).not.toContain('9b011c');
    const noisy = setUp();
    noisy.told.model = false;
    noisy.line.feed(new Uint8Array(REPORT_BYTES).fill(0x55));
    expect(await noisy.negotiated(2000)).toMatchObject({ fault: { code: 'garbage' } });
  });

  it('silence: silent after 3 s; reports of noise: garbage', async () => {
    const quiet = setUp();
    const done = await streaming(quiet);
    quiet.told.streams = false;
    await quiet.clock.advance(2800);
    expect(done()).toBe(false);
    await quiet.clock.advance(400);
    expect(quiet.faults()).toEqual(['silent']);
    const noisy = setUp();
    await streaming(noisy);
    noisy.told.streams = false;
    for (let i = 0; i < 12; i += 1) noisy.line.feed(new Uint8Array(REPORT_BYTES).fill(0xc1));
    await noisy.clock.advance(1);
    expect(noisy.faults()).toEqual(['garbage']);
  });

  it('stops the stream when closed, once; not when it was pulled', async () => {
    const b = setUp();
    await streaming(b);
    await Promise.all([b.driver.close(), b.driver.close(), b.clock.advance(600)]);
    expect(b.asked.at(-1)).toBe('9b7f1a');
    expect(b.asked.filter((hex) => hex === '9b7f1a')).toHaveLength(2);
    expect(b.line.closed()).toBe(true);
    const pulled = setUp();
    const done = await streaming(pulled);
    pulled.line.drop({ code: 'unplugged', detail: 'test' });
    await pulled.clock.advance(1);
    expect(done()).toBe(true);
    await Promise.all([pulled.driver.close(), pulled.clock.advance(600)]);
    expect(pulled.faults()).toEqual(['unplugged']);
    expect(pulled.asked.filter((hex) => hex === '9b7f1a')).toHaveLength(1);
  });
});
