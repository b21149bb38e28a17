/** Otoscopy: both ears, the healthy one first, each picture's side said by the doctor and never assumed. */
import type { CaptureSpec } from '../exam/capture-spec.ts';
import { mediaExam } from '../exam/media-exam.ts';
import { stillJudge } from '../exam/medium-quality.ts';
import { EAR_TARGETS } from '../media.ts';

const capture: CaptureSpec = {
  id: 'otoscopy',
  need: 'otoscope',
  kind: 'still',
  forMs: null,
  questions: [
    { question: 'ear-pain', ifYes: 'doctor-decides' },
    { question: 'ear-bleeding', ifYes: 'doctor-decides' },
    { question: 'ear-surgery', ifYes: 'doctor-decides' },
    { question: 'left-ear-worse', ifYes: 'tell' },
  ],
  preparations: ['ear-seat', 'speculum'],
  groups: [EAR_TARGETS],
  order: (answers) =>
    answers.some(({ question, yes }) => question === 'left-ear-worse' && yes)
      ? ['ear-right', 'ear-left']
      : ['ear-left', 'ear-right'],
  attempts: 2,
  shutter: true,
  // Own proposal: the inside of an ear has few edges, and a lamp at its end.
  judge: stillJudge({ sharpness: 12, brightness: { low: 0.08, high: 0.9 } }),
};

export const otoscopy = mediaExam('Otoscopy', capture, {
  corrections: ['no-pull', 'too-deep', 'ear-wax', 'fogged', 'canal-wall', 'wrong-side', 'again'],
  beside: ['shutter'],
  wantedOn: ['position', 'connect', 'measure', 'judge', 'repeat'],
});
