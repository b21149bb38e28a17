/** Which buttons of the exam mean something now. The cabinet decides again; this only spares a useless click. */
import type { DoctorView, ExamName, ExamStep, ExamView } from '../../../state-machines/contract.ts';

const OVER: readonly string[] = ['done', 'skipped', 'failed'];

export const isRunning = (view: DoctorView | null): boolean =>
  view?.exam != null && !OVER.includes(view.exam.step);

export interface Available {
  readonly start: boolean;
  readonly repeat: boolean;
  readonly skip: boolean;
  readonly cancel: boolean;
}

export function available(view: DoctorView | null): Available {
  const inCall = view?.phase === 'inCall' || view?.phase === 'exam';
  const running = inCall && isRunning(view);
  return { start: inCall && !running, repeat: running, skip: running, cancel: running };
}

export type Offer = NonNullable<DoctorView['offered']>[number] & {
  /** Not there, and its own steps tell the patient how to bring it. */
  readonly guided: boolean;
};

/** What a cabinet that does not say what it offers can do. */
const BEFORE_THE_CATALOGUE = [{ exam: 'oximetry', available: true, reason: null }] as const;

export const offersOf = (view: DoctorView | null): readonly Offer[] =>
  (view?.offered ?? (view === null ? [] : BEFORE_THE_CATALOGUE)).map((offer) => ({
    ...offer,
    guided: !offer.available && offer.begins === true,
  }));

const ASKS_NOTHING: readonly ExamName[] = ['oximetry', 'temperature', 'temperature-forehead'];

/** The path every try follows; the other steps are ways out of it. */
export function pathOf({ exam, mode }: ExamView): readonly ExamStep[] {
  const asks = !ASKS_NOTHING.includes(exam);
  const rests = exam === 'blood-pressure' && mode !== 'quick';
  return [
    ...(asks ? (['questions'] as const) : []),
    'prepare',
    ...(rests ? (['rest'] as const) : []),
    'position',
    'connect',
    'measure',
    'judge',
  ];
}

/** Index in the path; its length once the exam is over. */
export function placeOf(exam: ExamView): number {
  const path = pathOf(exam);
  if (OVER.includes(exam.step)) return path.length;
  return path.indexOf(exam.step === 'repeat' ? 'judge' : exam.step);
}
