import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** Thermometers that a helper holds and reads. */
export const handheld = {
  'earTemperature.prepare.title': 'Prepare el termómetro de oído',
  'earTemperature.prepare.text': 'Tres cosas antes de medir la temperatura.',
  'earTemperature.prepare.cover': 'Una funda nueva en el termómetro',
  'earTemperature.prepare.ear': 'Un oído que no estaba contra un cojín',
  'earTemperature.prepare.wait': '20 minutos después del baño, del frío o del calor',
  'earTemperature.position.title': 'Ponga la punta en el oído',
  'earTemperature.position.up': 'Tire de la oreja hacia arriba y hacia atrás. La punta hacia la nariz. Mida.',
  'earTemperature.position.down':
    'Tire de la oreja hacia abajo y hacia atrás. La punta hacia la nariz. Mida.',
  'earTemperature.repeat.title': 'Una medición más',
  'earTemperature.repeat.text': 'Tres mediciones, en el mismo oído: cuenta la más alta.',
  'foreheadTemperature.prepare.title': 'Prepare la frente',
  'foreheadTemperature.prepare.text': 'Tres cosas antes de medir la temperatura.',
  'foreheadTemperature.prepare.bare': 'La frente despejada: sin pelo ni gorro',
  'foreheadTemperature.prepare.dry': 'La frente seca, sin maquillaje',
  'foreheadTemperature.prepare.inside': 'Desde hace un rato en el interior',
  'foreheadTemperature.position.title': 'Delante del centro de la frente',
  'foreheadTemperature.position.text': 'A la distancia que muestra el aparato. Pulse su botón.',
  'foreheadTemperature.repeat.title': 'Una medición más',
  'foreheadTemperature.repeat.text': 'Séquese la frente, espere un momento y mida.',
  'typed.title': '¿Qué número muestra el termómetro?',
  'typed.text': 'La persona que ayuda escribe las tres cifras, sin la coma.',
  'typed.label': 'Temperatura mostrada',
  'typed.confirm': 'Es este número',
  'typed.outside': 'Un número entre 30 y 43,5.',
  'typed.judge': 'El número se está comprobando.',
  'typed.done': 'La medición está guardada. Tire la funda y deje el termómetro.',
} as const satisfies Partial<Record<TextKey, Entry>>;
