/** From the five-byte frame to the contract's events, in both dialects. */
import type { Contact, MonoMs, ReadingEvent, WaveformEvent } from '../contract.ts';
import type { Framed } from '../parts/frames.ts';
import { createPlethGatherer } from '../parts/wave-gatherer.ts';
import type { BciLiveFrame, BciProfile } from './frames.ts';
import { RATE } from './listening.ts';

/** Below it the number is shown but no exam accepts it. Our choice: the documents name no limit. */
const POOR_STRENGTH = 3;
const PIECES_PER_SECOND = 10;
const FULL_SCALE: Readonly<Record<BciProfile, number>> = { contec: 127, berry: 100 };

function isApart(frame: BciLiveFrame): boolean {
  return frame.profile === 'contec'
    ? frame.fingerOut || frame.probeError
    : frame.noSignal || frame.probeUnplugged || frame.noFinger;
}

function contactOf(frame: BciLiveFrame): Contact {
  if (isApart(frame)) return 'absent';
  const nothing = frame.pulseRate === null && frame.spo2 === null;
  return frame.searching || nothing ? 'searching' : 'present';
}

/** While it searches the numbers beside the flag are old ones: null, as without a finger. */
export function readingOf({ frame, raw }: Framed<BciLiveFrame>, at: MonoMs): ReadingEvent {
  const contact = contactOf(frame);
  const held = contact === 'present';
  const whole = frame.pulseRate !== null && frame.spo2 !== null && frame.signalStrength >= POOR_STRENGTH;
  return {
    kind: 'reading',
    at,
    contact,
    quality: held ? (whole ? 'good' : 'poor') : 'none',
    values: [
      { quantity: 'spo2', value: held ? frame.spo2 : null },
      { quantity: 'pulse-rate', value: held ? frame.pulseRate : null },
    ],
    raw,
  };
}

/** The pleth in pieces of a tenth of a second; a lost finger, and Berry's 0 for "invalid", end a piece early. */
export function createWave(profile: BciProfile): (frame: BciLiveFrame, at: MonoMs) => WaveformEvent | null {
  const gatherer = createPlethGatherer(
    RATE[profile],
    [0, FULL_SCALE[profile]],
    RATE[profile] / PIECES_PER_SECOND,
  );

  return (frame, at) => {
    const invalid = frame.profile === 'berry' && frame.pleth === 0;
    return isApart(frame) || invalid ? gatherer.flush() : gatherer.add(frame.pleth, frame.beat, at);
  };
}
