import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** Thermometers that a helper holds and reads. */
export const handheld = {
  'earTemperature.prepare.title': 'Kulak termometresini hazırlayın',
  'earTemperature.prepare.text': 'Ateşi ölçmeden önce üç şey.',
  'earTemperature.prepare.cover': 'Termometreye yeni bir kılıf',
  'earTemperature.prepare.ear': 'Yastığa dayalı olmayan bir kulak',
  'earTemperature.prepare.wait': 'Banyodan, soğuktan veya sıcaktan 20 dakika sonra',
  'earTemperature.position.title': 'Ucu kulağa koyun',
  'earTemperature.position.up': 'Kulağı yukarı ve arkaya çekin. Uç buruna doğru. Ölçün.',
  'earTemperature.position.down': 'Kulağı aşağı ve arkaya çekin. Uç buruna doğru. Ölçün.',
  'earTemperature.repeat.title': 'Bir ölçüm daha',
  'earTemperature.repeat.text': 'Aynı kulakta üç ölçüm: en yükseği geçerlidir.',
  'foreheadTemperature.prepare.title': 'Alnı hazırlayın',
  'foreheadTemperature.prepare.text': 'Ateşi ölçmeden önce üç şey.',
  'foreheadTemperature.prepare.bare': 'Açık alın: saç ve bere olmadan',
  'foreheadTemperature.prepare.dry': 'Kuru alın, makyajsız',
  'foreheadTemperature.prepare.inside': 'Bir süredir içeride',
  'foreheadTemperature.position.title': 'Alnın ortasının önünde',
  'foreheadTemperature.position.text': 'Cihazın gösterdiği uzaklıkta. Düğmesine basın.',
  'foreheadTemperature.repeat.title': 'Bir ölçüm daha',
  'foreheadTemperature.repeat.text': 'Alnı silin, biraz bekleyin, sonra ölçün.',
  'typed.title': 'Termometre hangi sayıyı gösteriyor?',
  'typed.text': 'Yardım eden kişi üç rakamı virgülsüz yazar.',
  'typed.label': 'Gösterilen ateş',
  'typed.confirm': 'Sayı bu',
  'typed.outside': '30 ile 43,5 arasında bir sayı.',
  'typed.judge': 'Sayı kontrol ediliyor.',
  'typed.done': 'Ölçüm kaydedildi. Kılıfı atın, termometreyi yerine koyun.',
} as const satisfies Partial<Record<TextKey, Entry>>;
