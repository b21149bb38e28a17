/**
 * Temperature at the ear or on the forehead, by a thermometer without a cable: a helper measures, and types what its
 * display shows. Where a driver serves such an instrument one day, `source` is its capability.
 */
import type { Exam } from '../exam/declaration.ts';
import { type ScalarSpec, scalarExam } from '../exam/scalar.ts';
import { TEMPERATURE_LIMITS } from './temperature.ts';

const typed = (
  own: Pick<ScalarSpec, 'id' | 'source' | 'site' | 'attempts' | 'questions'> & Partial<ScalarSpec>,
): ReturnType<typeof scalarExam> =>
  scalarExam({
    quantity: 'body-temperature',
    limits: TEMPERATURE_LIMITS,
    needed: 1,
    spread: 0,
    agree: null,
    offTrouble: 'timeout',
    measureDelay: 'temperatureMs',
    decimals: 1,
    ...own,
  });
const common = {
  startsWithout: false,
  wantedOn: [],
  needsHelper: true,
  blockedBy: () => null,
  version: 1,
} as const;

/** Wax, an angle that misses the drum: each only makes it too low, so the highest of three counts (STANDARDS 5). */
const EAR_READINGS = 3;
const EAR_QUESTIONS: Exam['questions'] = [
  { question: 'ear-pain', ifYes: 'doctor-decides' },
  { question: 'ear-bleeding', ifYes: 'doctor-decides' },
];
export const earTemperature: Exam = {
  ...common,
  exam: 'temperature-ear',
  title: 'Temperature, ear',
  needs: 'ear-thermometer',
  questions: EAR_QUESTIONS,
  corrections: ['ear-wax', 'wrong-angle', 'ear-pillow', 'again'],
  machine: typed({
    id: 'temperature-ear',
    source: 'ear-thermometer',
    site: 'ear',
    questions: EAR_QUESTIONS,
    attempts: EAR_READINGS + 2,
    complete: ({ length }) => length >= EAR_READINGS,
    first: (results) => [...results].sort((a, b) => b.value - a.value),
  }),
};

/** Cel. A fever on the forehead is confirmed at another site: one of five is missed there (STANDARDS 5). */
const FEVER = 38;
export const foreheadTemperature: Exam = {
  ...common,
  exam: 'temperature-forehead',
  title: 'Temperature, forehead',
  needs: 'forehead-thermometer',
  questions: [],
  corrections: ['sweat', 'draught', 'distance', 'again'],
  machine: typed({
    id: 'temperature-forehead',
    source: 'forehead-thermometer',
    site: 'forehead',
    questions: [],
    attempts: 3,
    flagsOf: (value) => (value >= FEVER ? ['confirm-elsewhere'] : []),
  }),
};
