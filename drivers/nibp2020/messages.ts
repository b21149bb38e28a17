/** NIBP2020: what the module says in text. null = dashes or spaces on the wire, or 0 where 0 is no value. */
import { textSum } from './wire.ts';

/** About 5 a second while measuring. It has no checksum: never a result. */
export interface CuffMessage {
  readonly type: 'cuff';
  /** 0..998 */
  readonly mmHg: number;
  readonly caution: number;
  /** As in `StatusMessage`. */
  readonly status: number;
}

export interface StatusMessage {
  readonly type: 'status';
  /**
   * 0 self-test, 1 standby, 2 error, 3 measuring, 4 manometer, 5 initialising, 6 cycle, 7 leak test, 8 inflating,
   * 9 holding.
   */
  readonly status: number;
  readonly patient: 'adult' | 'newborn' | null;
  readonly cycleMin: number;
  /**
   * 0 fine, 2 bad command, 3 measuring, 6 cuff loose or absent, 7 leak, 8 pneumatic fault, 9 too long or too few
   * oscillations, 10 out of range, 11 movement, 12 over-pressure, 13 saturated, 14 leak in the leak test, 15 system.
   */
  readonly message: number;
  /** mmHg. 0 with no pressures means "no measurement yet", not a result. */
  readonly sys: number | null;
  readonly dia: number | null;
  readonly map: number | null;
  /** All three are there and dia < map < sys; false: not a result, or the other order of fields. */
  readonly ordered: boolean;
  /** Beats a minute. */
  readonly pulseRate: number | null;
  /** Seconds to the next measurement of a cycle. */
  readonly nextSec: number | null;
}

export type TextMessage =
  | CuffMessage
  | StatusMessage
  /** The measurement is over, however it went: ask for the status now. */
  | { readonly type: 'end' }
  /** Whole, but not described: the power-up message, versions, the serial number. */
  | { readonly type: 'text'; readonly text: string };

/** Four implementations and a bench recording have the first; an older board was read the other way. */
export type PressureOrder = 'sysDiaMap' | 'sysMapDia';

const END = /^999(C\dS\d)?$/;
const CUFF = /^(\d{3})C(\d)S(\d)$/;
const SUMMED = /^(.*;;)([0-9A-F]{2})$/i;
const STATUS = /^S(\d);A(\d);C(\d\d);M(\d\d);P(.{3})(.{3})(.{3});R(.{3});T(.{4});;$/;

function digits(text: string | undefined): number | null {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}

/** 0 is no value. */
function positive(text: string | undefined): number | null {
  return digits(text) || null;
}

function statusMessage(body: string, order: PressureOrder): StatusMessage | null {
  const found = STATUS.exec(body);
  if (found === null) return null;
  const [, status, patient, cycle, message, first, second, third, pulse, next] = found;
  const sys = positive(first);
  const dia = positive(order === 'sysDiaMap' ? second : third);
  const map = positive(order === 'sysDiaMap' ? third : second);
  return {
    type: 'status',
    status: Number(status),
    patient: patient === '0' ? 'adult' : patient === '1' ? 'newborn' : null,
    cycleMin: Number(cycle),
    message: Number(message),
    sys,
    dia,
    map,
    ordered: sys !== null && map !== null && dia !== null && dia < map && map < sys,
    pulseRate: positive(pulse),
    nextSec: digits(next),
  };
}

/** `text`: between the delimiters. null: it carries a checksum, and that is wrong. */
export function parseText(text: string, order: PressureOrder): TextMessage | null {
  // 999 is no pressure: look for the end first.
  if (END.test(text)) return { type: 'end' };
  const cuff = CUFF.exec(text);
  if (cuff !== null) {
    const [, mmHg, caution, status] = cuff;
    return { type: 'cuff', mmHg: Number(mmHg), caution: Number(caution), status: Number(status) };
  }
  const [, body, check] = SUMMED.exec(text) ?? [];
  if (body === undefined || check === undefined) return { type: 'text', text };
  if (textSum(body) !== check.toUpperCase()) return null;
  return statusMessage(body, order) ?? { type: 'text', text };
}
