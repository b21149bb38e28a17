import { describe, expect, it } from 'vitest';
import { createManualClock } from '../clock.ts';
import type { ReadingEvent } from '../contract.ts';
import { every } from '../parts/repeating.ts';
import { createFakeHidLink } from '../testing/fake-hid-link.ts';
import { codecBytes } from '../testing/public-vectors.ts';
import { openDriver } from '../testing/run-driver.ts';
import { hidScale } from './model.ts';
import { EQUAL_REPORTS } from './readings.ts';

const EMPTY = '030203fe0000';
const MOVING = '030303fee41b';
/** 72.35 kg */
const ON = '030403fe431c';

function setUp(first = EMPTY) {
  const clock = createManualClock();
  const line = createFakeHidLink(clock);
  const scale = { on: true, says: first };
  every(clock, 200, () => {
    if (scale.on) line.feed(codecBytes(scale.says));
  });
  const b = openDriver(hidScale, line.link, clock);
  const readings = () => b.events.filter((event): event is ReadingEvent => event.kind === 'reading');
  const accepted = () =>
    readings()
      .filter(({ quality }) => quality === 'good')
      .flatMap(({ values }) => values.map(({ value }) => value));
  const faults = () => b.events.flatMap((event) => (event.kind === 'fault' ? [event.fault.code] : []));
  /** Says each for its time. */
  const says = async (...steps: readonly (readonly [string, number])[]) => {
    for (const [hex, ms] of steps) {
      scale.says = hex;
      await clock.advance(ms);
    }
  };
  return { ...b, clock, line, scale, readings, accepted, faults, says };
}

type Bench = ReturnType<typeof setUp>;

async function streaming(b: Bench): Promise<() => boolean> {
  expect(await b.negotiated(2000)).toHaveProperty('identity');
  return b.measuring();
}

describe('scale driver', () => {
  it('writes nothing, and names no serial number it does not have', async () => {
    const b = setUp();
    expect(await b.negotiated(1000)).toEqual({
      identity: { model: 'hid-scale', label: 'USB scale', serial: null, firmware: null },
    });
    expect([b.line.sent, b.line.features]).toEqual([[], []]);
  });

  it('accepts a weight after five equal stable reports, with the report it came from', async () => {
    const b = setUp();
    await streaming(b);
    await b.says([EMPTY, 1000], [MOVING, 1000], [ON, (EQUAL_REPORTS - 1) * 200]);
    expect(b.readings().at(-1)).toMatchObject({
      contact: 'present',
      quality: 'poor',
      values: [{ quantity: 'mass-body', value: 72.35 }],
    });
    expect(b.accepted()).toEqual([]);
    await b.clock.advance(200);
    expect(b.accepted()).toEqual([72.35]);
    expect(b.readings().at(-1)?.raw).toEqual(codecBytes(ON));
    expect(b.faults()).toEqual([]);
  });

  it('another stable number starts the count anew', async () => {
    const b = setUp();
    await streaming(b);
    await b.says([EMPTY, 400], [ON, 800], ['030403fe441c', 800], [ON, 800]);
    expect(b.accepted()).toEqual([]);
    await b.clock.advance(200);
    expect(b.accepted()).toEqual([72.35]);
  });

  it('never accepts a weight that was there when it was opened: it may be the last patient', async () => {
    const b = setUp(ON);
    await streaming(b);
    await b.clock.advance(5000);
    expect(b.readings().every(({ quality }) => quality === 'poor')).toBe(true);
    await b.says([EMPTY, 1000], [MOVING, 400], [ON, 1200]);
    expect(b.accepted()).toContain(72.35);
  });

  it('tared with something on it: nothing is accepted until it said "empty" again', async () => {
    const b = setUp();
    await streaming(b);
    // Below zero the magnitude is positive, the sign is only in the status.
    await b.says([EMPTY, 400], ['030503fef401', 1000], [MOVING, 400], [ON, 3000]);
    expect(b.accepted()).toEqual([]);
    await b.says([EMPTY, 400], [ON, 1000]);
    expect(b.accepted()).toEqual([72.35]);
  });

  it.each([
    ['empty', EMPTY, 'absent', {}],
    ['stable on nothing', '030403fe0000', 'absent', {}],
    ['moving', MOVING, 'searching', {}],
    ['below zero', '030503fe431c', 'absent', {}],
    ['over the limit', '030603ffc409', 'present', { outside: 'above' }],
    ['a fault', '030103fe431c', 'absent', {}],
    ['needs calibration', '030703fe431c', 'absent', {}],
    ['needs its zero', '030803fe431c', 'absent', {}],
    ['a unit nobody knows', '030405fe431c', 'present', {}],
    ['more than a ton', '03040303431c', 'present', {}],
  ])('%s: no value', async (_name, hex, contact, more) => {
    const b = setUp();
    await streaming(b);
    await b.says([EMPTY, 400], [hex, 2000]);
    expect(b.readings().at(-1)).toMatchObject({ contact, quality: 'none' });
    expect(b.readings().at(-1)?.values).toEqual([{ quantity: 'mass-body', value: null, ...more }]);
    expect(b.accepted()).toEqual([]);
  });

  it.each([
    ['mg', '030401048813', 50],
    ['g', '0304020150c3', 500],
    ['kg', ON, 72.35],
    ['oz', '03040bff3419', 18.291],
    ['lb', '03040cff4006', 72.575],
  ])('gives kg, whatever the unit: %s', async (_unit, hex, kg) => {
    const b = setUp();
    await streaming(b);
    await b.says([EMPTY, 400], [hex, 1200]);
    expect(b.accepted()[0]).toBe(kg);
  });

  it.each([
    ['nothing comes', '', 'no-answer'],
    ['other reports come', '0102030405060708', 'garbage'],
    ['it has a fault', '030103fe0000', 'open-failed'],
    ['it needs calibration', '030703fe0000', 'open-failed'],
  ])('%s: a fault in bounded time', async (_name, hex, code) => {
    const b = setUp(hex);
    expect(await b.negotiated(2100)).toMatchObject({ fault: { code } });
  });

  it('silence: silent after 3 s; noise: garbage; pulled: unplugged, and nothing after', async () => {
    const quiet = setUp();
    const done = await streaming(quiet);
    quiet.scale.on = false;
    await quiet.clock.advance(2900);
    expect(done()).toBe(false);
    await quiet.clock.advance(300);
    expect(quiet.faults()).toEqual(['silent']);

    const noisy = setUp();
    await streaming(noisy);
    await noisy.says(['ffffffffffff', 2500]);
    expect(noisy.faults()).toEqual(['garbage']);

    const pulled = setUp();
    await streaming(pulled);
    pulled.line.drop({ code: 'unplugged', detail: 'test' });
    await pulled.says([ON, 1000]);
    expect(pulled.events.at(-1)).toMatchObject({ kind: 'fault', fault: { code: 'unplugged' } });
    await Promise.all([pulled.driver.close(), pulled.driver.close(), pulled.clock.advance(600)]);
    expect(pulled.faults()).toEqual(['unplugged']);
    expect(pulled.line.closed()).toBe(true);
  });
});
