/**
 * The ordinary questions of every visit: shown, never spoken, answered with yes or no to the doctor alone. The cabinet
 * asks each once by itself; the doctor may have one asked again. The screen shows the same either way. Pure.
 */
import { CHECK_DELAYS } from './delays.ts';
import { CHECK_QUESTIONS, type CheckQuestion } from './vocabulary.ts';

/** `none`: nobody answered. */
export const CHECK_ANSWERS = ['yes', 'no', 'none'] as const;
export type CheckAnswer = (typeof CHECK_ANSWERS)[number];

/** Instants in monotonic ms. */
export interface Check {
  /** 8 hex digits. */
  readonly id: string;
  readonly question: CheckQuestion;
  readonly askedAt: number;
  /** On the screen until then; null: waits until patient and doctor talk. */
  readonly dueAt: number | null;
  readonly answer: CheckAnswer | null;
}

export interface Checks {
  /** Since when patient and doctor talk, exams in between left out; null: not yet. */
  readonly talkSince: number | null;
  readonly asked: readonly CheckQuestion[];
  readonly current: Check | null;
}

export const NO_CHECKS: Checks = { talkSince: null, asked: [], current: null };

/** `freshId`: 8 hex digits, new. */
export type CheckEvent = { readonly at: number } & (
  | { readonly type: 'talk'; readonly talking: boolean; readonly freshId: string }
  | { readonly type: 'ask'; readonly question: CheckQuestion; readonly freshId: string }
  | { readonly type: 'checked'; readonly check: string; readonly yes: boolean }
);

const isOpen = (checks: Checks): checks is Checks & { readonly current: Check } =>
  checks.current !== null && checks.current.answer === null;
const onScreen = ({ dueAt }: Check): boolean => dueAt !== null;

function ask(checks: Checks, question: CheckQuestion, id: string, at: number): Checks {
  const asked = CHECK_QUESTIONS.filter((one) => one === question || checks.asked.includes(one));
  return { ...checks, asked, current: { id, question, askedAt: at, dueAt: null, answer: null } };
}

function talk(checks: Checks, event: Extract<CheckEvent, { type: 'talk' }>): Checks {
  const { at, talking, freshId } = event;
  if (isOpen(checks)) {
    const { current } = checks;
    if (current.dueAt !== null && at >= current.dueAt)
      return { ...checks, current: { ...current, answer: 'none' } };
    if (talking && current.dueAt === null)
      return { ...checks, current: { ...current, dueAt: at + CHECK_DELAYS.answerMs } };
    return checks;
  }
  if (!talking) return checks;
  if (checks.talkSince === null) return { ...checks, talkSince: at };
  const since = at - checks.talkSince;
  const due = CHECK_QUESTIONS.find(
    (question) => !checks.asked.includes(question) && since >= CHECK_DELAYS[question],
  );
  return due === undefined ? checks : ask(checks, due, freshId, at);
}

/** An event that means nothing now returns the very same object. */
export function stepChecks(checks: Checks, event: CheckEvent): Checks {
  switch (event.type) {
    case 'talk':
      return talk(checks, event);
    case 'ask':
      return isOpen(checks) ? checks : ask(checks, event.question, event.freshId, event.at);
    case 'checked': {
      if (!isOpen(checks) || !onScreen(checks.current) || checks.current.id !== event.check) return checks;
      return { ...checks, current: { ...checks.current, answer: event.yes ? 'yes' : 'no' } };
    }
  }
}

/** What the patient's screen shows; null: nothing. */
export function shownCheck(checks: Checks): Pick<Check, 'id' | 'question'> | null {
  if (!isOpen(checks) || !onScreen(checks.current)) return null;
  const { id, question } = checks.current;
  return { id, question };
}
