import { expect, test } from 'vitest';
import { lightOfPlane } from './light.ts';

const size = { width: 64, height: 48, stride: 72, fullRange: false };
const plane = (luma: (x: number, y: number) => number) =>
  Uint8Array.from({ length: 72 * 48 }, (_, n) => luma(n % 72, Math.floor(n / 72)));

test('black, white and grey of limited range', () => {
  expect(
    lightOfPlane(
      plane(() => 16),
      size,
    ),
  ).toEqual({ brightness: 0, contrast: 0 });
  expect(
    lightOfPlane(
      plane(() => 235),
      size,
    ).brightness,
  ).toBe(1);
  expect(
    lightOfPlane(
      plane(() => 255),
      { ...size, fullRange: true },
    ).brightness,
  ).toBe(1);
});

test('contrast is what the picture varies by; what lies beside its lines does not count', () => {
  const halves = lightOfPlane(
    plane((x) => (x < 32 ? 16 : 235)),
    size,
  );
  expect(halves.brightness).toBeCloseTo(0.5, 2);
  expect(halves.contrast).toBeCloseTo(0.5, 2);
  expect(
    lightOfPlane(
      plane((x) => (x < 64 ? 100 : 255)),
      size,
    ).contrast,
  ).toBeCloseTo(0, 6);
});
