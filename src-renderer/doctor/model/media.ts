/** Pictures and sounds of the visit, as the journal tells them. */

import type { ExamView } from '../../../state-machines/contract.ts';
import { EAR_TARGETS, type Medium, type Rejection } from '../../../state-machines/media.ts';
import { readRecord } from '../../../state-machines/records.ts';
import type { ReceivedEvent } from '../../call/session-contract.ts';

export interface VisitMedium extends Medium {
  /** The doctor's word; null: not said. */
  readonly accepted: boolean | null;
}

/** Oldest first, each with the last word on it. */
export function mediaOfVisit(events: readonly ReceivedEvent[]): readonly VisitMedium[] {
  const media = new Map<string, VisitMedium>();
  for (const event of events) {
    const kept = readRecord(event, 'media.kept')?.medium;
    if (kept) media.set(kept.id, { ...kept, accepted: null });
    // The patient took his agreement back: what the doctor had not kept is gone.
    if (readRecord(event, 'media.consent')?.granted === false)
      for (const { id, accepted } of [...media.values()]) if (accepted !== true) media.delete(id);
    const judged = readRecord(event, 'media.judged');
    const medium = judged && media.get(judged.medium);
    if (!judged || !medium) continue;
    const { target, targetConfirmed, accept } = judged;
    media.set(medium.id, { ...medium, target, targetConfirmed, accepted: accept });
  }
  return [...media.values()];
}

export const isEar = ({ target }: Pick<Medium, 'target'>): boolean =>
  (EAR_TARGETS as readonly string[]).includes(target);

/** On these steps the live picture or sound is there, and nothing is being taken. */
const TAKE_STEPS: readonly ExamView['step'][] = ['connect', 'judge', 'repeat'];
export const mayTake = (exam: ExamView): boolean =>
  TAKE_STEPS.includes(exam.step) && exam.media !== undefined && exam.media.capturing === null;

const EAR_REJECTIONS: readonly Rejection[] = [
  'wrong-side',
  'no-pull',
  'too-deep',
  'fogged',
  'glare',
  'again',
];
const SOUND_REJECTIONS: readonly Rejection[] = ['wrong-place', 'cloth-noise', 'talking', 'again'];
const THROAT_REJECTIONS: readonly Rejection[] = ['fogged', 'glare', 'wrong-place', 'again'];
const SKIN_REJECTIONS: readonly Rejection[] = ['no-scale', 'glare', 'wrong-place', 'again'];

/** What a person can find wrong with it. */
export function rejectionsFor(medium: Pick<Medium, 'kind' | 'target'>): readonly Rejection[] {
  if (medium.kind === 'clip') return SOUND_REJECTIONS;
  if (isEar(medium)) return EAR_REJECTIONS;
  return medium.target === 'throat' ? THROAT_REJECTIONS : SKIN_REJECTIONS;
}
