/** Nonin format 8: four bytes a second, only the first with bit 7 set, no checksum. */
import { createFrameDecoder, type FrameDecoder } from '../parts/frames.ts';
import { scanMarked } from '../parts/marked-frames.ts';
import { pulseOf, spo2Of } from './numbers.ts';
import { type NoninReply, replyOf } from './reply.ts';

export interface Format8Reading {
  readonly type: 'reading';
  readonly format: 8;
  /** Beats a minute. */
  readonly pulseRate: number | null;
  /** % */
  readonly spo2: number | null;
  readonly outOfTrack: boolean;
  readonly lowPerfusion: boolean;
  readonly marginalPerfusion: boolean;
  readonly artifact: boolean;
  readonly smartPoint: boolean;
  readonly sensorAlarm: boolean;
  readonly lowBattery: boolean;
}

const MARK = 0x80;

function parse(raw: Uint8Array): Format8Reading {
  const [status = 0, pulse = 0, spo2 = 0, status2 = 0] = raw;
  return {
    type: 'reading',
    format: 8,
    pulseRate: pulseOf(status, pulse),
    spo2: spo2Of(spo2),
    outOfTrack: (status & 0x20) !== 0,
    lowPerfusion: (status & 0x10) !== 0,
    marginalPerfusion: (status & 0x08) !== 0,
    artifact: (status & 0x04) !== 0,
    smartPoint: (status2 & 0x20) !== 0,
    sensorAlarm: (status2 & 0x08) !== 0,
    lowBattery: (status2 & 0x01) !== 0,
  };
}

/** An answer is seen before the first reading only: later it cannot be told from a byte too many. */
export function createFormat8Decoder(): FrameDecoder<Format8Reading | NoninReply> {
  let begun = false;
  const scan = scanMarked<Format8Reading | NoninReply>({
    isStart: (byte) => byte >= MARK,
    length: () => 4,
    parse,
  });
  return createFrameDecoder<Format8Reading | NoninReply>((buffer, quiet) => {
    const reply = begun ? null : replyOf(buffer[0]);
    if (reply !== null) return { kind: 'take', length: 1, frame: reply };
    const step = scan(buffer, quiet);
    if (step.kind !== 'more') begun = true;
    return step;
  });
}
