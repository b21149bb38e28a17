import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** What the patient agreed to: asked where it is needed, seen and taken back at any time of the visit. */
export const agreements = {
  'action.info': 'Informação',
  'agreements.title': 'Os seus acordos e os números úteis',
  'agreements.text': 'Pode mudar de ideias a qualquer momento.',
  'agreements.visit': 'A consulta',
  'agreements.pictures': 'As fotografias e os sons',
  'agreements.third': 'Outra pessoa na chamada',
  'agreements.share': 'As notas para o próximo médico',
  'agreements.given': 'Disse que sim.',
  'agreements.refused': 'Disse que não.',
  'agreements.notAsked': 'Ainda não foi perguntado.',
  'agreements.withdraw': 'Já não quero',
  'agreements.give': 'Estou de acordo',
  'agreements.stop.title': 'Parar a consulta?',
  'agreements.stop.text': 'O médico já não o verá. Nada mais será anotado.',
  'agreements.stop.yes': 'Sim, parar',
  'agreements.stop.no': 'Não, continuar',
  'third.title': 'O médico pergunta-lhe',
  'third.colleague': 'Outro médico pode entrar na chamada? Pode dizer não, a visita continua.',
  'third.interpreter': 'Um intérprete pode entrar na chamada? Pode dizer não, a visita continua.',
  'third.student': 'Um estudante de medicina pode entrar na chamada? Pode dizer não, a visita continua.',
  'third.yes': 'Sim, estou de acordo',
  'third.no': 'Não',
} as const satisfies Partial<Record<TextKey, Entry>>;
