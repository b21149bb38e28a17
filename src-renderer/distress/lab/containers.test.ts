import { expect, test } from 'vitest';
import { isMjpeg, jpegsIn } from './mjpeg.ts';
import { isY4m, readHeader } from './y4m.ts';

const JPEG = [0xff, 0xd8, 0xff, 0xe0, 1, 0xff, 0x00, 2, 0xff, 0xd9];

test('finds every JPEG of a stream, and none in a half one', () => {
  const bytes = Uint8Array.from([...JPEG, ...JPEG, ...JPEG.slice(0, 7)]);
  expect(isMjpeg(bytes)).toBe(true);
  expect(jpegsIn(bytes)).toEqual([
    { start: 0, end: 10 },
    { start: 10, end: 20 },
  ]);
  expect(jpegsIn(new Uint8Array())).toEqual([]);
});

test('reads the size of a y4m picture and refuses colours it does not know', () => {
  expect(isY4m(new TextEncoder().encode('YUV4MPEG2 W64'))).toBe(true);
  expect(readHeader('YUV4MPEG2 W65 H48 F30000:1001 Ip C420mpeg2')).toEqual({
    width: 65,
    height: 48,
    fps: 30000 / 1001,
    format: 'I420',
    pictureBytes: 65 * 48 + 2 * 33 * 24,
  });
  expect(readHeader('YUV4MPEG2 W2 H2 F10:1').format).toBe('I420');
  expect(() => readHeader('YUV4MPEG2 W2 H2 F10:1 C420p10')).toThrow('colours 420p10');
  expect(() => readHeader('YUV4MPEG2 H2 F10:1')).toThrow('without size or rate');
});
