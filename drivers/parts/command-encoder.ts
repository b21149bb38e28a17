import { z } from 'zod';
import type { DeviceCodec } from './device-codec.ts';

/** The `encode` half of a codec: checks the command, tells in a sentence what is wrong with it. */
export function commandEncoder<C>(
  schema: z.ZodType<C>,
  toBytes: (command: C) => Uint8Array,
): DeviceCodec['encode'] {
  return (command) => {
    const parsed = schema.safeParse(command);
    return parsed.success ? { bytes: toBytes(parsed.data) } : { error: z.prettifyError(parsed.error) };
  };
}

/** For instruments that only talk. */
export const takesNoCommand: DeviceCodec['encode'] = () => ({ error: 'this device takes no command' });
