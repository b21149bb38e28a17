/** A part of the self-test that a person does with the machine. */
import type {
  GuidedStep,
  GuideView,
  SelftestLine,
  TechnicianAction,
} from '../../../api/selftest-protocol.ts';
import { guidedId } from '../../../api/selftest-protocol.ts';
import type { Check, Outcome } from '../check.ts';
import { toLine } from '../runner.ts';

export type GuideSay = Extract<TechnicianAction, { type: 'guide' }>;

export interface GuideHands {
  /** What began it. */
  readonly said: GuideSay;
  /** The person left, stopped, or somebody came in. */
  readonly signal: AbortSignal;
  /** The last word on another line. */
  line(id: string): SelftestLine | null;
  show(view: Omit<GuideView, 'step'>): void;
  /** What the person says next; null once `signal` came. */
  answer(): Promise<GuideSay | null>;
}

/** The line it ends in; null: stopped, nothing is known. Leaves every instrument released. */
export type Guide = (hands: GuideHands) => Promise<SelftestLine | null>;

export const guidedLine = (
  step: GuidedStep,
  of: Pick<Check, 'group' | 'capabilities'>,
  outcome: Outcome,
  durationMs: number,
  at: number,
): SelftestLine => toLine({ id: guidedId(step), ...of }, outcome, Math.max(0, durationMs), at);
