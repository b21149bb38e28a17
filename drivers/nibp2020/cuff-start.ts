/** NIBP2020: the one command that inflates. Apart from the others, so that nothing sends it by name. */
import { type Delimiters, packCommand } from './wire.ts';

/** Inflates at once, whether or not an arm is in the cuff; the module does not ask. */
export function encodeStart(delimiters: Delimiters): Uint8Array {
  return packCommand('01', delimiters);
}
