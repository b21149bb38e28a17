/**
 * The last seconds of the pleth wave on the cabinet's clock. Frames reach the cabinet in bursts, so the time of a
 * sample is steered towards its arrival instead of taken from it; a real silence opens a gap.
 */
import type { Wave } from '../../../src-main/api/call-protocol.ts';

export interface Sample {
  /** Cabinet's monotonic milliseconds. */
  readonly at: number;
  /** 0 bottom .. 1 top of the instrument's full scale. */
  readonly level: number;
  /** True when nothing joins this sample to the one before. */
  readonly starts: boolean;
}

/** Longer than this between two samples is missing data, whatever the rate. */
export const GAP_MS = 250;
/** No message is late by this much. */
const RESTART_MS = 5000;
const STEER = 0.05;

export interface WaveBuffer {
  push(wave: Wave): void;
  /** Oldest first. */
  samples(): readonly Sample[];
}

export function createWaveBuffer(keepMs: number): WaveBuffer {
  let kept: Sample[] = [];
  return {
    push(wave) {
      if (wave.rate <= 0 || wave.samples.length === 0) return;
      const step = 1000 / wave.rate;
      const [low, high] = wave.range;
      const scale = high > low ? 1 / (high - low) : 0;
      let last = kept.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
      const lastIndex = wave.samples.length - 1;
      // The cabinet restarted its machine, and its clock with it.
      if (wave.sampledAt < last - RESTART_MS) {
        kept = [];
        last = Number.NEGATIVE_INFINITY;
      }
      // Late or doubled on an unordered channel.
      if (wave.sampledAt < last - GAP_MS) return;
      for (const [index, raw] of wave.samples.entries()) {
        const arrived = wave.sampledAt - (lastIndex - index) * step;
        const expected = last + step;
        const starts = arrived - expected > GAP_MS || !Number.isFinite(last);
        const at = starts ? arrived : Math.max(last, expected + STEER * (arrived - expected));
        kept.push({ at, level: Math.min(1, Math.max(0, (raw - low) * scale)), starts });
        last = at;
      }
      const from = last - keepMs;
      if ((kept[0]?.at ?? last) < from - keepMs) kept = kept.filter((sample) => sample.at >= from);
    },
    samples: () => kept,
  };
}
