/** What an exam that takes pictures or sounds declares; the machine is in `capture.ts`. */
import type {
  ExamName,
  MediaKind,
  MediaNeed,
  MediaTarget,
  Preparation,
  Taken,
  Trouble,
} from '../contract.ts';
import type { CaptureContext } from './capture-context.ts';
import type { ExamContext } from './context.ts';
import type { AskedFirst } from './declaration.ts';

export interface CaptureSpec {
  readonly id: ExamName;
  readonly need: MediaNeed;
  readonly kind: MediaKind;
  /** Of a clip; null: a still. */
  readonly forMs: number | null;
  readonly questions: readonly AskedFirst[];
  /** One a screen, in order, before the first target. */
  readonly preparations: readonly [Preparation, ...Preparation[]];
  /** Each in the order in which it is examined; a target of a later group brings its whole group. */
  readonly groups: readonly (readonly MediaTarget[])[];
  /** What is examined unless the doctor asks for more. Never empty. */
  readonly order: (answers: ExamContext['answers']) => readonly [MediaTarget, ...MediaTarget[]];
  /** Tries for one target before a poor one waits for the doctor's word. */
  readonly attempts: number;
  /** The patient's own button takes it too. */
  readonly shutter: boolean;
  /** What is wrong with it; null: good. */
  readonly judge: (taken: Taken) => Trouble | null;
}

export function startCapture(spec: CaptureSpec): CaptureContext {
  const order = [...spec.order([])];
  return {
    order,
    target: spec.order([])[0],
    chosen: false,
    settled: [],
    prepared: 0,
    capturing: null,
    used: [],
    media: [],
    toJudge: null,
  };
}
