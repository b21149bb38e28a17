import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** Who the patient is beyond his name: asked of everybody, one question a screen. */
export const person = {
  'details.sex.title': 'Cinsiyetiniz nedir?',
  'details.sex.text': 'Kimlik kartınızda yazdığı gibi.',
  'details.sex.female': 'Kadın',
  'details.sex.male': 'Erkek',
  'details.sex.unsaid': 'Söylemek istemiyorum',
  'details.companion.title': 'Yanınızda biri var mı?',
  'details.companion.text': 'Doktor kimin olduğunu bilecek.',
  'details.companion.nobody': 'Hayır, kimse yok',
  'details.companion.relative': 'Evet, bir yakınım',
  'details.companion.carer': 'Evet, bana yardım eden biri',
  'details.companion.interpreter': 'Evet, bir çevirmen',
  'details.companion.other': 'Evet, başka biri',
  'details.guardian.title': 'Anne, baba veya bir vasi burada mı?',
  'details.guardian.text': '18 yaşından küçük herkese sorulur.',
  'details.guardian.parent': 'Evet, annem veya babam',
  'details.guardian.guardian': 'Evet, bir vasi',
  'details.guardian.absent': 'Hayır',
  'details.guardianName.title': 'Bu kişinin adı nedir?',
  'details.guardianName.text': 'Anne, baba veya vasinin adını ve soyadını yazın.',
  'details.guardianName.label': 'Anne, baba veya vasinin adı ve soyadı',
  'details.guardianName.empty': 'Ad boş. Anne, baba veya vasinin adını yazın.',
  'details.minorAlone.title': 'Doktorla konuşabilirsiniz',
  'details.minorAlone.text':
    '18 yaşından küçüksünüz ve annenizle babanız yok. Doktor bunu bilecek. Neler yapabileceğini size söyleyecek.',
  'details.minorAlone.go': 'Anladım, devam ediyorum',
  'details.callback.title': 'Sizi hangi numaradan arayalım?',
  'details.callback.text': 'Görüşme kesilirse doktor sizi telefonla arayabilir.',
  'details.callback.label': 'Telefon numarası',
  'details.callback.empty': 'Numara boş. Yazın veya «Numara yok»a dokunun.',
  'details.callback.bad': 'Bu numara eksik. Kontrol edin.',
  'details.callback.skip': 'Numara yok',
} as const satisfies Partial<Record<TextKey, Entry>>;
