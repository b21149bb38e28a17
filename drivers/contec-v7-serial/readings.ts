/** From a real-time sample to the contract's events. */
import type { Contact, MonoMs, ReadingEvent, WaveformEvent } from '../contract.ts';
import type { Framed } from '../parts/frames.ts';
import { createPlethGatherer } from '../parts/wave-gatherer.ts';
import type { RealtimePackage } from './packages.ts';

export const SAMPLES_PER_SECOND = 60;
const SAMPLES_PER_WAVE = 6;
/** Below these the number is shown but no exam accepts it. Our choice: the protocol names no limit. */
const POOR_STRENGTH = 3;
const POOR_PERFUSION_PCT = 0.3;

function contactOf(sample: RealtimePackage): Contact {
  if (sample.probeError) return 'absent';
  return sample.searchingPulse ? 'searching' : 'present';
}

function qualityOf(sample: RealtimePackage, contact: Contact): ReadingEvent['quality'] {
  if (contact !== 'present' || (sample.spo2 === null && sample.pulseRate === null)) return 'none';
  const weak =
    sample.signalStrength < POOR_STRENGTH ||
    sample.searchingTooLong ||
    (sample.perfusionIndexPct !== null && sample.perfusionIndexPct < POOR_PERFUSION_PCT);
  return weak || sample.spo2 === null || sample.pulseRate === null ? 'poor' : 'good';
}

/** Without contact every value is null, whatever number the instrument still repeats. */
export function readingOf({ frame, raw }: Framed<RealtimePackage>, at: MonoMs): ReadingEvent {
  const contact = contactOf(frame);
  const held = contact === 'present';
  return {
    kind: 'reading',
    at,
    contact,
    quality: qualityOf(frame, contact),
    values: [
      { quantity: 'spo2', value: held ? frame.spo2 : null },
      { quantity: 'pulse-rate', value: held ? frame.pulseRate : null },
      { quantity: 'perfusion-index', value: held ? frame.perfusionIndexPct : null },
    ],
    raw,
  };
}

/** The pleth in pieces of a tenth of a second; a lost finger ends a piece early. */
export function createWave(): (sample: RealtimePackage, at: MonoMs) => WaveformEvent | null {
  const gatherer = createPlethGatherer(SAMPLES_PER_SECOND, [0, 127], SAMPLES_PER_WAVE);
  // With the finger out the instrument sends a forced 64, which is not a wave.
  return (sample, at) => (sample.probeError ? gatherer.flush() : gatherer.add(sample.pleth, sample.beat, at));
}
