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
import { MEDIA_CONSENT } from './questions.ts';

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

/** Everything that is asked before it, in order. */
export const withConsent = ({ questions }: CaptureSpec): readonly AskedFirst[] => [
  MEDIA_CONSENT,
  ...questions,
];

/** Also when it is done already: the doctor wants it once more. */
export function withGroup(
  spec: CaptureSpec,
  order: readonly MediaTarget[],
  target: MediaTarget,
): MediaTarget[] {
  if (order.includes(target)) return [...order];
  const group = spec.groups.find((one) => one.includes(target)) ?? [];
  return [...order, ...group.filter((one) => !order.includes(one))];
}

/** `target`: where the doctor wants it to begin; null: he did not say. */
export function startCapture(spec: CaptureSpec, target: MediaTarget | null): CaptureContext {
  const usual = spec.order([]);
  return {
    order: target === null ? [...usual] : withGroup(spec, usual, target),
    target: target ?? usual[0],
    chosen: target !== null,
    settled: [],
    prepared: 0,
    capturing: null,
    used: [],
    media: [],
    toJudge: null,
  };
}
