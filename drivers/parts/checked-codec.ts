import type { CheckedDecoder } from './checked-frames.ts';
import type { DecodedInput } from './device-codec.ts';
import { decodeStream } from './whole-input.ts';

/** Decodes one whole input. Beside the frames: how many check bytes were wrong, and the first error. */
export function decodeChecked<F extends object>(decoder: CheckedDecoder<F>, bytes: Uint8Array): DecodedInput {
  const input = decodeStream(decoder, bytes);
  const { checksumErrors, first } = decoder.discarded;
  return { ...input, about: { checksumErrors, ...first } };
}
