import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** When the watch asks whether all is well. */
export const care = {
  'care.title': 'Her şey yolunda mı?',
  'care.text': 'Büyük düğmeye dokunun. Cevap gelmezse danışmadan biri çağrılır.',
  'care.well': 'Evet, her şey yolunda',
  'care.unwell': 'Hayır, yardıma ihtiyacım var',
  'care.seconds': { text: '{{seconds}} saniye', voice: 'Şimdi cevap verin, lütfen.' },
  'care.called.title': 'Danışma çağrıldı',
  'care.called.text': 'Olduğunuz yerde kalın. Birine haber verildi.',
  'care.coming.title': 'Biri geliyor',
  'care.coming.text': 'Danışma cevap verdi. Olduğunuz yerde kalın.',
  'care.unreachable.title': 'Danışma çağrılamıyor',
  'care.unreachable.text': 'Yüksek sesle çağırın veya bir telefondan 15’i arayın.',
  'check.hears': 'Doktoru iyi duyuyor musunuz?',
  'check.at-ease': 'Devam etmek için rahat mısınız?',
  'check.yes': 'Evet',
  'check.no': 'Hayır',
  'care.close': 'Anladım',
} as const satisfies Partial<Record<TextKey, Entry>>;
