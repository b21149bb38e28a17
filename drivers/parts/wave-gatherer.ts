import type { MonoMs, WaveformEvent } from '../contract.ts';

export interface WaveGatherer {
  /** A piece once enough samples are together. */
  add(sample: number, beat: boolean, at: MonoMs): WaveformEvent | null;
  /** Contact was lost: the piece so far, or null without samples. */
  flush(): WaveformEvent | null;
}

/** `rate`: samples a second; `range`: full scale, inclusive. */
export function createWaveGatherer(
  wave: WaveformEvent['wave'],
  rate: number,
  range: readonly [number, number],
  samplesPerPiece: number,
): WaveGatherer {
  let samples: number[] = [];
  let beats = false;
  let lastAt = 0;

  function flush(): WaveformEvent | null {
    if (samples.length === 0) return null;
    const piece: WaveformEvent = {
      kind: 'waveform',
      at: lastAt,
      wave,
      rate,
      range,
      samples,
      beat: beats,
    };
    samples = [];
    beats = false;
    return piece;
  }

  return {
    add(sample, beat, at) {
      samples.push(sample);
      beats ||= beat;
      lastAt = at;
      return samples.length >= samplesPerPiece ? flush() : null;
    },
    flush,
  };
}

export function createPlethGatherer(
  rate: number,
  range: readonly [number, number],
  samplesPerPiece: number,
): WaveGatherer {
  return createWaveGatherer('pleth', rate, range, samplesPerPiece);
}
