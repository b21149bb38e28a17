import type { Entry } from '../entry.ts';
import type { careFr } from './fr.ts';

export const carePlain: Readonly<Record<keyof typeof careFr, Entry>> = {
  'care.title': 'Est-ce que ça va ?',
  'care.text': 'Touchez le grand bouton. Sinon, nous appelons quelqu’un.',
  'care.well': 'Oui, ça va',
  'care.unwell': 'Non, il me faut de l’aide',
  'care.seconds': { text: '{{seconds}} secondes', voice: 'Répondez maintenant.' },
  'care.called.title': 'Nous appelons l’accueil',
  'care.called.text': 'Restez ici. Nous prévenons quelqu’un.',
  'care.coming.title': 'Quelqu’un arrive',
  'care.coming.text': 'L’accueil a répondu. Restez ici.',
  'care.unreachable.title': 'L’accueil ne répond pas',
  'care.unreachable.text': 'Appelez fort. Ou faites le 15 avec un téléphone.',
  'check.hears': 'Vous entendez bien le médecin ?',
  'check.at-ease': 'Ça va pour continuer ?',
  'check.yes': 'Oui',
  'check.no': 'Non',
  'care.close': 'J’ai compris',
};
