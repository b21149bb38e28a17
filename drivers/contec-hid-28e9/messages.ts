/**
 * Contec-made HID oximeters (28E9:028A): what the instrument says. Opcode with bit 7 set, parameters with bit 7
 * clear, then the low 7 bits of the sum of all before. Known by reverse engineering only.
 */

/** 60 a second. */
export interface WaveMessage {
  readonly type: 'wave';
  /** Meaning unknown. */
  readonly flags: number;
  /** 0..127 */
  readonly pleth: number;
  /** 0..15 */
  readonly bar: number;
}

/** About one a second. */
export interface ParamsMessage {
  readonly type: 'params';
  /** Meaning unknown. */
  readonly flags: number;
  /**
   * Beats a minute, 1..126; null = "no value" (127). How more than 126 is carried is not known: such a rate would
   * come out wrong, so this instrument is not to be trusted with a fast heart before it was seen on hardware.
   */
  readonly pulseRate: number | null;
  /** %, 1..100; null = "no value" (127) or out of range. */
  readonly spo2: number | null;
  /** Two bytes taken for a perfusion index, scale unknown; null = 7F 00, taken for "none". */
  readonly perfusionRaw: readonly [number, number] | null;
}

export interface TextMessage {
  readonly type: 'model' | 'user';
  readonly text: string;
}

export type ContecHidMessage = WaveMessage | ParamsMessage | TextMessage;

export const REPORT_BYTES = 64;
const NONE = 0x7f;

const numberOrNone = (raw: number, max: number) => (raw === 0 || raw > max ? null : raw);

/** `raw`: EB 00, six bytes, checksum right. */
export function parseWave(raw: Uint8Array): WaveMessage {
  const [, , flags = 0, pleth = 0, bar = 0] = raw;
  return { type: 'wave', flags, pleth, bar: bar & 0x0f };
}

/** `raw`: EB 01, eight bytes, checksum right. */
export function parseParams(raw: Uint8Array): ParamsMessage {
  const [, , flags = 0, pulse = NONE, spo2 = NONE, piA = NONE, piB = 0] = raw;
  return {
    type: 'params',
    flags,
    pulseRate: numberOrNone(pulse, NONE - 1),
    spo2: numberOrNone(spo2, 100),
    perfusionRaw: piA === NONE && piB === 0 ? null : [piA, piB],
  };
}
