/** From Contec's HID messages to the contract's events. */
import type { Contact, MonoMs, ReadingEvent, WaveformEvent } from '../contract.ts';
import type { Framed } from '../parts/frames.ts';
import { createPlethGatherer } from '../parts/wave-gatherer.ts';
import type { ParamsMessage, WaveMessage } from './messages.ts';

const SAMPLES_PER_SECOND = 60;
const SAMPLES_PER_WAVE = 6;
/**
 * A real instrument was seen to say 04; in Contec's other protocols these four bits are the signal strength. Of the
 * rest nothing is known.
 */
const HARMLESS_FLAGS = 0x0f;

/** Nothing tells a lost finger from a search but the numbers themselves. */
function contactOf({ pulseRate, spo2 }: ParamsMessage): Contact {
  if (pulseRate === null && spo2 === null) return 'absent';
  return pulseRate === null || spo2 === null ? 'searching' : 'present';
}

/**
 * How a pulse above 126 is carried is not known; a flag is likely, and the seven bits alone would be 128 too low.
 * Beside a flag that nobody explained, the pulse is no value and the rest is poor.
 */
export function readingOf({ frame, raw }: Framed<ParamsMessage>, at: MonoMs): ReadingEvent {
  const contact = contactOf(frame);
  const held = contact === 'present';
  const known = (frame.flags & ~HARMLESS_FLAGS) === 0;
  return {
    kind: 'reading',
    at,
    contact,
    quality: held ? (known ? 'good' : 'poor') : 'none',
    values: [
      { quantity: 'spo2', value: held ? frame.spo2 : null },
      { quantity: 'pulse-rate', value: held && known ? frame.pulseRate : null },
    ],
    raw,
  };
}

/** The pleth in pieces of a tenth of a second. The messages flag no beat. */
export function createWave(): (message: WaveMessage, at: MonoMs) => WaveformEvent | null {
  const gatherer = createPlethGatherer(SAMPLES_PER_SECOND, [0, 127], SAMPLES_PER_WAVE);
  return ({ pleth }, at) => gatherer.add(pleth, false, at);
}
