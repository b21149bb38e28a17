/** What an exam over the stream machine declares about its instrument and its judgement. */
import type { CabinetEvent, Helper, Reading, Refused, Trouble } from '../contract.ts';
import type { Delays } from '../delays.ts';
import type { ExamContext } from './context.ts';
import type { AskedFirst } from './declaration.ts';
import type { Window } from './window.ts';

/** Which limit is passed, and on which side; the exam's own words. */
export type Verdict =
  | { readonly kind: 'accept'; readonly extremes: readonly string[]; readonly confirmed: readonly string[] }
  | { readonly kind: 'repeat'; readonly reason: Trouble; readonly extremes: readonly string[] }
  | { readonly kind: 'refuse'; readonly reason: 'implausible' };

/** What an instrument said in one second, as far as the machine itself looks at it. */
export interface Sensed {
  readonly at: CabinetEvent['at'];
  /** null: the sensor is in place, measuring may begin. */
  readonly contactTrouble: Trouble | null;
  /** Nobody touches the sensor. */
  readonly off: boolean;
  readonly freshIds: readonly string[];
}

export interface StreamSpec {
  readonly id: string;
  /** Tells how its instrument is. */
  readonly told: 'instrument.state' | 'handhelds';
  /** Carries the seconds of its instrument, or what a person read on it. */
  readonly event: 'instrument.second' | 'instrument.value' | 'helper.typed';
  readonly questions: readonly AskedFirst[];
  /** Tries that end in a reading or in a refusal. */
  readonly attempts: number;
  /** null: not a second of this exam's instrument. */
  readonly sense: (event: CabinetEvent) => Sensed | null;
  /** Grows the window by this second. */
  readonly grow: (context: ExamContext, event: CabinetEvent, delays: Delays) => Partial<Window>;
  readonly verdict: (context: ExamContext) => Verdict;
  /** Of the accepted window; the ids of the second that completed it. */
  readonly readings: (
    context: ExamContext,
    ids: readonly string[],
    confirmed: readonly string[],
    /** Who is with the patient. */
    helper: Helper | null,
  ) => Reading[];
  /** Between two readings that must agree the sensor comes off: what to tell who has not done it. */
  readonly offBetween: Trouble | null;
  /** With these readings, first the newest: is that enough, or is one more measurement asked for? */
  readonly complete: (results: readonly Reading[]) => boolean;
  /** What a refused try had measured all the same. */
  readonly refusedValues: (context: ExamContext) => Pick<Refused, 'spo2' | 'pulse' | 'values' | 'exam'>;
  /** Several that count: which comes first in the end. Absent: the newest. */
  readonly first?: (results: readonly Reading[]) => readonly Reading[];
  /** Bounds the time until the sensor is in place; absent: `connectMs`. */
  readonly connectDelay?: keyof Delays;
  /** Bounds one try at measuring. */
  readonly measureDelay: keyof Delays;
}
