/** The `codec` command's view of this protocol. */
import { commandEncoder } from '../parts/command-encoder.ts';
import type { DeviceCodec } from '../parts/device-codec.ts';
import { decodeStream } from '../parts/whole-input.ts';
import { commandRequestSchema, encodeCommand } from './commands.ts';
import { createContecDecoder } from './decoder.ts';

export const contecV7Codec: DeviceCodec = {
  decode: (bytes) => decodeStream(createContecDecoder(), bytes),
  encode: commandEncoder(commandRequestSchema, encodeCommand),
};
