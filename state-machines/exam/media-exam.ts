/** The declaration of an exam that takes pictures or sounds, from what is its own. */
import { captureExam } from './capture.ts';
import { type CaptureSpec, withConsent } from './capture-spec.ts';
import type { Exam } from './declaration.ts';

export const mediaExam = (
  title: string,
  capture: CaptureSpec,
  more: Pick<Exam, 'corrections'> & Partial<Pick<Exam, 'beside' | 'wantedOn'>>,
): Exam => ({
  exam: capture.id,
  version: 2,
  title,
  needs: capture.need,
  startsWithout: false,
  questions: withConsent(capture),
  wantedOn: [],
  blockedBy: () => null,
  capture,
  machine: captureExam(capture),
  ...more,
});
