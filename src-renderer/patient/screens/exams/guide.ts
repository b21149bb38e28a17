/** How one exam is shown to the patient: its words, pictures and results, step by step. */
import type { ReactNode } from 'react';
import type {
  ExamView,
  Reading,
  ExamStep as StepName,
  Trouble,
} from '../../../../state-machines/contract.ts';
import type { TextKey } from '../../../ui/languages/index.ts';

export type Scene = () => ReactNode;

export interface Words {
  readonly title: TextKey;
  readonly text: TextKey;
}
export interface Shown extends Words {
  /** null: no picture of its own. */
  readonly art: Scene | null;
}

/** What is shown of one value in the end; `values` of several in one card, e.g. 124 / 78. */
export interface ResultCard {
  readonly quantities: readonly Reading['quantity'][];
  readonly label: TextKey;
  readonly unit: TextKey;
  /** The unit is said, and written where it is not part of the label. */
  readonly writtenUnit: boolean;
  readonly decimals: number;
}

export interface ExamGuide {
  step(exam: ExamView): Shown;
  trouble(trouble: Trouble, exam: ExamView): Shown;
  /** On these steps a trouble only tells why; the step's own words say what to do. */
  readonly ownWords: readonly StepName[];
  /** Steps that wait for "it is done"; on the ends it only leaves the result sooner. */
  readonly readyOn: readonly StepName[];
  prepare(exam: ExamView): readonly (readonly [TextKey, Scene])[];
  readonly results: readonly ResultCard[];
  /** Written and said after title and text. */
  also(exam: ExamView): readonly TextKey[];
  /** On these steps the guide says nothing by itself. */
  readonly quiet?: readonly StepName[];
}

export const ENDS: readonly StepName[] = ['done', 'skipped', 'failed'];
