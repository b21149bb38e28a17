/** The `codec` command's view of this protocol. */
import { z } from 'zod';
import { decodeChecked } from '../parts/checked-codec.ts';
import { commandEncoder } from '../parts/command-encoder.ts';
import type { DeviceCodec } from '../parts/device-codec.ts';
import { commandSchema, encodeCommand } from './commands.ts';
import { CUFF_STARTS, encodeStart } from './cuff-start.ts';
import { createSuntechDecoder } from './decoder.ts';
import { encodeService, SERVICE_COMMANDS } from './service.ts';

const spoken = z.union([
  commandSchema.transform(encodeCommand),
  z.strictObject({ command: z.enum(CUFF_STARTS) }).transform(({ command }) => encodeStart(command)),
  z.strictObject({ command: z.enum(SERVICE_COMMANDS) }).transform(({ command }) => encodeService(command)),
]);

export const suntechCodec: DeviceCodec = {
  decode: (bytes) => decodeChecked(createSuntechDecoder(), bytes),
  encode: commandEncoder(spoken, (bytes) => bytes),
};
