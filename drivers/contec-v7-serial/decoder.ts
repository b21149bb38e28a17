/** Contec V7.0: bytes to packages, resynchronising on the next byte with bit 7 clear. */
import { createFrameDecoder, type FrameDecoder } from '../parts/frames.ts';
import { scanMarked } from '../parts/marked-frames.ts';
import { type ContecPackage, parsePackage } from './packages.ts';
import { packageLength } from './wire.ts';

/** Packages of an unknown type, too short or too long are dropped and counted. */
export function createContecDecoder(): FrameDecoder<ContecPackage> {
  return createFrameDecoder(
    scanMarked({ isStart: (byte) => byte < 0x80, length: packageLength, parse: parsePackage }),
  );
}
