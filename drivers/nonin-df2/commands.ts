/** Nonin 9560, 3150 and other models driven by the host. OEM III and Xpod take no command. */
import { z } from 'zod';
import { sum8 } from '../parts/checksums.ts';

const START = 0x02;
const END = 0x03;
const FORMAT = 0x02;

export const commandSchema = z.discriminatedUnion('command', [
  /** `options`: the longer form, with a check byte. 13 is the format 9560 stores in. */
  z.strictObject({
    command: z.literal('setDataFormat'),
    format: z.literal([2, 7, 8, 13]),
    options: z.int().min(0).max(255).optional(),
  }),
  z.strictObject({ command: z.literal('getTime') }),
]);
export type NoninCommand = z.infer<typeof commandSchema>;

export function encodeCommand(request: NoninCommand): Uint8Array {
  if (request.command === 'getTime') return Uint8Array.of(START, 0x72, 0x00, END);
  const { format, options } = request;
  if (options === undefined) return Uint8Array.of(START, 0x70, 0x02, FORMAT, format, END);
  const body = [0x70, 0x04, FORMAT, format, options];
  return Uint8Array.of(START, ...body, sum8(body), END);
}
