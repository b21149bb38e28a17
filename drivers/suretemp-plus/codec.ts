/** The `codec` command's view of this protocol. */
import { decodeChecked } from '../parts/checked-codec.ts';
import { commandEncoder } from '../parts/command-encoder.ts';
import type { DeviceCodec } from '../parts/device-codec.ts';
import { commandSchema, encodeCommand } from './commands.ts';
import { createSuretempDecoder } from './decoder.ts';

export const suretempCodec: DeviceCodec = {
  decode: (bytes) => decodeChecked(createSuretempDecoder(), bytes),
  encode: commandEncoder(commandSchema, encodeCommand),
};
