/** What the number keys choose: 1 to 8 what stands in front, in reading order, and 9 the help of every screen. */
import type { VoiceKey } from '../../ui/voice/voice-context.tsx';
import { scanTargets } from './scan-targets.ts';

export const HELP_DIGIT = 9;
/** Says the choices again. */
export const REPEAT_DIGIT = 0;

export interface Choice<T> {
  readonly digit: number;
  readonly target: T;
}

/** `own` are of the step, `help` is everywhere; a ninth choice has no key, the ring and Tab reach it. */
export function numbered<T>(own: readonly T[], help: T | null): readonly Choice<T>[] {
  const first = own.slice(0, HELP_DIGIT - 1).map((target, at) => ({ digit: at + 1, target }));
  return help === null ? first : [...first, { digit: HELP_DIGIT, target: help }];
}

export function choicesOf(root: Document): readonly Choice<HTMLElement>[] {
  // The technician's room and the dev dock have keys of their own.
  const all = scanTargets(root).filter((target) => target.closest('.visit, .panel-back') !== null);
  const help = all.find(({ dataset }) => dataset['action'] === 'action.help') ?? null;
  const own = all.filter((target) => target.closest('.tools, .keyboard, .technician-door') === null);
  return numbered(own, help);
}

/** "1", what it does, "2", what it does; what has no words of its own is passed over. */
export function spokenChoices(
  choices: readonly Choice<HTMLElement>[],
  known: (key: string) => boolean,
): readonly VoiceKey[] {
  return choices.flatMap(({ digit, target: { dataset } }): VoiceKey[] => {
    const { action, language } = dataset;
    if (language !== undefined) return [`number.${digit}`, `tongue.${language}` as VoiceKey];
    return action !== undefined && known(action) ? [`number.${digit}`, action as VoiceKey] : [];
  });
}
