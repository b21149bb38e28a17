/** Contec HID: what the host may ask. Setting the clock is left out: its one author says that it does not work. */
import { z } from 'zod';
import { padReport } from '../parts/hid-report.ts';
import { sum7 } from '../parts/sum7.ts';
import { REPORT_BYTES } from './messages.ts';

const PARAMETERS = {
  /** Sent once before a start. */
  reset: [0x80],
  getModel: [0x81],
  /** Sent at the start by programs for the Bluetooth build; what it asks is unknown. */
  unknown82: [0x82],
  getUser: [0x8e, 0x03],
  /** Every 5 s: without any command the stream ends in under a minute. */
  keepAlive: [0x9a],
  startWave: [0x9b, 0x00],
  startParams: [0x9b, 0x01],
  stopAll: [0x9b, 0x7f],
} as const;

export type ContecHidCommandName = keyof typeof PARAMETERS;
const names = Object.keys(PARAMETERS) as [ContecHidCommandName, ...ContecHidCommandName[]];

export const contecHidCommandSchema = z.strictObject({ command: z.enum(names) });
export type ContecHidCommand = z.infer<typeof contecHidCommandSchema>;

/** With its checksum, before padding. */
export function encodeContecHidCommand({ command }: ContecHidCommand): Uint8Array {
  const message = PARAMETERS[command];
  return Uint8Array.of(...message, sum7(message));
}

/** The output report; there is no report id. */
export function contecHidReport(command: ContecHidCommand): Uint8Array {
  return padReport(encodeContecHidCommand(command), REPORT_BYTES, 0);
}
