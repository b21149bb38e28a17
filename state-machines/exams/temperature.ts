/** Temperature with a probe in contact (mouth, armpit): one settled value; fever and cold are measured twice. */
import type { Exam } from '../exam/declaration.ts';
import { type ScalarLimits, scalarExam } from '../exam/scalar.ts';

/** Cel (STANDARDS 4.2). */
const ADULT: ScalarLimits = { plausible: { low: 30, high: 43.5 }, usual: { low: 35, high: 40 } };
/** Own proposal: in the first year a fever of 39 is already worth a second look. */
const INFANT: ScalarLimits = { ...ADULT, usual: { low: 35.5, high: 39 } };
export const TEMPERATURE_LIMITS = { infant: INFANT, child: ADULT, adult: ADULT } as const;

export const temperature: Exam = {
  exam: 'temperature',
  version: 3,
  title: 'Temperature',
  needs: 'temperature',
  startsWithout: false,
  questions: [],
  wantedOn: ['position', 'connect', 'measure', 'repeat'],
  corrections: ['again'],
  blockedBy: () => null,
  machine: scalarExam({
    id: 'temperature',
    source: 'temperature',
    quantity: 'body-temperature',
    questions: [],
    limits: TEMPERATURE_LIMITS,
    attempts: 3,
    // A predictive thermometer tells its final value once.
    needed: 1,
    spread: 0.1,
    agree: null,
    offTrouble: 'probe-out',
    measureDelay: 'temperatureMs',
    decimals: 1,
  }),
};
