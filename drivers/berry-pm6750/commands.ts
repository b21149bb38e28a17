/**
 * Berry PM6750: what the host may ask; nothing is acknowledged. Pressure and temperature calibration (0B to 0E), the
 * leak test (10) and the newborn mode are left out on purpose. The start of the cuff is not here: see cuff-start.ts.
 */
import { z } from 'zod';
import { splitArgument } from '../parts/command-words.ts';
import { pack } from './wire.ts';

/** [type, parameter] of every command without a number of its own. */
const FIXED = {
  ecgOn: [0x01, 1],
  ecgOff: [0x01, 0],
  nibpStop: [0x02, 0],
  spo2On: [0x03, 1],
  spo2Off: [0x03, 0],
  tempOn: [0x04, 1],
  tempOff: [0x04, 0],
  ecgLead3: [0x05, 2],
  ecgLead5: [0x05, 3],
  'ecgGain:x0.25': [0x07, 1],
  'ecgGain:x0.5': [0x07, 2],
  'ecgGain:x1': [0x07, 3],
  'ecgGain:x2': [0x07, 4],
  'ecgFilter:operation': [0x08, 1],
  'ecgFilter:monitor': [0x08, 2],
  'ecgFilter:diagnostic': [0x08, 3],
  nibpAdult: [0x09, 1],
  nibpChild: [0x09, 2],
  ecgWaveOn: [0xfb, 1],
  ecgWaveOff: [0xfb, 0],
  firmwareVersion: [0xfc, 0],
  hardwareVersion: [0xfd, 0],
  spo2WaveOn: [0xfe, 1],
  spo2WaveOff: [0xfe, 0],
  respWaveOn: [0xff, 1],
  respWaveOff: [0xff, 0],
} as const satisfies Readonly<Record<string, readonly [number, number]>>;

type FixedName = keyof typeof FIXED;
const FIXED_NAMES = Object.keys(FIXED) as FixedName[];
const NIBP_TARGET = 0x0a;

const fixed = z.strictObject({ command: z.enum(FIXED_NAMES) });
/** mmHg, even; 40..300 for an adult, to 210 for a child. Holds for the next measurement only. */
const target = z.strictObject({
  command: z.literal('nibpTarget'),
  argument: z.int().min(40).max(300).multipleOf(2),
});

export const commandSchema = z.union([fixed, z.preprocess(splitArgument, target)]);
export type BerryCommand = z.infer<typeof commandSchema>;

export function encodeCommand(request: BerryCommand): Uint8Array {
  if (request.command === 'nibpTarget') return pack([NIBP_TARGET, request.argument / 2]);
  return pack(FIXED[request.command]);
}
