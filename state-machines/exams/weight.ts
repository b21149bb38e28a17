/** Weight: settled for 3 s; weighed twice, off the scale in between, until two agree within 0.2 kg. */
import type { AskedFirst, Exam } from '../exam/declaration.ts';
import { type ScalarLimits, scalarExam } from '../exam/scalar.ts';

/** kg (STANDARDS 4.2). What is usual by age is an own proposal: it only asks for care, never hides a number. */
const ADULT: ScalarLimits = { plausible: { low: 2, high: 300 }, usual: { low: 30, high: 200 } };
const CHILD: ScalarLimits = { ...ADULT, usual: { low: 6, high: 90 } };
const INFANT: ScalarLimits = { ...ADULT, usual: { low: 2, high: 15 } };
export const WEIGHT_LIMITS = { infant: INFANT, child: CHILD, adult: ADULT } as const;

const QUESTIONS: readonly AskedFirst[] = [{ question: 'cannot-stand', ifYes: 'doctor-decides' }];

export const weight: Exam = {
  exam: 'weight',
  version: 3,
  title: 'Weight',
  needs: 'weight',
  startsWithout: false,
  questions: QUESTIONS,
  wantedOn: ['position', 'connect', 'measure', 'repeat'],
  corrections: ['holding-on', 'clothes', 'uneven-floor', 'again'],
  blockedBy: () => null,
  machine: scalarExam({
    id: 'weight',
    source: 'weight',
    quantity: 'mass-body',
    questions: QUESTIONS,
    limits: WEIGHT_LIMITS,
    attempts: 4,
    needed: 3,
    spread: 0.1,
    agree: { within: 0.2, offBetween: 'still-on' },
    offTrouble: 'scale-empty',
    measureDelay: 'measureMs',
    decimals: 1,
  }),
};
