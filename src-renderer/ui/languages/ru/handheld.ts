import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** Thermometers that a helper holds and reads. */
export const handheld = {
  'earTemperature.prepare.title': 'Подготовьте ушной термометр',
  'earTemperature.prepare.text': 'Три условия перед измерением температуры.',
  'earTemperature.prepare.cover': 'Новый колпачок на термометре',
  'earTemperature.prepare.ear': 'Ухо, которое не лежало на подушке',
  'earTemperature.prepare.wait': '20 минут после ванны, холода или жары',
  'earTemperature.position.title': 'Вставьте кончик в ухо',
  'earTemperature.position.up': 'Потяните ухо вверх и назад. Кончик к носу. Измерьте.',
  'earTemperature.position.down': 'Потяните ухо вниз и назад. Кончик к носу. Измерьте.',
  'earTemperature.repeat.title': 'Ещё одно измерение',
  'earTemperature.repeat.text': 'Три измерения в одном ухе: важно самое высокое.',
  'foreheadTemperature.prepare.title': 'Подготовьте лоб',
  'foreheadTemperature.prepare.text': 'Три условия перед измерением температуры.',
  'foreheadTemperature.prepare.bare': 'Лоб открыт: без волос и шапки',
  'foreheadTemperature.prepare.dry': 'Лоб сухой, без косметики',
  'foreheadTemperature.prepare.inside': 'Уже некоторое время в помещении',
  'foreheadTemperature.position.title': 'Перед серединой лба',
  'foreheadTemperature.position.text': 'На расстоянии, которое показывает прибор. Нажмите его кнопку.',
  'foreheadTemperature.repeat.title': 'Ещё одно измерение',
  'foreheadTemperature.repeat.text': 'Вытрите лоб, подождите немного и измерьте.',
  'typed.title': 'Какое число показывает термометр?',
  'typed.text': 'Тот, кто помогает, вводит три цифры без запятой.',
  'typed.label': 'Показанная температура',
  'typed.confirm': 'Это верное число',
  'typed.outside': 'Число от 30 до 43,5.',
  'typed.judge': 'Число проверяется.',
  'typed.done': 'Измерение сохранено. Выбросьте колпачок и положите термометр.',
} as const satisfies Partial<Record<TextKey, Entry>>;
