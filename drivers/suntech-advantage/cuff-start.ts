/** SunTech Advantage: the commands that inflate. Apart from the others, so that nothing sends them by name. */
import { packHost } from './wire.ts';

const STARTS = {
  startAdult: [0x20],
  startPediatric: [0x87],
  /** Adult, with the cuff pressure pushed instead of asked for. */
  startWithStream: [0x56],
} as const;

export type CuffStart = keyof typeof STARTS;
export const CUFF_STARTS = Object.keys(STARTS) as CuffStart[];

/** Inflates at once, whether or not an arm is in the cuff; the module does not ask. */
export function encodeStart(start: CuffStart): Uint8Array {
  return packHost(STARTS[start]);
}
