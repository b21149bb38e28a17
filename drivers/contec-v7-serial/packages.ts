/** Contec V7.0: what each package from the instrument says. Keys are those the `codec` command prints. */
import { type CommandRequest, parseCommand } from './commands.ts';
import { PACKAGE, unpack } from './wire.ts';

/** One sample, 60 a second. null = the instrument's "no value". */
export interface RealtimePackage {
  readonly type: 'realtime';
  /** 0..8 */
  readonly signalStrength: number;
  readonly searchingTooLong: boolean;
  readonly lowSpo2: boolean;
  readonly beat: boolean;
  /** Finger out; pleth is then 64. */
  readonly probeError: boolean;
  /** 0..127 */
  readonly pleth: number;
  readonly searchingPulse: boolean;
  /** 0..15 */
  readonly bar: number;
  readonly piSupported: boolean;
  /** Beats a minute, 1..254. */
  readonly pulseRate: number | null;
  /** %, 1..100. */
  readonly spo2: number | null;
  /** %, 0..22, two decimals. */
  readonly perfusionIndexPct: number | null;
}

/** A stored second; 0/0 is padding or "no finger", not a measurement. */
export interface StoredSample {
  readonly spo2: number;
  readonly pulseRate: number;
}

export type ContecPackage =
  | RealtimePackage
  | { readonly type: 'model' | 'vendor' | 'deviceId'; readonly text: string }
  | { readonly type: 'userInfo'; readonly user: number; readonly text: string }
  | {
      readonly type: 'storageStartDate';
      readonly user: number;
      readonly segment: number;
      readonly year: number;
      readonly month: number;
      readonly day: number;
    }
  | {
      readonly type: 'storageStartTime';
      readonly user: number;
      readonly segment: number;
      readonly hour: number;
      readonly minute: number;
      readonly second: number;
    }
  | {
      readonly type: 'storageLength';
      readonly user: number;
      readonly segment: number;
      readonly bytes: number;
    }
  | (StoredSample & { readonly type: 'storageSample'; readonly perfusionIndexPct: number | null })
  | { readonly type: 'storageSegments'; readonly user: number; readonly count: number }
  | { readonly type: 'commandFeedback'; readonly command: number; readonly reason: number }
  | { readonly type: 'free' }
  | { readonly type: 'disconnect'; readonly reason: number }
  | { readonly type: 'piSupport'; readonly supported: boolean }
  | { readonly type: 'storage3'; readonly samples: readonly StoredSample[] }
  | { readonly type: 'userCount'; readonly count: number }
  | { readonly type: 'notice'; readonly notice: number; readonly data: readonly number[] }
  | {
      readonly type: 'storageIdentifiers';
      readonly user: number;
      readonly segment: number;
      /** null: neither of the two flags the protocol knows. */
      readonly withPerfusionIndex: boolean | null;
    }
  | ({ readonly type: 'hostCommand' } & CommandRequest)
  | { readonly type: 'hostCommand'; readonly command: number };

const NO_SPO2 = 0x7f;
const NO_PULSE = 0xff;
const NO_PI = 0xffff;
const PI_MAX = 2200;

function text(data: readonly number[]): string {
  const end = data.indexOf(0);
  const used = end < 0 ? data : data.slice(0, end);
  return String.fromCharCode(...used.filter((byte) => byte >= 0x20 && byte < 0x7f)).trim();
}

function perfusion(low: number, high: number): number | null {
  const raw = low | (high << 8);
  return raw === NO_PI || raw > PI_MAX ? null : raw / 100;
}

function realtime(data: readonly number[]): RealtimePackage {
  const [state = 0, wave = 0, bar = 0, pulse = NO_PULSE, spo2 = NO_SPO2, piLow = 0xff, piHigh = 0xff] = data;
  const piSupported = (bar & 0x10) === 0;
  return {
    type: 'realtime',
    signalStrength: Math.min(state & 0x0f, 8),
    searchingTooLong: (state & 0x10) !== 0,
    lowSpo2: (state & 0x20) !== 0,
    beat: (state & 0x40) !== 0,
    probeError: (state & 0x80) !== 0,
    pleth: wave & 0x7f,
    searchingPulse: (wave & 0x80) !== 0,
    bar: bar & 0x0f,
    piSupported,
    pulseRate: pulse === NO_PULSE || pulse === 0 ? null : pulse,
    spo2: spo2 === 0 || spo2 > 100 ? null : spo2,
    perfusionIndexPct: piSupported ? perfusion(piLow, piHigh) : null,
  };
}

/** `wire`: one whole package of a known type and the right length. */
export function parsePackage(wire: Uint8Array): ContecPackage {
  const data = unpack(wire);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = data;
  switch (wire[0]) {
    case PACKAGE.realtime:
      return realtime(data);
    case PACKAGE.model:
      return { type: 'model', text: text(data) };
    case PACKAGE.vendor:
      return { type: 'vendor', text: text(data) };
    case PACKAGE.deviceId:
      return { type: 'deviceId', text: text(data) };
    case PACKAGE.userInfo:
      return { type: 'userInfo', user: a, text: text(data.slice(1)) };
    case PACKAGE.storageStartDate:
      return { type: 'storageStartDate', user: a, segment: b, year: c * 100 + d, month: e, day: f };
    case PACKAGE.storageStartTime:
      return { type: 'storageStartTime', user: a, segment: b, hour: c, minute: d, second: e };
    case PACKAGE.storageLength:
      return {
        type: 'storageLength',
        user: a,
        segment: b,
        bytes: (c | (d << 8) | (e << 16) | (f << 24)) >>> 0,
      };
    case PACKAGE.storageSample:
      return { type: 'storageSample', spo2: a, pulseRate: b, perfusionIndexPct: perfusion(c, d) };
    case PACKAGE.storageSegments:
      return { type: 'storageSegments', user: a, count: b };
    case PACKAGE.commandFeedback:
      return { type: 'commandFeedback', command: a, reason: b };
    case PACKAGE.free:
      return { type: 'free' };
    case PACKAGE.disconnect:
      return { type: 'disconnect', reason: a };
    case PACKAGE.piSupport:
      return { type: 'piSupport', supported: a === 0 };
    case PACKAGE.storage3:
      return {
        type: 'storage3',
        samples: [
          { spo2: a, pulseRate: b },
          { spo2: c, pulseRate: d },
          { spo2: e, pulseRate: f },
        ],
      };
    case PACKAGE.userCount:
      return { type: 'userCount', count: a };
    case PACKAGE.notice:
      return { type: 'notice', notice: a, data: data.slice(1) };
    case PACKAGE.storageIdentifiers:
      return {
        type: 'storageIdentifiers',
        user: a,
        segment: b,
        withPerfusionIndex: c === 0xa1 ? true : c === 0xa0 ? false : null,
      };
    case PACKAGE.hostCommand:
      return { type: 'hostCommand', ...(parseCommand(data) ?? { command: a }) };
    default:
      throw new RangeError(`package type ${wire[0]} is not of this protocol`);
  }
}
