/** Skin: far for the place, middle with a landmark, close with a scale; sharp before the step is left. */
import type { CaptureSpec } from '../exam/capture-spec.ts';
import { mediaExam } from '../exam/media-exam.ts';
import { stillJudge } from '../exam/medium-quality.ts';
import { SKIN_TARGETS } from '../media.ts';

const capture: CaptureSpec = {
  id: 'skin',
  need: 'detail-camera',
  kind: 'still',
  forMs: null,
  questions: [],
  preparations: ['skin-bare'],
  groups: [SKIN_TARGETS],
  order: () => ['skin-far', 'skin-middle', 'skin-close'],
  attempts: 2,
  shutter: true,
  // Own proposal: glare burns out what it is about, so the upper limit is lower than of a cavity.
  judge: stillJudge({ sharpness: 40, brightness: { low: 0.15, high: 0.85 } }),
};

export const skin = mediaExam('Skin pictures', capture, {
  corrections: ['glare', 'no-scale', 'wrong-place', 'again'],
});
