import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** The sheet to take home, and who may read the notes. */
export const closing = {
  'document.sheet': 'Ваша памятка',
  'sheet.text': 'Вот что вам нужно делать. Хотите получить это на бумаге?',
  'sheet.own': 'Врач написал фразу для вас. Она на экране.',
  'sheet.inFrench': 'На бумаге написано по-французски.',
  'sheet.noPaper': 'Без бумаги',
  'sheet.line.medicine-as-written': 'Принимайте лекарства, как написано в рецепте.',
  'sheet.line.medicine-to-the-end': 'Пройдите лечение до конца, даже если вам лучше.',
  'sheet.line.drink': 'Пейте часто, понемногу.',
  'sheet.line.rest': 'Отдыхайте.',
  'sheet.line.wait-well': 'Это не опасно. Пройдёт за несколько дней.',
  'sheet.line.see-doctor-3-days': 'Если через три дня не станет лучше, снова обратитесь к врачу.',
  'sheet.line.see-doctor-worse': 'Если станет хуже, сразу обратитесь к врачу.',
  'sheet.line.call-15': 'Если трудно дышать или болит в груди, звоните 15.',
  'sheet.line.blood-test': 'Сдайте назначенный анализ крови.',
  'sheet.line.bring-paper': 'Храните бумаги и покажите их следующему врачу.',
  'sheet.line.ask-pharmacist': 'О лекарствах спросите у фармацевта.',
  'share.next.title': 'Записка для следующего врача',
  'share.next.text': 'Врач записал то, что увидел. Может ли следующий врач это прочесть?',
  'share.earlier.title': 'Врач спрашивает вас',
  'share.earlier.text':
    'Можно ли ему прочесть записи других врачей о вас? Вы можете отказать, приём продолжится.',
  'share.told.title': 'Врач читает ваши прошлые приёмы',
  'share.told.text': 'Раньше вы сказали да. Сейчас можно сказать нет.',
  'share.yes': 'Да, можно читать',
  'share.no': 'Нет',
  'share.fine': 'Согласие есть',
  'share.stop': 'Нет, больше не хочу',
  'share.granted': 'Следующий врач может читать эти записи.',
  'share.refused': 'Следующий врач не может читать эти записи.',
  'share.give': 'Разрешить читать записи',
  'share.withdraw': 'Больше не разрешать',
} as const satisfies Partial<Record<TextKey, Entry>>;
