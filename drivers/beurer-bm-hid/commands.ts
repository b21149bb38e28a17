/** What the host may ask. The serial build takes the same bytes without padding. */
import { z } from 'zod';
import { padReport } from '../parts/hid-report.ts';
import { PADDING, REPORT_BYTES } from './replies.ts';

const transport = { transport: z.enum(['hid', 'serial']).optional() };

export const beurerCommandSchema = z.discriminatedUnion('command', [
  /** 1 s after PC mode began, not sooner. */
  z.strictObject({ command: z.literal('hello'), ...transport }),
  z.strictObject({ command: z.literal('count'), ...transport }),
  /** 1 = newest of user 1, down to the oldest, then user 2 the same way. */
  z.strictObject({ command: z.literal('record'), index: z.int().min(1).max(255), ...transport }),
  /** Four parts; the serial build answers part 1 with the whole. */
  z.strictObject({ command: z.literal('identifier'), part: z.int().min(1).max(4), ...transport }),
  /**
   * `end1`, 40 ms or more, `end2`: the session is over and the monitor answers nothing until it is plugged anew. A
   * cabinet that wants to read again does not send them.
   */
  z.strictObject({ command: z.literal('end1'), ...transport }),
  z.strictObject({ command: z.literal('end2'), ...transport }),
]);
export type BeurerCommand = z.infer<typeof beurerCommandSchema>;

function message(command: BeurerCommand): Uint8Array {
  switch (command.command) {
    case 'hello':
      return Uint8Array.of(0xaa);
    case 'count':
      return Uint8Array.of(0xa2);
    case 'record':
      return Uint8Array.of(0xa3, command.index);
    case 'identifier':
      return Uint8Array.of(0xa3 + command.part);
    case 'end1':
      return Uint8Array.of(0xf7);
    case 'end2':
      return Uint8Array.of(0xf6);
  }
}

/** An output report of 8 bytes without report id, or the bare bytes for the serial build. */
export function encodeBeurerCommand(command: BeurerCommand): Uint8Array {
  const bytes = message(command);
  return command.transport === 'serial' ? bytes : padReport(bytes, REPORT_BYTES, PADDING);
}
