/** The `codec` command's view of this protocol. */
import { z } from 'zod';
import { decodeChecked } from '../parts/checked-codec.ts';
import { commandEncoder } from '../parts/command-encoder.ts';
import type { DeviceCodec } from '../parts/device-codec.ts';
import { commandSchema, encodeCommand } from './commands.ts';
import { encodeNibpStart } from './cuff-start.ts';
import { createBerryDecoder } from './decoder.ts';

const spoken = z.union([commandSchema, z.strictObject({ command: z.literal('nibpStart') })]);

export const berryCodec: DeviceCodec = {
  decode: (bytes) => decodeChecked(createBerryDecoder(), bytes),
  encode: commandEncoder(spoken, (request) =>
    request.command === 'nibpStart' ? encodeNibpStart() : encodeCommand(request),
  ),
};
