import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** The quick way out, and the page that is left on the screen: it could be on any wall. */
export const safe = {
  'safe.quit': 'Hızlı çıkış',
  'check.alone': 'Kabinde yalnız mısınız?',
  'poster.title': 'El yıkama',
  'poster.text': 'Su ve sabunla otuz saniye.',
  'poster.wet': 'Elleri ıslatın.',
  'poster.soap': 'Avuçları, el sırtlarını ve parmakları sabunlayın.',
  'poster.rinse': 'Durulayın, sonra kurulayın.',
  'poster.close': 'Kapat',
} as const satisfies Partial<Record<TextKey, Entry>>;
