/** Cameras and microphones of the screen, and what a helper reads, as an exam looks at any instrument. */
import type { Handheld, HandheldNeed, MediaInput, MediaNeed } from '../media.ts';
import { type Instrument, UNKNOWN_INSTRUMENT } from './context.ts';

/** `inputs`: the whole list; what is not in it is absent. */
export function inputAsInstrument(need: MediaNeed, inputs: readonly MediaInput[]): Instrument {
  const input = inputs.find((one) => one.need === need && one.present);
  if (input === undefined) return UNKNOWN_INSTRUMENT;
  const identity = { model: need, label: input.label ?? need, serial: null };
  return { state: 'streaming', fault: null, identity, remoteStart: false };
}

/** `handhelds`: the whole list. It has no cable: it is there as long as the cabinet has one. */
export function handheldAsInstrument(need: HandheldNeed, handhelds: readonly Handheld[]): Instrument {
  const handheld = handhelds.find((one) => one.need === need);
  if (handheld === undefined) return UNKNOWN_INSTRUMENT;
  const identity = { model: need, label: handheld.label, serial: null };
  return { state: 'streaming', fault: null, identity, remoteStart: false };
}
