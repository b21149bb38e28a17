/** The `codec` command's view of this protocol. */
import { z } from 'zod';
import type { DeviceCodec } from '../parts/device-codec.ts';
import { commandRequestSchema, encodeCommand } from './commands.ts';
import { createContecDecoder } from './decoder.ts';

export const contecV7Codec: DeviceCodec = {
  decode(bytes) {
    const decoder = createContecDecoder();
    const framed = [...decoder.push(bytes), ...decoder.finish()];
    return {
      frames: framed.map(({ frame }) => frame),
      discardedBytes: decoder.discarded.bytes,
      discardedFrames: decoder.discarded.frames,
    };
  },
  encode(command) {
    const parsed = commandRequestSchema.safeParse(command);
    if (!parsed.success) return { error: z.prettifyError(parsed.error) };
    return { bytes: encodeCommand(parsed.data) };
  },
};
