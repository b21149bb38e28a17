import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** The sheet to take home, and who may read the notes. */
export const closing = {
  'document.sheet': 'Sizin kâğıdınız',
  'sheet.text': 'Yapmanız gerekenler bunlar. Kâğıtta ister misiniz?',
  'sheet.own': 'Doktor size bir cümle yazdı. Ekranda duruyor.',
  'sheet.inFrench': 'Kâğıtta Fransızca yazıyor.',
  'sheet.noPaper': 'Kâğıtsız',
  'sheet.line.medicine-as-written': 'İlaçlarınızı reçetede yazdığı gibi alın.',
  'sheet.line.medicine-to-the-end': 'İyileşseniz bile tedaviyi sonuna kadar alın.',
  'sheet.line.drink': 'Sık sık, azar azar için.',
  'sheet.line.rest': 'Dinlenin.',
  'sheet.line.wait-well': 'Ciddi değil. Birkaç günde geçecek.',
  'sheet.line.see-doctor-3-days': 'Üç günde iyileşmezseniz yeniden doktora görünün.',
  'sheet.line.see-doctor-worse': 'Kötüleşirse hemen doktora görünün.',
  'sheet.line.call-15': 'Nefes darlığınız veya göğüs ağrınız olursa 15’i arayın.',
  'sheet.line.blood-test': 'İstenen kan tahlilini yaptırın.',
  'sheet.line.bring-paper': 'Kâğıtlarınızı saklayın ve bir sonraki doktora gösterin.',
  'sheet.line.ask-pharmacist': 'İlaçlarınız için eczacıya danışın.',
  'share.next.title': 'Sonraki doktor için bir not',
  'share.next.text': 'Doktor gördüklerini yazdı. Sonraki doktor okuyabilir mi?',
  'share.earlier.title': 'Doktor size soruyor',
  'share.earlier.text':
    'Başka doktorların sizin için yazdıklarını okuyabilir mi? Hayır diyebilirsiniz, muayene devam eder.',
  'share.told.title': 'Doktor önceki muayenelerinizi okuyor',
  'share.told.text': 'Evet demiştiniz. Şimdi hayır diyebilirsiniz.',
  'share.yes': 'Evet, okuyabilir',
  'share.no': 'Hayır',
  'share.fine': 'Kabul',
  'share.stop': 'Hayır, artık istemiyorum',
  'share.granted': 'Sonraki doktor notlarını okuyabilir.',
  'share.refused': 'Sonraki doktor notlarını okuyamaz.',
  'share.give': 'Notların okunmasına izin ver',
  'share.withdraw': 'Artık okutma',
} as const satisfies Partial<Record<TextKey, Entry>>;
