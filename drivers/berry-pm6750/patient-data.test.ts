import { describe, expect, it } from 'vitest';
import type { Capability } from '../contract.ts';
import { type BerryModule, createBerryModule } from '../testing/berry-module.ts';
import { type CuffBench, createCuffBench } from '../testing/cuff-bench.ts';
import { createBerryDriver } from './driver.ts';
import { SETTLE_MS } from './readings.ts';

const GAIN_HALF = '55aa040702f2';
const ECG_WAVE_ON = '55aa04fb01ff';

const setUp = (fitted?: readonly Capability[]): CuffBench<BerryModule> =>
  createCuffBench({
    startBytes: [],
    module: createBerryModule,
    driver: (link, clock, gate, emit) => createBerryDriver(link, clock, gate, emit, fitted && { fitted }),
  });
const readings = (b: CuffBench<BerryModule>, quantity: string) =>
  b.events.flatMap((event) =>
    event.kind === 'reading' && event.values[0]?.quantity === quantity ? [event] : [],
  );

describe('berry patient data', () => {
  it('oximetry: numbers and wave with a finger, nulls and no wave without', async () => {
    const b = setUp();
    await b.watching();
    expect(readings(b, 'spo2').at(-1)).toMatchObject({
      contact: 'present',
      quality: 'good',
      values: [{ value: 97 }, { value: 72 }],
    });
    const waves = () =>
      b.events.flatMap((event) => (event.kind === 'waveform' && event.wave === 'pleth' ? [event] : []));
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
    const b = setUp(['oximetry']);
    await b.watching();
    expect(readings(b, 'body-temperature')).toEqual([]);
    expect(readings(b, 'spo2').length).toBeGreaterThan(0);
  });

  const heart = (b: CuffBench<BerryModule>) => readings(b, 'heart-rate').at(-1);
  const waves = (b: CuffBench<BerryModule>) =>
    b.events.flatMap((event) => (event.kind === 'waveform' && event.wave === 'ecg' ? [event] : []));

  it('ECG: without electrodes only the parameters come, and say so', async () => {
    const b = setUp();
    await b.watching();
    await b.clock.advance(10_000);
    expect(b.module).toMatchObject({ ecg: true, ecgWave: false });
    expect(heart(b)).toMatchObject({
      contact: 'absent',
      quality: 'none',
      values: [
        { quantity: 'heart-rate', value: null },
        { quantity: 'resp-rate', value: null },
      ],
    });
    expect(waves(b)).toEqual([]);
    expect(b.line.sent).not.toContain(ECG_WAVE_ON);
  });

  it('ECG: with electrodes lead II and the rates, at the gain that keeps off the rails', async () => {
    const b = setUp();
    await b.watching();
    await b.clock.advance(5000);
    b.module.ecgParams = [0x08, 0, 0];
    await b.clock.advance(1000);
    expect(heart(b)).toMatchObject({ contact: 'searching', quality: 'none' });
    b.module.ecgParams = [0x08, 71, 15];
    await b.clock.advance(5000);
    expect(heart(b)).toMatchObject({
      contact: 'present',
      quality: 'good',
      values: [{ value: 71 }, { value: 15 }],
    });
    expect(waves(b).at(-1)).toMatchObject({ rate: 250, range: [0, 250], beat: true });
    expect(waves(b).at(-1)?.samples).toEqual(Array.from({ length: 25 }, (_, i) => 100 + i));
    expect(b.line.sent).toContain(GAIN_HALF);
    expect(b.module.ecgParams[0]).toBe(0x04);
    b.module.ecgParams = [0x05, 71, 0];
    await b.clock.advance(1000);
    expect(heart(b)).toMatchObject({ quality: 'poor', values: [{ value: 71 }, { value: null }] });
  });

  it.each([true, false])(
    'ECG: electrodes off end the wave (module takes the switch: %s)',
    async (switches) => {
      const b = setUp();
      b.module.knowsWaveSwitch = switches;
      b.module.ecgParams = [0x04, 71, 15];
      await b.watching();
      await b.clock.advance(5000);
      expect(waves(b).length).toBeGreaterThan(0);
      b.module.ecgParams = [0x06, 71, 15];
      await b.clock.advance(600);
      const before = waves(b).length;
      await b.clock.advance(5000);
      expect(waves(b)).toHaveLength(before);
      expect(b.module.ecgWave).toBe(!switches);
      expect(heart(b)).toMatchObject({ contact: 'absent', values: [{ value: null }, { value: null }] });
      b.module.ecgParams = [0x04, 71, 15];
      await b.clock.advance(5000);
      expect(waves(b).length).toBeGreaterThan(before);
    },
  );

  it('ECG: one that the cabinet does not have is switched off where another program left it on', async () => {
    const b = setUp(['oximetry']);
    Object.assign(b.module, { ecg: true, ecgWave: true });
    await b.watching();
    expect(b.module).toMatchObject({ ecg: false, ecgWave: false });
    expect(heart(b)).toBeUndefined();
  });
});
