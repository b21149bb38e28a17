/** Whether a picture is sharp and light enough to be looked at; the machine decides, this only measures. */
import type { Taken } from '../../../state-machines/media.ts';

export type StillMeasure = NonNullable<Taken['still']>;

/** Sharpness is measured at this width, so that cameras of different resolution compare. */
const WIDTH = 640;
const CHANNELS = 4;

interface Grey {
  readonly width: number;
  readonly height: number;
  /** Luminance 0..255, row by row. */
  readonly values: Float32Array;
}

/** ITU-R BT.601 luma, averaged over the pixels that become one at a width of 640. */
function toGrey(rgba: Uint8ClampedArray, width: number, height: number): Grey {
  const small = { width: Math.min(WIDTH, width), height: 0 };
  small.height = Math.max(1, Math.round((height * small.width) / width));
  const sums = new Float32Array(small.width * small.height);
  const counts = new Uint32Array(sums.length);
  for (let y = 0; y < height; y += 1) {
    const row = Math.min(small.height - 1, Math.floor((y * small.height) / height)) * small.width;
    for (let x = 0; x < width; x += 1) {
      const at = (y * width + x) * CHANNELS;
      const place = row + Math.floor((x * small.width) / width);
      const luma = 0.299 * (rgba[at] ?? 0) + 0.587 * (rgba[at + 1] ?? 0) + 0.114 * (rgba[at + 2] ?? 0);
      sums[place] = (sums[place] ?? 0) + luma;
      counts[place] = (counts[place] ?? 0) + 1;
    }
  }
  return { ...small, values: sums.map((sum, n) => sum / Math.max(1, counts[n] ?? 1)) };
}

/** Variance of the four-neighbour Laplacian; 0 where a picture has no inside. */
function laplacianVariance({ width, height, values }: Grey): number {
  let sum = 0;
  let squares = 0;
  let count = 0;
  const at = (n: number) => values[n] ?? 0;
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const n = y * width + x;
      const value = at(n - 1) + at(n + 1) + at(n - width) + at(n + width) - 4 * at(n);
      sum += value;
      squares += value * value;
      count += 1;
    }
  }
  return count === 0 ? 0 : Math.max(0, squares / count - (sum / count) ** 2);
}

export function measureStill(rgba: Uint8ClampedArray, width: number, height: number): StillMeasure {
  const grey = toGrey(rgba, width, height);
  const mean = grey.values.reduce((sum, value) => sum + value, 0) / grey.values.length;
  return {
    width,
    height,
    sharpness: laplacianVariance(grey),
    brightness: Math.min(1, Math.max(0, mean / 255)),
  };
}
