/** NIBP2020 combi boards: the binary SpO2 packet. Same head as a Berry PM6750, but a plain sum, not its complement. */
import { sum8 } from '../parts/checksums.ts';

export interface Spo2Packet {
  readonly type: 'spo2';
  /** Counts packets. */
  readonly index: number;
  /** Only the place of this flag was seen on a bench; those of the other four follow the order of the document. */
  readonly noFinger: boolean;
  readonly sensorOff: boolean;
  readonly noPulse: boolean;
  readonly searching: boolean;
  readonly weak: boolean;
  /** %, 1..100; 127 on the wire = none. */
  readonly spo2: number | null;
  /** Beats a minute, 1..254; 255 on the wire = none. */
  readonly pulseRate: number | null;
  /** Perfusion index as sent, its scale is not documented; 0 = none. */
  readonly pi: number | null;
}

const NO_PULSE = 255;

/** `wire`: the whole packet. null: wrong checksum. */
export function parseSpo2(wire: Uint8Array): Spo2Packet | null {
  const [, , , index = 0, status = 0, spo2 = 0, pulse = 0, pi = 0, check] = wire;
  if (sum8(wire.subarray(2, -1)) !== check) return null;
  const flag = (bit: number) => ((status >> bit) & 1) === 1;
  return {
    type: 'spo2',
    index,
    sensorOff: flag(0),
    noFinger: flag(1),
    noPulse: flag(2),
    searching: flag(3),
    weak: flag(4),
    spo2: spo2 === 0 || spo2 > 100 ? null : spo2,
    pulseRate: pulse === 0 || pulse === NO_PULSE ? null : pulse,
    pi: pi === 0 ? null : pi,
  };
}
