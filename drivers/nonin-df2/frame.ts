/** Nonin serial formats 2 and 7, 9600 8N1: one frame of five bytes, 75 a second. */
import { sum8 } from '../parts/checksums.ts';

const PERFUSIONS = [null, 'green', 'red', 'yellow'] as const;
/** How strong the pulse is: green good, yellow medium, red low. */
export type Perfusion = 'green' | 'red' | 'yellow';

export interface NoninFrame {
  readonly type: 'frame';
  readonly frame: true;
  readonly format: 2 | 7;
  /** First frame of a packet. */
  readonly sync: boolean;
  /** Told around a pulse only: null is "no pulse in this frame", not "bad". */
  readonly perfusion: Perfusion | null;
  /** 0..255 in format 2, 0..65535 in format 7. */
  readonly pleth: number;
  /** One byte of the packet's 25, see packet.ts. */
  readonly value: number;
  /** OEM III only; other models leave it false. */
  readonly sensorDisconnected: boolean;
  readonly artifact: boolean;
  /** No good pulses in a row. */
  readonly outOfTrack: boolean;
  readonly sensorAlarm: boolean;
}

export const FRAME_LENGTH = 5;
/** First byte of a frame of format 2; format 7 begins with the status. */
export const FORMAT_2_START = 0x01;

/**
 * 01, status, pleth, value, check; or status, pleth high, pleth low, value, check. Status always has bit 7 set. Format
 * 7 has no start byte: out of step only a frame with sync is believed.
 */
export function frameHead(buffer: Uint8Array, format: 2 | 7, inStep: boolean): number | 'no' | 'more' {
  const status = buffer[format === 2 ? 1 : 0];
  if (status === undefined) return 'more';
  const believed = status >= 0x80 && (format === 2 || inStep || (status & 1) === 1);
  return believed ? FRAME_LENGTH : 'no';
}

/** null: wrong checksum. */
export function parseFrame(wire: Uint8Array, format: 2 | 7): NoninFrame | null {
  const [first = 0, second = 0, third = 0, value = 0, check] = wire;
  if (sum8(wire.subarray(0, -1)) !== check) return null;
  const status = format === 2 ? second : first;
  const flag = (bit: number) => ((status >> bit) & 1) === 1;
  return {
    type: 'frame',
    frame: true,
    format,
    sync: flag(0),
    perfusion: PERFUSIONS[(status >> 1) & 3] ?? null,
    pleth: format === 2 ? third : (second << 8) | third,
    value,
    sensorDisconnected: flag(6),
    artifact: flag(5),
    outOfTrack: flag(4),
    sensorAlarm: flag(3),
  };
}
