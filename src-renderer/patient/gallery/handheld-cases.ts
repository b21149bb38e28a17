/** Thermometers that a helper reads, and what the doctor saw go wrong. For drawings and tests; not built. */
import type { ExamName, ExamStep, ExamView, Reading, Trouble } from '../../../state-machines/contract.ts';
import type { Case } from './cases.ts';

type Make = (exam: ExamName, step: ExamStep, more?: Partial<ExamView>) => Case;

export function handheldCases(make: Make, celsius: Reading): Readonly<Record<string, Case>> {
  const results = [{ ...celsius, site: 'ear', enteredBy: 'nurse' } as const];
  return {
    'ear-temperature-question': make('temperature-ear', 'questions', { question: 'ear-pain' }),
    'ear-temperature-prepare': make('temperature-ear', 'prepare'),
    'ear-temperature-position': make('temperature-ear', 'position', { ageBand: 'adult' }),
    'ear-temperature-infant': make('temperature-ear', 'position', { ageBand: 'infant' }),
    'ear-temperature-typed': make('temperature-ear', 'connect'),
    'ear-temperature-repeat': make('temperature-ear', 'repeat', { results }),
    'ear-temperature-implausible': make('temperature-ear', 'repeat', { trouble: 'implausible' }),
    'ear-temperature-done': make('temperature-ear', 'done', { results }),
    'forehead-temperature-prepare': make('temperature-forehead', 'prepare'),
    'forehead-temperature-position': make('temperature-forehead', 'position'),
    'forehead-temperature-repeat': make('temperature-forehead', 'repeat', { trouble: 'extreme' }),
    'pressure-talking': make('blood-pressure', 'position', { trouble: 'talking', cuff: 'driven' }),
  };
}

/** Where a word of the doctor is met. */
export function correctionTroubles(make: Make): Readonly<Partial<Record<Trouble, Case>>> {
  const said = (exam: ExamName, trouble: Trouble) => make(exam, 'position', { trouble });
  return {
    'nail-polish': said('oximetry', 'nail-polish'),
    'bright-light': said('oximetry', 'bright-light'),
    'legs-crossed': said('blood-pressure', 'legs-crossed'),
    'arm-hanging': said('blood-pressure', 'arm-hanging'),
    sleeve: said('blood-pressure', 'sleeve'),
    'small-cuff': said('blood-pressure', 'small-cuff'),
    'ear-wax': said('temperature-ear', 'ear-wax'),
    'wrong-angle': said('temperature-ear', 'wrong-angle'),
    'ear-pillow': said('temperature-ear', 'ear-pillow'),
    sweat: said('temperature-forehead', 'sweat'),
    draught: said('temperature-forehead', 'draught'),
    distance: said('temperature-forehead', 'distance'),
    'holding-on': said('weight', 'holding-on'),
    clothes: said('weight', 'clothes'),
    'uneven-floor': said('weight', 'uneven-floor'),
  };
}
