/** The `codec` command's view of this protocol. */
import { commandEncoder } from '../parts/command-encoder.ts';
import type { DecodedInput, DeviceCodec } from '../parts/device-codec.ts';
import { decodeStream } from '../parts/whole-input.ts';
import { commandSchema, encodeCommand } from './commands.ts';
import { createNoninDecoder, type NoninItem } from './decoder.ts';
import { createFormat8Decoder } from './format8.ts';
import { FRAMES } from './packet.ts';

/** Each packet stands for its 25 frames; what belongs to no packet stands for itself. */
function withoutPacketFrames(items: readonly NoninItem[]): NoninItem[] {
  const kept: NoninItem[] = [];
  for (const item of items) {
    if (item.type === 'packet') {
      let left = FRAMES;
      for (let at = kept.length - 1; at >= 0 && left > 0; at -= 1) {
        if (kept[at]?.type !== 'frame') continue;
        kept.splice(at, 1);
        left -= 1;
      }
    }
    kept.push(item);
  }
  return kept;
}

function decodeFrames(bytes: Uint8Array, format: 2 | 7): DecodedInput {
  const decoder = createNoninDecoder(format);
  const items = [...decoder.push(bytes), ...decoder.finish()].map(({ frame }) => frame);
  const count = (type: NoninItem['type']) => items.filter((item) => item.type === type).length;
  return {
    frames: withoutPacketFrames(items),
    discardedBytes: decoder.discarded.bytes,
    discardedFrames: decoder.discarded.frames,
    about: { frames: count('frame'), packets: count('packet'), ...decoder.losses.first },
  };
}

const isClean = ({ discardedBytes, frames }: DecodedInput) => discardedBytes === 0 && frames.length > 0;

/** The bytes do not name their format: 2, unless only 7 or only 8 takes them without a stray byte. */
function decode(bytes: Uint8Array): DecodedInput {
  const asFormat2 = decodeFrames(bytes, 2);
  if (isClean(asFormat2)) return asFormat2;
  const asFormat7 = decodeFrames(bytes, 7);
  if (isClean(asFormat7)) return asFormat7;
  const asFormat8 = decodeStream(createFormat8Decoder(), bytes);
  if (isClean(asFormat8)) return asFormat8;
  return asFormat7.discardedBytes < asFormat2.discardedBytes ? asFormat7 : asFormat2;
}

export const noninCodec: DeviceCodec = { decode, encode: commandEncoder(commandSchema, encodeCommand) };
