/**
 * Five-byte oximeter frame: only byte 0 has bit 7 set, no checksum. Two dialects share the layout (Shanghai Berry's
 * BCI V1.2, and Contec's 19200-baud units); which one it is comes from the product, never from the bytes.
 */

interface LiveFrame {
  readonly type: 'live';
  /** 0..8 by the documents; the field has room for 15 and is passed on as it came. */
  readonly signalStrength: number;
  readonly beat: boolean;
  /** Contec 0..127; Berry 0..100, where 0 = invalid. */
  readonly pleth: number;
  /** 0..15; Berry: 0 = invalid. */
  readonly bar: number;
  /** Stays set for several seconds with old numbers beside it: no number is to be shown meanwhile. */
  readonly searching: boolean;
  /** Beats a minute, 1..254; null = the instrument's "no value" (255, and 0 on some Contec units). */
  readonly pulseRate: number | null;
  /** %, 1..100; null = "no value" (127, and 0 on some Contec units) or out of range. */
  readonly spo2: number | null;
}

export interface ContecLiveFrame extends LiveFrame {
  readonly profile: 'contec';
  readonly fingerOut: boolean;
  readonly spo2Dropping: boolean;
  readonly probeError: boolean;
}

export interface BerryLiveFrame extends LiveFrame {
  readonly profile: 'berry';
  readonly noSignal: boolean;
  readonly probeUnplugged: boolean;
  readonly noFinger: boolean;
}

/** Contec only: a stored second. 0/0 is padding or "no finger", not a measurement. */
export interface RecordedFrame {
  readonly type: 'recorded';
  readonly pulseRate: number;
  readonly spo2: number;
}

/** Contec only: how many bytes of samples (three a second) follow. */
export interface DownloadHeader {
  readonly type: 'downloadHeader';
  readonly bytes: number;
}

export type BciProfile = 'contec' | 'berry';
export type BciLiveFrame = ContecLiveFrame | BerryLiveFrame;
export type BciFrame = BciLiveFrame | RecordedFrame | DownloadHeader;

export const FRAME_BYTES = 5;
export const isStart = (byte: number) => byte >= 0x80;

/** `raw`: five bytes, only the first with bit 7 set. */
export function parseLive(raw: Uint8Array, profile: BciProfile): BciLiveFrame {
  const [state = 0, wave = 0, bar = 0, rate = 0, spo2 = 0] = raw;
  // Bit 7 of the pulse travels in byte 2: without it every rate above 127 comes out 128 too low.
  const pulse = rate | ((bar & 0x40) << 1);
  const common = {
    type: 'live',
    signalStrength: state & 0x0f,
    beat: (state & 0x40) !== 0,
    pleth: wave,
    bar: bar & 0x0f,
    searching: (bar & 0x20) !== 0,
    pulseRate: pulse === 0 || pulse === 0xff ? null : pulse,
    spo2: spo2 === 0 || spo2 > 100 ? null : spo2,
  } as const;
  const [bit4, bit5, probe] = [(state & 0x10) !== 0, (state & 0x20) !== 0, (bar & 0x10) !== 0];
  return profile === 'contec'
    ? { ...common, profile, fingerOut: bit4, spo2Dropping: bit5, probeError: probe }
    : { ...common, profile, noSignal: bit4, probeUnplugged: bit5, noFinger: probe };
}

/** Three bytes, bit 7 set, set, clear: how lengths and stored samples travel. */
export function isTriple(raw: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0x80] = raw;
  return first >= 0x80 && second >= 0x80 && third < 0x80;
}

/** `raw`: a triple that starts with 1111000p. */
export function parseRecorded(raw: Uint8Array): RecordedFrame {
  const [first = 0, pulse = 0, spo2 = 0] = raw;
  return { type: 'recorded', pulseRate: ((first & 1) << 7) | (pulse & 0x7f), spo2 };
}

/** `raw`: a triple. */
export function parseLength(raw: Uint8Array): DownloadHeader {
  const [high = 0, middle = 0, low = 0] = raw;
  return { type: 'downloadHeader', bytes: (((high & 0x7f) << 14) | ((middle & 0x7f) << 7) | low) + 1 };
}
