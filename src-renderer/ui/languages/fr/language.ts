import { fr } from '../fr.ts';
import type { LanguageInfo } from '../language.ts';

export const language: LanguageInfo = {
  name: 'Français',
  tag: 'fr',
  dir: 'ltr',
  keyboard: 'azerty',
  voice: { engine: 'pico', locale: 'fr-FR', kilobits: 24 },
  texts: fr,
};
