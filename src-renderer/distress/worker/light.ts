/** How bright a picture is and how much there is in it, from its luma. */
import type { Picture } from './messages.ts';

export interface Light {
  /** Mean luma, 0 … 1. */
  readonly brightness: number;
  /** Standard deviation of luma, 0 … 0.5. */
  readonly contrast: number;
}

/** Every so many pixels, both ways: what covers a lens is larger. */
const STEP = 8;
const SMALL = { width: 80, height: 60 };
/** ITU-R BT.601, limited range. */
const BLACK = 16;
const SPAN = 219;

/** @param at luma of a pixel, 0 … 1 */
function measure(width: number, height: number, step: number, at: (x: number, y: number) => number): Light {
  let [count, sum, squares] = [0, 0, 0];
  for (let y = 0; y < height; y += step) {
    for (let x = 0; x < width; x += step) {
      const luma = Math.min(1, Math.max(0, at(x, y)));
      count += 1;
      sum += luma;
      squares += luma * luma;
    }
  }
  const mean = sum / Math.max(1, count);
  return {
    brightness: mean,
    contrast: Math.min(0.5, Math.sqrt(Math.max(0, squares / Math.max(1, count) - mean * mean))),
  };
}

/** A camera's formats begin with the plane of luma, a byte a pixel. */
const hasLumaPlane = (frame: VideoFrame): boolean => /^(I4|NV12)/.test(frame.format ?? '');

export function lightOfPlane(
  luma: Uint8Array,
  size: {
    readonly width: number;
    readonly height: number;
    readonly stride: number;
    readonly fullRange: boolean;
  },
): Light {
  const [black, span] = size.fullRange ? [0, 255] : [BLACK, SPAN];
  return measure(size.width, size.height, STEP, (x, y) => ((luma[y * size.stride + x] ?? 0) - black) / span);
}

export function createLightMeter(): (picture: Picture) => Promise<Light> {
  let bytes = new Uint8Array();
  const canvas = new OffscreenCanvas(SMALL.width, SMALL.height).getContext('2d', {
    willReadFrequently: true,
  });

  return async (picture) => {
    if (picture instanceof VideoFrame && hasLumaPlane(picture) && picture.visibleRect) {
      const need = picture.allocationSize();
      if (bytes.length < need) bytes = new Uint8Array(need);
      const [plane] = await picture.copyTo(bytes);
      const { width, height } = picture.visibleRect;
      return lightOfPlane(bytes.subarray(plane?.offset ?? 0), {
        width,
        height,
        stride: plane?.stride ?? width,
        fullRange: picture.colorSpace.fullRange === true,
      });
    }
    canvas?.drawImage(picture, 0, 0, SMALL.width, SMALL.height);
    const data = canvas?.getImageData(0, 0, SMALL.width, SMALL.height).data ?? new Uint8ClampedArray();
    return measure(SMALL.width, SMALL.height, 1, (x, y) => {
      const at = 4 * (y * SMALL.width + x);
      return (0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0)) / 255;
    });
  };
}
