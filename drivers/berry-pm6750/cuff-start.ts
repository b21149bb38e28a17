/** Berry PM6750: the one command that moves something. Apart from the others, so that nothing sends it by name. */
import { pack } from './wire.ts';

/** Inflates at once, whether or not an arm is in the cuff; the module does not ask. */
export function encodeNibpStart(): Uint8Array {
  return pack([0x02, 1]);
}
