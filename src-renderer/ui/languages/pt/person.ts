import type { Entry } from '../entry.ts';
import type { TextKey } from '../fr.ts';

/** Who the patient is beyond his name: asked of everybody, one question a screen. */
export const person = {
  'details.sex.title': 'Qual é o seu sexo?',
  'details.sex.text': 'Como está escrito no seu documento de identidade.',
  'details.sex.female': 'Feminino',
  'details.sex.male': 'Masculino',
  'details.sex.unsaid': 'Não quero dizer',
  'details.companion.title': 'Alguém o acompanha?',
  'details.companion.text': 'O médico saberá quem está presente.',
  'details.companion.nobody': 'Não, ninguém',
  'details.companion.relative': 'Sim, um familiar ou amigo',
  'details.companion.carer': 'Sim, uma pessoa que me ajuda',
  'details.companion.interpreter': 'Sim, um intérprete',
  'details.companion.other': 'Sim, outra pessoa',
  'details.guardian.title': 'Está presente o pai, a mãe ou um tutor?',
  'details.guardian.text': 'Pergunta-se a todas as pessoas com menos de 18 anos.',
  'details.guardian.parent': 'Sim, o pai ou a mãe',
  'details.guardian.guardian': 'Sim, um tutor ou uma tutora',
  'details.guardian.absent': 'Não',
  'details.guardianName.title': 'Como se chama essa pessoa?',
  'details.guardianName.text': 'Escreva o nome e o apelido do pai, da mãe ou do tutor.',
  'details.guardianName.label': 'Nome e apelido do pai, da mãe ou do tutor',
  'details.guardianName.empty': 'O nome está vazio. Escreva o nome do pai, da mãe ou do tutor.',
  'details.minorAlone.title': 'Pode falar com o médico',
  'details.minorAlone.text':
    'Tem menos de 18 anos e nenhum dos pais está presente. O médico saberá. Ele dir-lhe-á o que pode fazer.',
  'details.minorAlone.go': 'Compreendi, continuo',
  'details.callback.title': 'Para que número podemos ligar-lhe?',
  'details.callback.text': 'Se a chamada se cortar, o médico pode telefonar-lhe.',
  'details.callback.label': 'Número de telefone',
  'details.callback.empty': 'O número está vazio. Escreva-o, ou toque em «Sem número».',
  'details.callback.bad': 'Este número não está completo. Verifique-o.',
  'details.callback.skip': 'Sem número',
} as const satisfies Partial<Record<TextKey, Entry>>;
