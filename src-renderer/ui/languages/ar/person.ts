import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** Who the patient is beyond his name: asked of everybody, one question a screen. */
export const person = {
  'details.sex.title': 'ما هُو جِنسُكُم؟',
  'details.sex.text': 'كَما هُو مَكتوب في بِطاقة الهُوِيّة.',
  'details.sex.female': 'أُنثى',
  'details.sex.male': 'ذَكَر',
  'details.sex.unsaid': 'لا أُريد قَول ذلِك',
  'details.companion.title': 'هَل يُرافِقُكُم أَحَد؟',
  'details.companion.text': 'سَيَعرِف الطَّبيب مَن مَعَكُم.',
  'details.companion.nobody': 'لا، لا أَحَد',
  'details.companion.relative': 'نَعَم، شَخص قَريب',
  'details.companion.carer': 'نَعَم، شَخص يُساعِدُني',
  'details.companion.interpreter': 'نَعَم، مُتَرجِم',
  'details.companion.other': 'نَعَم، شَخص آخَر',
  'details.guardian.title': 'هَل أَحَد الوالِدَين أَو الوَصِيّ هُنا؟',
  'details.guardian.text': 'يُسأَل عَن ذلِك كُلّ مَن عُمرُه أَقَلّ مِن 18 سَنة.',
  'details.guardian.parent': 'نَعَم، أَحَد الوالِدَين',
  'details.guardian.guardian': 'نَعَم، وَصِيّ أَو وَصِيّة',
  'details.guardian.absent': 'لا',
  'details.guardianName.title': 'ما اسم هذا الشَّخص؟',
  'details.guardianName.text': 'اُكتُبوا اسم ولَقَب الوالِد أَو الوَصِيّ.',
  'details.guardianName.label': 'اسم ولَقَب الوالِد أَو الوَصِيّ',
  'details.guardianName.empty': 'الاسم فارِغ. اُكتُبوا اسم الوالِد أَو الوَصِيّ.',
  'details.minorAlone.title': 'يُمكِنُكُم التَّكَلُّم مَع الطَّبيب',
  'details.minorAlone.text':
    'عُمرُكُم أَقَلّ مِن 18 سَنة ولا أَحَد مِن الوالِدَين هُنا. سَيَعرِف الطَّبيب ذلِك. سَيَقول لَكُم ما يُمكِنُه فِعلُه.',
  'details.minorAlone.go': 'فَهِمت، أُتابِع',
  'details.callback.title': 'على أَيّ رَقم نَتَّصِل بِكُم؟',
  'details.callback.text': 'إِذا انقَطَعَت المُكالَمة، يُمكِن لِلطَّبيب أَن يَتَّصِل بِكُم بِالهاتِف.',
  'details.callback.label': 'رَقم الهاتِف',
  'details.callback.empty': 'الرَّقم فارِغ. اُكتُبوه، أَو اِلمِسوا «بدون رقم».',
  'details.callback.bad': 'هذا الرَّقم غَير كامِل. تَحَقَّقوا مِنه.',
  'details.callback.skip': 'بِدون رَقم',
} as const satisfies Partial<Record<TextKey, Entry>>;
