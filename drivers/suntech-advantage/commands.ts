/** SunTech Advantage: what the host may ask at any time. Starts: cuff-start.ts; pump and valves: service.ts. */
import { z } from 'zod';
import { splitArgument } from '../parts/command-words.ts';
import { packHost } from './wire.ts';

/** Opcode and parameters of every command without a number of its own. */
const FIXED = {
  abort: [0x79, 0x01, 0x00],
  getResult: [0x79, 0x03, 0x00],
  getCuffPressure: [0x79, 0x05, 0x00],
  /** Older Advantage. */
  moduleStatus: [0x79, 0x10, 0x03],
  moduleStatusAdvantagePlus: [0x79, 0x11, 0x00],
  sleepOn: [0x81, 0, 0, 0, 1],
  sleepOff: [0x81, 0, 0, 0, 0],
  reset: [0x8a],
} as const satisfies Readonly<Record<string, readonly number[]>>;

const FIXED_NAMES = Object.keys(FIXED) as (keyof typeof FIXED)[];
const INITIAL_INFLATION = 0x17;

const fixed = z.strictObject({ command: z.enum(FIXED_NAMES) });
/** mmHg. The bounds are those of an adult cuff; the module's own are not public. */
const initialInflation = z.strictObject({
  command: z.literal('setInitialInflation'),
  argument: z.int().min(40).max(300),
});

export const commandSchema = z.union([fixed, z.preprocess(splitArgument, initialInflation)]);
export type SuntechCommand = z.infer<typeof commandSchema>;

export function encodeCommand(request: SuntechCommand): Uint8Array {
  if (request.command !== 'setInitialInflation') return packHost(FIXED[request.command]);
  return packHost([INITIAL_INFLATION, request.argument & 0xff, request.argument >> 8]);
}
