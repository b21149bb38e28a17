import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** When the watch asks whether all is well. */
export const care = {
  'care.title': 'У вас всё хорошо?',
  'care.text': 'Нажмите большую кнопку. Без ответа позовут кого-нибудь из персонала.',
  'care.well': 'Да, всё хорошо',
  'care.unwell': 'Нет, мне нужна помощь',
  'care.seconds': { text: 'Секунд: {{seconds}}', voice: 'Ответьте сейчас, пожалуйста.' },
  'care.called.title': 'Персонал вызван',
  'care.called.text': 'Оставайтесь на месте. Человека предупредили.',
  'care.coming.title': 'К вам идут',
  'care.coming.text': 'Персонал ответил. Оставайтесь на месте.',
  'care.unreachable.title': 'Вызвать персонал нельзя',
  'care.unreachable.text': 'Громко позовите или наберите 15 на телефоне.',
  'check.hears': 'Вы хорошо слышите врача?',
  'check.at-ease': 'Вам удобно продолжать?',
  'check.yes': 'Да',
  'check.no': 'Нет',
  'care.close': 'Понятно',
} as const satisfies Partial<Record<TextKey, Entry>>;
