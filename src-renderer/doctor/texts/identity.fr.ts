/** Who the patient is, in French. `identity.en.ts` has the same shape. */
import type { Companion, Guardian, Identifier, Sex } from '../../../state-machines/details.ts';

const sex: Readonly<Record<Sex, string>> = {
  female: 'Sexe féminin',
  male: 'Sexe masculin',
  unsaid: 'Sexe : ne veut pas le dire',
};
const companion: Readonly<Record<Companion, string>> = {
  nobody: 'Sans accompagnant',
  relative: 'Avec un proche',
  carer: 'Avec un aidant',
  interpreter: 'Avec un interprète',
  other: 'Accompagné',
};
const guardian: Readonly<Record<Guardian, string>> = {
  parent: 'Parent',
  guardian: 'Tuteur',
  absent: 'Aucun représentant légal',
};
const identifiers: Readonly<Record<Identifier, string>> = {
  name: 'nom et prénom de naissance',
  birthDate: 'date de naissance',
  birthPlace: 'lieu de naissance',
  paper: 'pièce d’identité',
};

export const identity = {
  phases: { details: 'Renseignements' },
  commands: {
    'identity.check': 'Identité confirmée à voix haute',
    'third.ask': 'Demander l’accord pour un tiers',
  },
  sex,
  companion,
  guardian,
  identifiers,
  guardianOf: (link: string, name: string) => `${link} : ${name}`,
  callback: 'Rappel',
  minorAlone: 'Mineur sans représentant légal',
  minorAloneHint: 'Il le sait, et il sait que vous le savez. À vous de dire ce qui est possible.',
  check: {
    heading: 'Faites dire deux éléments au patient et comparez',
    open: 'Confirmer l’identité',
    confirm: 'Confirmer',
    takeBack: 'Annuler la confirmation',
    cancel: 'Fermer',
    notYet: 'Non confirmée',
    notYetHint: 'Ce qui part maintenant est marqué comme non confirmé.',
    done: (what: string, who: string) => `Confirmée à voix haute (${what}), ${who}`,
  },
  agreements: {
    pictures: 'Images',
    share: 'Notes',
    thirds: { colleague: 'Autre médecin', interpreter: 'Interprète', student: 'Étudiant' },
    ask: 'Tiers dans l’appel…',
    said: { yes: 'oui', no: 'non', open: '–' },
    heading: 'Accords du patient : images et sons, notes au prochain médecin, tiers dans l’appel',
  },
  summary: {
    notChecked: 'NON CONFIRMÉE par le médecin',
    checked: (what: string) => `confirmée à voix haute par le médecin (${what})`,
  },
};
export type IdentityTexts = typeof identity;
