import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** Thermometers that a helper holds and reads. */
export const handheld = {
  'earTemperature.prepare.title': 'حَضِّروا ميزان حَرارة الأُذُن',
  'earTemperature.prepare.text': 'ثَلاثة أُمور قَبل قِياس الحَرارة.',
  'earTemperature.prepare.cover': 'غِطاء جَديد على ميزان الحَرارة',
  'earTemperature.prepare.ear': 'أُذُن لَم تَكُن على وِسادة',
  'earTemperature.prepare.wait': '20 دَقيقة بَعد الحَمّام أَو البَرد أَو الحَرّ',
  'earTemperature.position.title': 'ضَعوا الرَّأس في الأُذُن',
  'earTemperature.position.up': 'شُدّوا الأُذُن إِلى الأَعلى والخَلف. الرَّأس نَحو الأَنف. قيسوا.',
  'earTemperature.position.down': 'شُدّوا الأُذُن إِلى الأَسفَل والخَلف. الرَّأس نَحو الأَنف. قيسوا.',
  'earTemperature.repeat.title': 'قِياس آخَر',
  'earTemperature.repeat.text': 'ثَلاثة قِياسات، في نَفس الأُذُن: الأَعلى هُو المَحسوب.',
  'foreheadTemperature.prepare.title': 'حَضِّروا الجَبين',
  'foreheadTemperature.prepare.text': 'ثَلاثة أُمور قَبل قِياس الحَرارة.',
  'foreheadTemperature.prepare.bare': 'الجَبين مَكشوف: لا شَعر ولا قُبَّعة',
  'foreheadTemperature.prepare.dry': 'الجَبين جافّ، بِدون مَساحيق',
  'foreheadTemperature.prepare.inside': 'في الدّاخِل مُنذ بَعض الوَقت',
  'foreheadTemperature.position.title': 'أَمام وَسَط الجَبين',
  'foreheadTemperature.position.text': 'على المَسافة الَّتي يُبَيِّنُها الجِهاز. اِضغَطوا على زِرِّه.',
  'foreheadTemperature.repeat.title': 'قِياس آخَر',
  'foreheadTemperature.repeat.text': 'اِمسَحوا الجَبين، اِنتَظِروا لَحظة، ثُمّ قيسوا.',
  'typed.title': 'أَيّ رَقم يَعرِض ميزان الحَرارة؟',
  'typed.text': 'الشَّخص المُساعِد يَكتُب الأَرقام الثَّلاثة، بِدون الفاصِلة.',
  'typed.label': 'الحَرارة المَعروضة',
  'typed.confirm': 'هُو هذا الرَّقم',
  'typed.outside': { text: 'رَقم بَين 30 و 43,5.', voice: 'رَقم بَين 30 و 43 ونِصف.' },
  'typed.judge': 'يُتَحَقَّق مِن الرَّقم.',
  'typed.done': 'حُفِظ القِياس. اِرموا الغِطاء وضَعوا ميزان الحَرارة.',
} as const satisfies Partial<Record<TextKey, Entry>>;
