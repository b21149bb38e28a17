import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** Who the patient is beyond his name: asked of everybody, one question a screen. */
export const person = {
  'details.sex.title': 'Какой у вас пол?',
  'details.sex.text': 'Как указано в вашем удостоверении личности.',
  'details.sex.female': 'Женский',
  'details.sex.male': 'Мужской',
  'details.sex.unsaid': 'Не хочу говорить',
  'details.companion.title': 'С вами кто-нибудь пришёл?',
  'details.companion.text': 'Врач будет знать, кто здесь.',
  'details.companion.nobody': 'Нет, никто',
  'details.companion.relative': 'Да, близкий человек',
  'details.companion.carer': 'Да, человек, который мне помогает',
  'details.companion.interpreter': 'Да, переводчик',
  'details.companion.other': 'Да, кто-то другой',
  'details.guardian.title': 'Здесь есть родитель или опекун?',
  'details.guardian.text': 'Об этом спрашивают всех, кому нет 18 лет.',
  'details.guardian.parent': 'Да, родитель',
  'details.guardian.guardian': 'Да, опекун',
  'details.guardian.absent': 'Нет',
  'details.guardianName.title': 'Как зовут этого человека?',
  'details.guardianName.text': 'Введите имя и фамилию родителя или опекуна.',
  'details.guardianName.label': 'Имя и фамилия родителя или опекуна',
  'details.guardianName.empty': 'Имя не введено. Введите имя родителя или опекуна.',
  'details.minorAlone.title': 'Вы можете поговорить с врачом',
  'details.minorAlone.text':
    'Вам нет 18 лет, и родителей рядом нет. Врач будет это знать. Он скажет, что он может сделать.',
  'details.minorAlone.go': 'Понятно, продолжить',
  'details.callback.title': 'По какому номеру вам перезвонить?',
  'details.callback.text': 'Если связь прервётся, врач сможет вам позвонить.',
  'details.callback.label': 'Номер телефона',
  'details.callback.empty': 'Номер не введён. Введите его или нажмите «Нет номера».',
  'details.callback.bad': 'Этот номер неполный. Проверьте его.',
  'details.callback.skip': 'Нет номера',
} as const satisfies Partial<Record<TextKey, Entry>>;
