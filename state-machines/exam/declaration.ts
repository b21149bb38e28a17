/** What an exam declares. A new exam is one file in exams/ with such a declaration, and its texts. */
import type { AnyStateMachine } from 'xstate';
import type { Capability } from '../../drivers/contract.ts';
import type { ExamName, ExamStep, Question, Unavailable } from '../contract.ts';

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
  readonly needs: Capability;
  /** May start while the instrument is absent: its steps tell how to plug it in. */
  readonly startsWithout: boolean;
  readonly questions: readonly AskedFirst[];
  /** On these steps the instrument is wanted. */
  readonly wantedOn: readonly ExamStep[];
  /** `years`: whole years of the patient, null = unknown. null: nothing against it. */
  readonly blockedBy: (years: number | null) => Unavailable | null;
  readonly machine: AnyStateMachine;
}

/** Ends of every exam; a snapshot in one of them is never stepped again. */
export const EXAM_ENDS = ['done', 'skipped', 'failed', 'cancelled'] as const;
