import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** When the watch asks whether all is well. */
export const care = {
  'care.title': 'هَل كُلّ شَيء بِخَير؟',
  'care.text': 'اِلمِسوا الزِّرّ الكَبير. بِدون جَواب، يُستَدعى أَحَد مِن الاستِقبال.',
  'care.well': 'نَعَم، كُلّ شَيء بِخَير',
  'care.unwell': 'لا، أَحتاج إِلى المُساعَدة',
  'care.seconds': { text: '{{seconds}} ثانية', voice: 'أَجيبوا الآن مِن فَضلِكُم.' },
  'care.called.title': 'تَمّ الاتِّصال بِالاستِقبال',
  'care.called.text': 'اِبقَوا في مَكانِكُم. تَمّ إِخبار شَخص.',
  'care.coming.title': 'شَخص قادِم',
  'care.coming.text': 'رَدّ الاستِقبال. اِبقَوا في مَكانِكُم.',
  'care.unreachable.title': 'لا يُمكِن الاتِّصال بِالاستِقبال',
  'care.unreachable.text': 'نادوا بِصَوت عال، أَو اتَّصِلوا بِالرَّقم 15 مِن هاتِف.',
  'check.hears': 'هَل تَسمَعون الطَّبيب جَيِّداً؟',
  'check.at-ease': 'هَل أَنتُم مُرتاحون لِلمُتابَعة؟',
  'check.yes': 'نَعَم',
  'check.no': 'لا',
  'care.close': 'فَهِمت',
} as const satisfies Partial<Record<TextKey, Entry>>;
