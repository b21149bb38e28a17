import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** What the patient agreed to: asked where it is needed, seen and taken back at any time of the visit. */
export const agreements = {
  'action.info': 'مَعلومات',
  'agreements.title': 'مُوافَقاتُكُم والأَرقام المُفيدة',
  'agreements.text': 'يُمكِنُكُم تَغيير رَأيِكُم في أَيّ وَقت.',
  'agreements.visit': 'الاستِشارة',
  'agreements.pictures': 'الصُّوَر والأَصوات',
  'agreements.third': 'شَخص آخَر في المُكالَمة',
  'agreements.share': 'المُلاحَظات لِلطَّبيب القادِم',
  'agreements.given': 'قُلتُم نَعَم.',
  'agreements.refused': 'قُلتُم لا.',
  'agreements.notAsked': 'لَم يُسأَل عَن ذلِك بَعد.',
  'agreements.withdraw': 'لَم أَعُد أُريد',
  'agreements.give': 'أُوافِق',
  'agreements.stop.title': 'إِيقاف الاستِشارة؟',
  'agreements.stop.text': 'لَن يَراكُم الطَّبيب بَعد الآن. لَن يُكتَب أَيّ شَيء آخَر.',
  'agreements.stop.yes': 'نَعَم، إِيقاف',
  'agreements.stop.no': 'لا، مُتابَعة',
  'third.title': 'الطَّبيب يَسأَلُكُم',
  'third.colleague': 'هَل يُمكِن لِطَبيب آخَر دُخول المُكالَمة؟ يُمكِنُكُم الرَّفض، والزِّيارة تَستَمِرّ.',
  'third.interpreter': 'هَل يُمكِن لِمُتَرجِم دُخول المُكالَمة؟ يُمكِنُكُم الرَّفض، والزِّيارة تَستَمِرّ.',
  'third.student': 'هَل يُمكِن لِطالِب طِبّ دُخول المُكالَمة؟ يُمكِنُكُم الرَّفض، والزِّيارة تَستَمِرّ.',
  'third.yes': 'نَعَم، أُوافِق',
  'third.no': 'لا',
} as const satisfies Partial<Record<TextKey, Entry>>;
