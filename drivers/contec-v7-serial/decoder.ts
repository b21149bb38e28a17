/** Contec V7.0: bytes to packages, resynchronising on the next byte with bit 7 clear. */
import { createFrameDecoder, type FrameDecoder, type Step } from '../parts/frames.ts';
import { type ContecPackage, parsePackage } from './packages.ts';
import { packageLength } from './wire.ts';

function scan(buffer: Uint8Array, quiet: boolean): Step<ContecPackage> {
  const nextType = buffer.findIndex((byte, i) => i > 0 && byte < 0x80);
  const type = buffer[0] ?? 0xff;
  if (type >= 0x80) return { kind: 'drop', length: nextType < 0 ? buffer.length : nextType, frames: 0 };
  const length = packageLength(type);
  if (length === undefined) return { kind: 'drop', length: 1, frames: 1 };
  if (nextType > 0 && nextType < length) return { kind: 'drop', length: nextType, frames: 1 };
  if (buffer.length < length || (buffer.length === length && !quiet)) return { kind: 'more' };
  // Longer than its type demands: a byte was added or a type byte lost, so none of its numbers can be trusted.
  if (buffer.length > length && nextType !== length) return { kind: 'drop', length: length + 1, frames: 1 };
  return { kind: 'take', length, frame: parsePackage(buffer.subarray(0, length)) };
}

/**
 * A package is whole once the next type byte confirms its length, or once the caller says the line is quiet
 * (`settle`). Packages of an unknown type, too short or too long are dropped and counted.
 */
export function createContecDecoder(): FrameDecoder<ContecPackage> {
  return createFrameDecoder(scan);
}
