import { describe, expect, it } from 'vitest';
import { scanMarked } from './marked-frames.ts';

/** Starts are 0x80 and above; 0x80 has three bytes, 0x81 one, others are unknown. */
const scan = scanMarked({
  isStart: (byte) => byte >= 0x80,
  length: (start) =>
    new Map([
      [0x80, 3],
      [0x81, 1],
    ]).get(start),
  parse: (raw) => [...raw],
});
const at = (quiet: boolean, ...bytes: number[]) => scan(Uint8Array.from(bytes), quiet);

describe('scanMarked', () => {
  it('takes a frame that the next start confirms, or a quiet line', () => {
    expect(at(false, 0x80, 1, 2, 0x80)).toEqual({ kind: 'take', length: 3, frame: [0x80, 1, 2] });
    expect(at(true, 0x80, 1, 2)).toEqual({ kind: 'take', length: 3, frame: [0x80, 1, 2] });
    expect(at(false, 0x80, 1, 2)).toEqual({ kind: 'more' });
    expect(at(true, 0x81)).toEqual({ kind: 'take', length: 1, frame: [0x81] });
    expect(at(true, 0x80, 1)).toEqual({ kind: 'more' });
  });

  it('drops what is too short, too long, unknown or before any start', () => {
    expect(at(false, 0x80, 1, 0x81)).toEqual({ kind: 'drop', length: 2, frames: 1 });
    expect(at(false, 0x80, 1, 2, 3)).toEqual({ kind: 'drop', length: 4, frames: 1 });
    expect(at(false, 0x90, 1, 0x80)).toEqual({ kind: 'drop', length: 1, frames: 1 });
    expect(at(false, 1, 2, 0x80)).toEqual({ kind: 'drop', length: 2, frames: 0 });
    expect(at(false, 1, 2)).toEqual({ kind: 'drop', length: 2, frames: 0 });
  });
});
