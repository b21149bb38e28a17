/** The `codec` command's view of this protocol. */
import { z } from 'zod';
import { decodeChecked } from '../parts/checked-codec.ts';
import { commandEncoder } from '../parts/command-encoder.ts';
import type { DeviceCodec } from '../parts/device-codec.ts';
import { commandSchema, delimitersSchema, encodeCommand } from './commands.ts';
import { encodeStart } from './cuff-start.ts';
import { createNibp2020Decoder } from './decoder.ts';
import { encodeService, SERVICE_COMMANDS } from './service.ts';

const spoken = z.union([
  commandSchema.transform(encodeCommand),
  z
    .strictObject({ command: z.literal('start'), delimiters: delimitersSchema })
    .transform(({ delimiters }) => encodeStart(delimiters)),
  z
    .strictObject({ command: z.enum(SERVICE_COMMANDS), delimiters: delimitersSchema })
    .transform(({ command, delimiters }) => encodeService(command, delimiters)),
]);

export const nibp2020Codec: DeviceCodec = {
  decode: (bytes) => decodeChecked(createNibp2020Decoder(), bytes),
  encode: commandEncoder(spoken, (bytes) => bytes),
};
