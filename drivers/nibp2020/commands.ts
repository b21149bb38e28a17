/**
 * NIBP2020: what the host may ask at any time. Cycles and newborn pressures are left out on purpose: nothing here
 * inflates by itself, later. Start: cuff-start.ts; what only a workbench needs: service.ts.
 */
import { z } from 'zod';
import { packCommand } from './wire.ts';

const DIGITS = {
  manualMode: '03',
  manometerMode: '14',
  reboot: '15',
  softwareReset: '16',
  requestStatus: '18',
  startPressure140: '21',
  startPressure160: '22',
  startPressure180: '23',
  startPressure200: '33',
  startPressure220: '34',
  startPressure240: '35',
  adultMode: '24',
  firmwareVersion: '28',
  /** Combi boards only: elsewhere 30 and 31 set a start pressure of 80 and 100 mmHg. */
  spo2Off: '30',
  spo2On: '31',
  serialNumber: '71',
} as const;

const NAMES = Object.keys(DIGITS) as (keyof typeof DIGITS)[];
/** Absent: the plain ones. */
export const delimitersSchema = z.enum(['plain', 'spo2']).default('plain');

export const commandSchema = z.union([
  z.strictObject({ command: z.enum(NAMES), delimiters: delimitersSchema }),
  z.strictObject({ command: z.literal('abort') }),
]);
export type Nibp2020Command = z.infer<typeof commandSchema>;

/** Valid whatever the delimiters, and in the middle of anything. */
const ABORT = 'X';

export function encodeCommand(request: Nibp2020Command): Uint8Array {
  if (request.command === 'abort') return Uint8Array.from(Buffer.from(ABORT));
  return packCommand(DIGITS[request.command], request.delimiters);
}
