import { expect, it } from 'vitest';
import { fill } from './SoundBar.tsx';

it('silence is nothing, full scale is all, a tenth of it lies at 20 dB below', () => {
  expect(fill(new Float32Array(8))).toBe(0);
  expect(fill(new Float32Array(8).fill(1))).toBe(1);
  expect(fill(new Float32Array(8).fill(0.1))).toBeCloseTo(2 / 3, 3);
});
