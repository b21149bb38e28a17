/** Nonin formats 2 and 7: 25 frames are a packet, 3 a second; only a whole packet is a reading. */
import type { NoninFrame, Perfusion } from './frame.ts';
import { pulseOf, spo2Of } from './numbers.ts';

export const FRAMES = 25;

/** Pulse in beats a minute, SpO2 in %. null = the instrument says "no value". */
export interface NoninPacket {
  readonly type: 'packet';
  readonly format: 2 | 7;
  readonly frames: typeof FRAMES;
  readonly pulseRate: number | null;
  /** Smoothed and held: what a screen shows. */
  readonly pulseRateDisplay: number | null;
  /** Average over 8 beats. */
  readonly pulseRateExt: number | null;
  readonly pulseRateExtDisplay: number | null;
  readonly spo2: number | null;
  readonly spo2Display: number | null;
  readonly spo2Fast: number | null;
  readonly spo2BeatToBeat: number | null;
  readonly spo2Ext: number | null;
  readonly spo2ExtDisplay: number | null;
  readonly firmwareRevision: number;
  /** The last one told within the packet. */
  readonly perfusion: Perfusion | null;
  /** True when any frame of the packet says so. */
  readonly sensorDisconnected: boolean;
  readonly artifact: boolean;
  readonly outOfTrack: boolean;
  readonly sensorAlarm: boolean;
  /** These two are meaningless on OEM III, where their frame is reserved. */
  readonly smartPoint: boolean;
  readonly lowBattery: boolean;
}

/** `frames`: all 25, the first one with sync. */
export function packetOf(frames: readonly NoninFrame[]): NoninPacket {
  /** By the manual's numbers, from 1. */
  const value = (frame: number) => frames[frame - 1]?.value ?? 0;
  const pulse = (high: number) => pulseOf(value(high), value(high + 1));
  const spo2 = (frame: number) => spo2Of(value(frame));
  const any = (flag: 'sensorDisconnected' | 'artifact' | 'outOfTrack' | 'sensorAlarm') =>
    frames.some((frame) => frame[flag]);
  return {
    type: 'packet',
    format: frames[0]?.format ?? 2,
    frames: FRAMES,
    pulseRate: pulse(1),
    pulseRateDisplay: pulse(20),
    pulseRateExt: pulse(14),
    pulseRateExtDisplay: pulse(22),
    spo2: spo2(3),
    spo2Display: spo2(9),
    spo2Fast: spo2(10),
    spo2BeatToBeat: spo2(11),
    spo2Ext: spo2(16),
    spo2ExtDisplay: spo2(17),
    firmwareRevision: value(4),
    perfusion: frames.findLast((frame) => frame.perfusion !== null)?.perfusion ?? null,
    sensorDisconnected: any('sensorDisconnected'),
    artifact: any('artifact'),
    outOfTrack: any('outOfTrack'),
    sensorAlarm: any('sensorAlarm'),
    smartPoint: (value(8) & 0x20) !== 0,
    lowBattery: (value(8) & 0x01) !== 0,
  };
}
