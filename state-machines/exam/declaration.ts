/** What an exam declares. A new exam is one file in exams/ with such a declaration, and its texts. */
import type { AnyStateMachine } from 'xstate';
import type { Capability } from '../../drivers/contract.ts';
import {
  type Correction,
  type ExamName,
  type ExamStep,
  isCapability,
  type Need,
  type Question,
  type Unavailable,
} from '../contract.ts';

import type { CaptureSpec } from './capture-spec.ts';

/** tell: the doctor sees it, the exam goes on. doctor-decides: it waits for the doctor to skip the step or cancel. */
export interface AskedFirst {
  readonly question: Question;
  readonly ifYes: 'tell' | 'doctor-decides';
}

export interface Exam {
  readonly exam: ExamName;
  /** Raise it whenever states or context change: older snapshots then come back as an interrupted visit. */
  readonly version: number;
  readonly title: string;
  readonly needs: Need;
  /** Instruments of the hub that are used where there are any, and not missed where there are none. */
  readonly beside?: readonly Capability[];
  /** May start while the instrument is absent: its steps tell how to plug it in. */
  readonly startsWithout: boolean;
  readonly questions: readonly AskedFirst[];
  /** On these steps the instrument, and what is used beside it, is wanted. */
  readonly wantedOn: readonly ExamStep[];
  /** What the doctor may say with "again", beside nothing. */
  readonly corrections: readonly Correction[];
  /** A person beside the patient holds the instrument. */
  readonly needsHelper?: boolean;
  /** `years`: whole years of the patient, null = unknown. null: nothing against it. */
  readonly blockedBy: (years: number | null) => Unavailable | null;
  readonly machine: AnyStateMachine;
  /** Of an exam that takes pictures or sounds. */
  readonly capture?: CaptureSpec;
}

/** What the hub is asked for while the exam works. */
export const wantedBy = ({ needs, beside = [] }: Exam): readonly Capability[] =>
  isCapability(needs) ? [needs, ...beside] : beside;

/** Ends of every exam; a snapshot in one of them is never stepped again. */
export const EXAM_ENDS = ['done', 'skipped', 'failed', 'cancelled'] as const;
