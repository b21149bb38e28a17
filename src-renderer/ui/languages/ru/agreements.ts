import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** What the patient agreed to: asked where it is needed, seen and taken back at any time of the visit. */
export const agreements = {
  'action.info': 'Сведения',
  'agreements.title': 'Ваши согласия и полезные номера',
  'agreements.text': 'Вы можете передумать в любой момент.',
  'agreements.visit': 'Приём врача',
  'agreements.pictures': 'Снимки и звуки',
  'agreements.third': 'Другой человек на связи',
  'agreements.share': 'Записи для следующего врача',
  'agreements.given': 'Вы сказали да.',
  'agreements.refused': 'Вы сказали нет.',
  'agreements.notAsked': 'Ещё не спрашивали.',
  'agreements.withdraw': 'Больше не хочу',
  'agreements.give': 'Даю согласие',
  'agreements.stop.title': 'Остановить приём?',
  'agreements.stop.text': 'Врач больше не будет вас видеть. Больше ничего не запишут.',
  'agreements.stop.yes': 'Да, остановить',
  'agreements.stop.no': 'Нет, продолжить',
  'third.title': 'Врач спрашивает вас',
  'third.colleague': 'Может ли подключиться другой врач? Вы можете отказать, приём продолжится.',
  'third.interpreter': 'Может ли подключиться переводчик? Вы можете отказать, приём продолжится.',
  'third.student': 'Может ли подключиться студент-медик? Вы можете отказать, приём продолжится.',
  'third.yes': 'Да, согласие даю',
  'third.no': 'Нет',
} as const satisfies Partial<Record<TextKey, Entry>>;
