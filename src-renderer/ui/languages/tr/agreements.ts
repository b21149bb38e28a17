import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** What the patient agreed to: asked where it is needed, seen and taken back at any time of the visit. */
export const agreements = {
  'action.info': 'Bilgi',
  'agreements.title': 'İzinleriniz ve yararlı numaralar',
  'agreements.text': 'İstediğiniz an fikrinizi değiştirebilirsiniz.',
  'agreements.visit': 'Muayene',
  'agreements.pictures': 'Fotoğraflar ve sesler',
  'agreements.third': 'Görüşmede başka bir kişi',
  'agreements.share': 'Sonraki doktor için notlar',
  'agreements.given': 'Evet dediniz.',
  'agreements.refused': 'Hayır dediniz.',
  'agreements.notAsked': 'Henüz sorulmadı.',
  'agreements.withdraw': 'Artık istemiyorum',
  'agreements.give': 'Kabul ediyorum',
  'agreements.stop.title': 'Muayene durdurulsun mu?',
  'agreements.stop.text': 'Doktor sizi artık görmeyecek. Başka hiçbir şey yazılmayacak.',
  'agreements.stop.yes': 'Evet, durdur',
  'agreements.stop.no': 'Hayır, devam et',
  'third.title': 'Doktor size soruyor',
  'third.colleague': 'Başka bir doktor görüşmeye katılabilir mi? Hayır diyebilirsiniz, muayene devam eder.',
  'third.interpreter': 'Bir çevirmen görüşmeye katılabilir mi? Hayır diyebilirsiniz, muayene devam eder.',
  'third.student': 'Bir tıp öğrencisi görüşmeye katılabilir mi? Hayır diyebilirsiniz, muayene devam eder.',
  'third.yes': 'Evet, kabul ediyorum',
  'third.no': 'Hayır',
} as const satisfies Partial<Record<TextKey, Entry>>;
