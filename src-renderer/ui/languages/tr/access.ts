import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** What makes the screen usable for one person, until the visit ends. */
export const access = {
  'access.open': 'Erişilebilirlik',
  'access.title': 'Neye ihtiyacınız var?',
  'access.text': 'Bu ayarlar muayene sonunda silinir.',
  'access.large': 'Büyük yazı',
  'access.contrast': 'Güçlü karşıtlık',
  'access.still': 'Hareketsiz ekran',
  'access.slow': 'Daha yavaş ses',
  'access.low': 'Düğmeler ekranın altında',
  'access.switch': { text: 'Tek düğme', voice: 'Tek düğme: seçenekler sırayla geçer, bir tuş seçer.' },
  'access.pace': 'Geçiş hızı',
  'access.pace.slow': 'Yavaş',
  'access.pace.medium': 'Orta',
  'access.pace.fast': 'Hızlı',
  'access.done': 'Böyle iyi',
} as const satisfies Partial<Record<TextKey, Entry>>;
