/** How one whole input of the `codec` command is decoded. */
import type { DecodedInput } from './device-codec.ts';
import type { FrameDecoder } from './frames.ts';

/** DecodedInput whose frames' type is known. */
export interface Decoded<F> extends DecodedInput {
  readonly frames: readonly (F & object)[];
}

/** A stream: through an incremental decoder that nothing was fed to yet. */
export function decodeStream<F extends object>(decoder: FrameDecoder<F>, bytes: Uint8Array): Decoded<F> {
  const framed = [...decoder.push(bytes), ...decoder.finish()];
  return {
    frames: framed.map(({ frame }) => frame),
    discardedBytes: decoder.discarded.bytes,
    discardedFrames: decoder.discarded.frames,
  };
}

/**
 * HID reports of one size, back to back. Each stands on its own: the kernel hands over whole reports, so a bad one
 * (`parse` gives null) costs only itself, and nothing is searched for inside it.
 */
export function decodeReports<F extends object>(
  bytes: Uint8Array,
  size: number,
  parse: (report: Uint8Array) => F | null,
): Decoded<F> {
  const frames: F[] = [];
  let discardedBytes = 0;
  let discardedFrames = 0;
  for (let at = 0; at < bytes.length; at += size) {
    const report = bytes.subarray(at, at + size);
    const frame = report.length === size ? parse(report) : null;
    if (frame !== null) frames.push(frame);
    else {
      discardedBytes += report.length;
      discardedFrames += 1;
    }
  }
  return { frames, discardedBytes, discardedFrames };
}
