/** Cameras and microphones of the screen, as an exam looks at any instrument. */
import type { MediaInput, MediaNeed } from '../media.ts';
import { type Instrument, UNKNOWN_INSTRUMENT } from './context.ts';

/** `inputs`: the whole list; what is not in it is absent. */
export function inputAsInstrument(need: MediaNeed, inputs: readonly MediaInput[]): Instrument {
  const input = inputs.find((one) => one.need === need && one.present);
  if (input === undefined) return UNKNOWN_INSTRUMENT;
  const identity = { model: need, label: input.label ?? need, serial: null };
  return { state: 'streaming', fault: null, identity, remoteStart: false };
}
