/**
 * Auscultation of heart and lungs: point by point, lungs in left and right pairs; 15 s a point, which the doctor
 * starts while he listens. Sides and back need a second person, so they come when the doctor asks for one of them.
 */
import type { CaptureSpec } from '../exam/capture-spec.ts';
import { mediaExam } from '../exam/media-exam.ts';
import { clipJudge } from '../exam/medium-quality.ts';
import { HEART_TARGETS, LUNG_TARGETS, type MediaTarget } from '../media.ts';

const CLIP_MS = 15_000;
const lungs = (part: 'front' | 'side' | 'back'): readonly MediaTarget[] =>
  LUNG_TARGETS.filter((target) => target.startsWith(`lung-${part}-`));

const capture: CaptureSpec = {
  id: 'auscultation',
  need: 'stethoscope',
  kind: 'clip',
  forMs: CLIP_MS,
  questions: [{ question: 'chest-wound', ifYes: 'doctor-decides' }],
  preparations: ['chest-bare', 'head-clean'],
  groups: [HEART_TARGETS, lungs('front'), lungs('side'), lungs('back')],
  order: () => [...HEART_TARGETS, ...lungs('front')],
  attempts: 2,
  shutter: false,
  // Own proposal. Heart sounds lie far below full scale; a voice in the room does not.
  judge: clipJudge({ levelDb: { low: -65, high: -12 }, clipped: 0.001, durationMs: 0.9 * CLIP_MS }),
};

export const auscultation = mediaExam('Auscultation', capture, {
  corrections: ['cloth-noise', 'wrong-place', 'talking', 'again'],
});
