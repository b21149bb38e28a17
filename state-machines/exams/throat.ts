/** Throat: one sharp picture with the detail camera, the mouth wide open. */
import type { CaptureSpec } from '../exam/capture-spec.ts';
import { mediaExam } from '../exam/media-exam.ts';
import { stillJudge } from '../exam/medium-quality.ts';
import { THROAT_TARGETS } from '../media.ts';

const capture: CaptureSpec = {
  id: 'throat',
  need: 'detail-camera',
  kind: 'still',
  forMs: null,
  questions: [],
  preparations: ['throat-seat'],
  groups: [THROAT_TARGETS],
  order: () => ['throat'],
  attempts: 2,
  shutter: true,
  // Own proposal: as the ear, with more edges.
  judge: stillJudge({ sharpness: 25, brightness: { low: 0.1, high: 0.9 } }),
};

export const throat = mediaExam('Throat', capture, { corrections: ['wrong-place', 'glare', 'again'] });
