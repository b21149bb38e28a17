import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** What makes the screen usable for one person, until the visit ends. */
export const access = {
  'access.open': 'تَسهيلات',
  'access.title': 'إِلى ماذا تَحتاجون؟',
  'access.text': 'هذِه الإِعدادات تُمحى في نِهاية الزِّيارة.',
  'access.large': 'نُصوص كَبيرة',
  'access.contrast': 'تَبايُن قَوِيّ',
  'access.still': 'بِدون حَرَكة',
  'access.slow': 'صَوت أَبطَأ',
  'access.low': 'الأَزرار أَسفَل الشّاشة',
  'access.switch': { text: 'زِرّ واحِد', voice: 'زِرّ واحِد: تَمُرّ الخِيارات واحِداً واحِداً، ومِفتاح يَختار.' },
  'access.pace': 'سُرعة المُرور',
  'access.pace.slow': 'بَطيئة',
  'access.pace.medium': 'مُتَوَسِّطة',
  'access.pace.fast': 'سَريعة',
  'access.done': 'هكَذا جَيِّد',
} as const satisfies Partial<Record<TextKey, Entry>>;
