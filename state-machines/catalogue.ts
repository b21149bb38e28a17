/** Every exam of the cabinet. A new one is a file in exams/, a line here, its name in the contract and its texts. */
import type { Capability } from '../drivers/contract.ts';
import {
  type Correction,
  EXAMS,
  type ExamName,
  type Helper,
  isCapability,
  isMediaNeed,
  type MediaTarget,
  type Need,
  type Reading,
  type Unavailable,
} from './contract.ts';
import { type Instrument, UNKNOWN_INSTRUMENT } from './exam/context.ts';
import type { Exam } from './exam/declaration.ts';
import { auscultation } from './exams/auscultation.ts';
import { bloodPressure } from './exams/blood-pressure.ts';
import { earTemperature, foreheadTemperature } from './exams/handheld-temperature.ts';
import { otoscopy } from './exams/otoscopy.ts';
import { oximetry } from './exams/oximetry.ts';
import { skin } from './exams/skin.ts';
import { temperature } from './exams/temperature.ts';
import { throat } from './exams/throat.ts';
import { weight } from './exams/weight.ts';

export const CATALOGUE: Readonly<Record<ExamName, Exam>> = {
  oximetry,
  'blood-pressure': bloodPressure,
  temperature,
  'temperature-ear': earTemperature,
  'temperature-forehead': foreheadTemperature,
  weight,
  otoscopy,
  throat,
  skin,
  auscultation,
};

export type Instruments = Readonly<Partial<Record<Need, Instrument>>>;

export const instrumentFor = (need: Need, instruments: Instruments): Instrument =>
  instruments[need] ?? UNKNOWN_INSTRUMENT;

export interface Circumstances {
  readonly instruments: Instruments;
  /** What the last self-test closed. */
  readonly closed: readonly Capability[];
  /** Whole years; null = unknown. */
  readonly years: number | null;
  /** Null: not asked yet. */
  readonly mediaConsent: boolean | null;
  readonly helper: Helper | null;
}

/** Why this exam is offered to nobody now; null: it is offered. What no plug can mend comes first. */
export function unavailable(
  exam: ExamName,
  { instruments, closed, years, mediaConsent, helper }: Circumstances,
): Unavailable | null {
  const { needs, blockedBy, needsHelper } = CATALOGUE[exam];
  const blocked = blockedBy(years);
  if (blocked !== null) return blocked;
  if (isMediaNeed(needs) && mediaConsent === false) return 'media-refused';
  if (isCapability(needs) && closed.includes(needs)) return 'self-test-failed';
  const { state } = instrumentFor(needs, instruments);
  if (state === 'absent' || state === 'faulted') return state;
  return needsHelper && helper === null ? 'no-helper' : null;
}

/** Offered, or an exam whose own steps tell how to bring its instrument back. */
export function mayBegin(exam: ExamName, circumstances: Circumstances): boolean {
  const why = unavailable(exam, circumstances);
  return why === null || (CATALOGUE[exam].startsWithout && (why === 'absent' || why === 'faulted'));
}

export const offered = (circumstances: Circumstances) =>
  EXAMS.map((exam) => {
    const reason = unavailable(exam, circumstances);
    return { exam, available: reason === null, reason };
  });

/** What the doctor asks for with "start" or "again" is of this exam. */
export function knows(
  exam: ExamName,
  { target, why }: { readonly target?: MediaTarget | undefined; readonly why?: Correction | undefined },
): boolean {
  const { capture, corrections } = CATALOGUE[exam];
  if (target !== undefined && capture?.groups.flat().includes(target) !== true) return false;
  return why === undefined || corrections.includes(why);
}

/** A pulse older than this says nothing about the one under the cuff. */
const SAME_PULSE_MS = 10 * 60_000;

/** /min, the newest that was measured together with an SpO2; null: none in the last ten minutes. */
export function oximeterPulse(results: readonly Reading[], mono: number): number | null {
  const recent = results.filter(({ at }) => mono >= at.mono && mono - at.mono <= SAME_PULSE_MS);
  const withSpo2 = (pulse: Reading) =>
    recent.some((r) => r.quantity === 'spo2' && r.at.mono === pulse.at.mono);
  return recent.filter((r) => r.quantity === 'pulse-rate' && withSpo2(r)).at(-1)?.value ?? null;
}
