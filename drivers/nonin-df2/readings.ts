/** From Nonin's packets and frames to the contract's events. */
import type { Contact, Measured, MonoMs, ReadingEvent, WaveformEvent } from '../contract.ts';
import type { Framed } from '../parts/frames.ts';
import { createPlethGatherer } from '../parts/wave-gatherer.ts';
import type { NoninFrame, Perfusion } from './frame.ts';
import type { NoninPacket } from './packet.ts';

const FRAMES_PER_SECOND = 75;
const SAMPLES_PER_WAVE = 8;
/** A pulse of 20 a minute tells its perfusion every 3 s. */
const PERFUSION_MS = 4000;

function contactOf(packet: NoninPacket): Contact {
  if (packet.sensorDisconnected || packet.sensorAlarm) return 'absent';
  return packet.outOfTrack || packet.pulseRateDisplay === null || packet.spo2Display === null
    ? 'searching'
    : 'present';
}

/** Most packets lie between two pulses and tell no perfusion: the last one told counts for a while. */
export function createReadings(): (framed: Framed<NoninPacket>, at: MonoMs) => ReadingEvent {
  let told: { readonly perfusion: Perfusion; readonly at: MonoMs } | null = null;

  return ({ frame: packet, raw }, at) => {
    if (packet.perfusion !== null) told = { perfusion: packet.perfusion, at };
    const contact = contactOf(packet);
    if (contact === 'absent') told = null;
    const green = told !== null && told.perfusion !== 'red' && at - told.at <= PERFUSION_MS;
    const held = contact === 'present';
    const values: readonly Measured[] = [
      { quantity: 'spo2', value: held ? packet.spo2Display : null },
      { quantity: 'pulse-rate', value: held ? packet.pulseRateDisplay : null },
    ];
    const quality = held ? (green && !packet.artifact ? 'good' : 'poor') : 'none';
    return { kind: 'reading', at, contact, quality, values, raw };
  };
}

/** The pleth in pieces of about a tenth of a second. A frame that alarms carries no wave. */
export function createWave(): (frame: NoninFrame, at: MonoMs) => WaveformEvent | null {
  const gatherer = createPlethGatherer(FRAMES_PER_SECOND, [0, 255], SAMPLES_PER_WAVE);
  let inPulse = false;

  return (frame, at) => {
    if (frame.sensorDisconnected || frame.sensorAlarm) return gatherer.flush();
    const pulse = frame.perfusion !== null;
    const beat = pulse && !inPulse;
    inPulse = pulse;
    return gatherer.add(frame.pleth, beat, at);
  };
}
