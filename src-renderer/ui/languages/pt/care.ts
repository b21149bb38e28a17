import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** When the watch asks whether all is well. */
export const care = {
  'care.title': 'Está tudo bem?',
  'care.text': 'Toque no botão grande. Sem resposta, alguém da receção é chamado.',
  'care.well': 'Sim, está tudo bem',
  'care.unwell': 'Não, preciso de ajuda',
  'care.seconds': { text: '{{seconds}} segundos', voice: 'Responda agora, por favor.' },
  'care.called.title': 'A receção foi chamada',
  'care.called.text': 'Fique onde está. Alguém foi avisado.',
  'care.coming.title': 'Vem aí alguém',
  'care.coming.text': 'A receção respondeu. Fique onde está.',
  'care.unreachable.title': 'Não é possível chamar a receção',
  'care.unreachable.text': 'Chame em voz alta, ou marque o 15 num telefone.',
  'check.hears': 'Ouve bem o médico?',
  'check.at-ease': 'Sente-se à vontade para continuar?',
  'check.yes': 'Sim',
  'check.no': 'Não',
  'care.close': 'Compreendi',
} as const satisfies Partial<Record<TextKey, Entry>>;
