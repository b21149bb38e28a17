import { expect, test } from 'vitest';
import { measureStill } from './measure-still.ts';

type Draw = (x: number, y: number) => number;

function drawn(width: number, height: number, draw: Draw): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let n = 0; n < width * height; n += 1) {
    const grey = draw(n % width, Math.floor(n / width));
    rgba.set([grey, grey, grey, 255], n * 4);
  }
  return rgba;
}
/** Edges 16 pixels apart, smoothed over `blur` pixels. */
const bars =
  (blur: number): Draw =>
  (x) => {
    const phase = x % 32;
    const from = Math.min(phase, 32 - phase) - 8;
    return 127.5 + 127.5 * Math.max(-1, Math.min(1, from / blur));
  };

test('an even picture has its brightness and no sharpness', () => {
  const measured = measureStill(
    drawn(64, 48, () => 51),
    64,
    48,
  );
  expect(measured).toMatchObject({ width: 64, height: 48, sharpness: 0 });
  expect(measured.brightness).toBeCloseTo(0.2, 5);
});

test('the variance of the Laplacian of a single white dot is what the formula gives', () => {
  const [width, height] = [11, 9];
  const inside = (width - 2) * (height - 2);
  const { sharpness } = measureStill(
    drawn(width, height, (x, y) => (x === 5 && y === 4 ? 255 : 0)),
    width,
    height,
  );
  const squares = 4 * 255 ** 2 + (4 * 255) ** 2;
  expect(sharpness).toBeCloseTo(squares / inside, 3);
});

test('a blurred picture is less sharp than the same in focus, at any resolution of the camera', () => {
  const sharpnessOf = (blur: number, scale: number) =>
    measureStill(
      drawn(640 * scale, 24 * scale, (x, y) => bars(blur)(Math.floor(x / scale), y)),
      640 * scale,
      24 * scale,
    ).sharpness;
  expect(sharpnessOf(1, 1)).toBeGreaterThan(8 * sharpnessOf(6, 1));
  expect(sharpnessOf(1, 3)).toBeCloseTo(sharpnessOf(1, 1), 1);
});

test('colours count as the eye sees them', () => {
  const green = new Uint8ClampedArray([0, 255, 0, 255]);
  const blue = new Uint8ClampedArray([0, 0, 255, 255]);
  expect(measureStill(green, 1, 1).brightness).toBeCloseTo(0.587, 3);
  expect(measureStill(blue, 1, 1).brightness).toBeCloseTo(0.114, 3);
});
