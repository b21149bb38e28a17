import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** Thermometers that a helper holds and reads. */
export const handheld = {
  'earTemperature.prepare.title': 'Prepare o termómetro de ouvido',
  'earTemperature.prepare.text': 'Três coisas antes de medir a temperatura.',
  'earTemperature.prepare.cover': 'Uma proteção nova no termómetro',
  'earTemperature.prepare.ear': 'Um ouvido que não estava contra uma almofada',
  'earTemperature.prepare.wait': '20 minutos depois do banho, do frio ou do calor',
  'earTemperature.position.title': 'Ponha a ponta no ouvido',
  'earTemperature.position.up': 'Puxe a orelha para cima e para trás. A ponta para o nariz. Meça.',
  'earTemperature.position.down': 'Puxe a orelha para baixo e para trás. A ponta para o nariz. Meça.',
  'earTemperature.repeat.title': 'Mais uma medição',
  'earTemperature.repeat.text': 'Três medições, no mesmo ouvido: conta a mais alta.',
  'foreheadTemperature.prepare.title': 'Prepare a testa',
  'foreheadTemperature.prepare.text': 'Três coisas antes de medir a temperatura.',
  'foreheadTemperature.prepare.bare': 'A testa livre: nem cabelo nem gorro',
  'foreheadTemperature.prepare.dry': 'A testa seca, sem maquilhagem',
  'foreheadTemperature.prepare.inside': 'Há já um bocado dentro de casa',
  'foreheadTemperature.position.title': 'Em frente do meio da testa',
  'foreheadTemperature.position.text': 'À distância que o aparelho mostra. Carregue no botão.',
  'foreheadTemperature.repeat.title': 'Mais uma medição',
  'foreheadTemperature.repeat.text': 'Limpe a testa, espere um momento e meça.',
  'typed.title': 'Que número mostra o termómetro?',
  'typed.text': 'A pessoa que ajuda escreve os três algarismos, sem a vírgula.',
  'typed.label': 'Temperatura mostrada',
  'typed.confirm': 'É este número',
  'typed.outside': 'Um número entre 30 e 43,5.',
  'typed.judge': 'O número está a ser verificado.',
  'typed.done': 'A medição está guardada. Deite fora a proteção e pouse o termómetro.',
} as const satisfies Partial<Record<TextKey, Entry>>;
