import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** What makes the screen usable for one person, until the visit ends. */
export const access = {
  'access.open': 'Acessibilidade',
  'access.title': 'De que precisa?',
  'access.text': 'Estas definições são apagadas no fim da visita.',
  'access.large': 'Textos grandes',
  'access.contrast': 'Contraste forte',
  'access.still': 'Sem animação',
  'access.slow': 'Voz mais lenta',
  'access.low': 'Botões em baixo no ecrã',
  'access.switch': {
    text: 'Um só botão',
    voice: 'Um só botão: as escolhas passam uma a uma, uma tecla escolhe.',
  },
  'access.pace': 'Velocidade da passagem',
  'access.pace.slow': 'Lenta',
  'access.pace.medium': 'Média',
  'access.pace.fast': 'Rápida',
  'access.done': 'Está bem assim',
} as const satisfies Partial<Record<TextKey, Entry>>;
