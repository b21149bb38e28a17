import { describe, expect, it } from 'vitest';
import type { Wave } from '../../../src-main/api/call-protocol.ts';
import { createWaveBuffer, GAP_MS } from './wave-buffer.ts';

const wave = (sampledAt: number, samples: number[] = [50]): Wave => ({
  type: 'wave',
  wave: 'pleth',
  sampledAt,
  rate: 60,
  range: [0, 100],
  samples,
  beat: false,
});
const STEP = 1000 / 60;

describe('wave buffer', () => {
  it('spaces the samples of a burst at their true rate', () => {
    const buffer = createWaveBuffer(8000);
    for (let n = 0; n < 600; n += 1) {
      // A serial adapter hands over four frames at once.
      buffer.push(wave(1000 + Math.floor(n / 4) * 4 * STEP + 3 * STEP));
    }
    const times = buffer.samples().map((sample) => sample.at);
    const steps = times.slice(301).map((at, index) => at - (times[300 + index] ?? 0));
    expect(Math.max(...steps)).toBeLessThan(STEP * 1.25);
    expect(Math.min(...steps)).toBeGreaterThan(STEP * 0.75);
    expect(buffer.samples().filter((sample) => sample.starts)).toHaveLength(1);
  });

  it('opens a gap where nothing was measured', () => {
    const buffer = createWaveBuffer(8000);
    buffer.push(wave(1000));
    buffer.push(wave(1000 + STEP));
    buffer.push(wave(1000 + STEP + GAP_MS + 2 * STEP));
    expect(buffer.samples().map((sample) => sample.starts)).toEqual([true, false, true]);
    expect(buffer.samples().at(-1)?.at).toBeCloseTo(1000 + STEP + GAP_MS + 2 * STEP);
  });

  it('drops a late message and starts anew on a restarted clock', () => {
    const buffer = createWaveBuffer(8000);
    buffer.push(wave(90_000));
    buffer.push(wave(90_000 - 2 * GAP_MS));
    expect(buffer.samples()).toHaveLength(1);
    buffer.push(wave(500));
    expect(buffer.samples().map((sample) => sample.at)).toEqual([500]);
  });

  it('keeps time in order, levels in range and only what is wanted', () => {
    const buffer = createWaveBuffer(1000);
    for (let n = 0; n < 400; n += 1) buffer.push(wave(n * STEP, [n % 2 === 0 ? -40 : 400]));
    const samples = buffer.samples();
    expect(samples.length).toBeLessThan(130);
    expect(samples.every(({ level }) => level === 0 || level === 1)).toBe(true);
    expect(samples.every((sample, index) => sample.at >= (samples[index - 1]?.at ?? 0))).toBe(true);
  });

  it('ignores a wave without rate or samples', () => {
    const buffer = createWaveBuffer(1000);
    buffer.push({ ...wave(10), rate: 0 });
    buffer.push(wave(10, []));
    expect(buffer.samples()).toEqual([]);
  });
});
