/** SunTech Advantage: what the module says. null = the module gives no value. */
import { LENGTH } from './wire.ts';

/** O received, K done, B busy, A aborted, E error, N bad parameter or checksum, D not recognised, S asleep, T time-out. */
const ACKS = ['A', 'B', 'D', 'E', 'K', 'N', 'O', 'S', 'T'] as const;
export type AckCode = (typeof ACKS)[number];

export interface Result {
  readonly type: 'result';
  /** mmHg; all four numbers are null unless `error` is 0. */
  readonly sys: number | null;
  readonly dia: number | null;
  readonly map: number | null;
  /** Beats a minute. */
  readonly pulseRate: number | null;
  /** Beats counted on the way down. */
  readonly beats: number;
  /** The module's state of the measurement, as sent. */
  readonly status: number;
  /**
   * Decimal: 0 none, 1 weak or no oscillations, 2 artefact, 3 out of range, 4 too long, 85 air way blocked,
   * 86 stopped by user, 87 leak or loose cuff, 88 safety time-out, 89 over-pressure, 90 hardware, 91 zero out of
   * range, 97 transducer, 98 converter, 99 calibration memory.
   */
  readonly error: number;
}

export type SuntechPacket =
  | { readonly type: 'ack'; readonly code: AckCode }
  /** Every 16-bit reply looks like this one: it is the cuff pressure only after asking for it. -1 = none. */
  | { readonly type: 'cuff'; readonly mmHg: number | null }
  /** Pushed while a streaming measurement runs. */
  | { readonly type: 'cuffStream'; readonly mmHg: number | null }
  | Result
  | { readonly type: 'calibration'; readonly data: readonly number[] }
  /** Printable text, parts parted by one space. */
  | { readonly type: 'strings'; readonly text: string }
  /** Whole, but its code or type byte is not described. */
  | { readonly type: 'unknown'; readonly data: readonly number[] };

function pressure(low: number, high: number): number | null {
  const mmHg = ((low | (high << 8)) << 16) >> 16;
  return mmHg === -1 ? null : mmHg;
}

function result(data: Uint8Array): Result {
  const word = (at: number) => (data[at] ?? 0) | ((data[at + 1] ?? 0) << 8);
  const error = data[18] ?? 0;
  const ifMeasured = (value: number) => (error !== 0 || value === 0 ? null : value);
  return {
    type: 'result',
    sys: ifMeasured(word(0)),
    dia: ifMeasured(word(2)),
    map: ifMeasured(word(16)),
    // One source reads 16 bits here, two read 8 and a spare byte; a pulse never needs the high one.
    pulseRate: ifMeasured(data[14] ?? 0),
    beats: data[4] ?? 0,
    status: data[5] ?? 0,
    error,
  };
}

function text(data: Uint8Array): string {
  const printable = Array.from(data, (byte) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ' ',
  );
  return printable.join('').replace(/ +/g, ' ').trim();
}

const STREAM_CUFF = 0x01;
const STREAM_RESULT = 0x03;

/** `data`: what stands between LEN and CK of a whole packet. */
export function parsePacket(data: Uint8Array): SuntechPacket {
  const unknown = { type: 'unknown', data: [...data] } as const;
  const [a = 0, b = 0, c = 0] = data;
  switch (data.length + 3) {
    case LENGTH.acknowledge: {
      const code = ACKS.find((letter) => letter.charCodeAt(0) === a);
      return code === undefined ? unknown : { type: 'ack', code };
    }
    case LENGTH.word:
      return { type: 'cuff', mmHg: pressure(a, b) };
    case LENGTH.calibration:
      return { type: 'calibration', data: [...data] };
    case LENGTH.cuffStream:
      return a === STREAM_CUFF ? { type: 'cuffStream', mmHg: pressure(b, c) } : unknown;
    case LENGTH.result:
      return result(data);
    case LENGTH.streamResult:
      return a === STREAM_RESULT ? result(data.subarray(1)) : unknown;
    default:
      return { type: 'strings', text: text(data) };
  }
}
