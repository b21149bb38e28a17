import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** What makes the screen usable for one person, until the visit ends. */
export const access = {
  'access.open': 'Доступность',
  'access.title': 'Что вам нужно?',
  'access.text': 'Эти настройки стираются в конце приёма.',
  'access.large': 'Крупный текст',
  'access.contrast': 'Сильный контраст',
  'access.still': 'Без движения',
  'access.slow': 'Голос медленнее',
  'access.low': 'Кнопки внизу экрана',
  'access.switch': { text: 'Одна кнопка', voice: 'Одна кнопка: варианты идут по очереди, клавиша выбирает.' },
  'access.pace': 'Скорость перехода',
  'access.pace.slow': 'Медленно',
  'access.pace.medium': 'Средне',
  'access.pace.fast': 'Быстро',
  'access.done': 'Так хорошо',
} as const satisfies Partial<Record<TextKey, Entry>>;
