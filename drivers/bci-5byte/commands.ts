/** Contec dialect only. The live stream needs no command; a kiosk never downloads. */
import { z } from 'zod';

export const bciCommandSchema = z.discriminatedUnion('command', [
  z.strictObject({ command: z.literal('startDownload') }),
  /** Back to the live stream. */
  z.strictObject({ command: z.literal('endDownload') }),
]);
export type BciCommand = z.infer<typeof bciCommandSchema>;

export function encodeBciCommand({ command }: BciCommand): Uint8Array {
  return command === 'startDownload' ? Uint8Array.of(0xf5, 0xf5) : Uint8Array.of(0xf6, 0xf6, 0xf6);
}
