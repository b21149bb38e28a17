import { frFalc } from '../fr-falc.ts';
import type { LanguageInfo } from '../language.ts';

export const language: LanguageInfo = {
  name: 'Français facile',
  tag: 'fr',
  dir: 'ltr',
  keyboard: 'azerty',
  voice: { engine: 'pico', locale: 'fr-FR', kilobits: 24 },
  texts: frFalc,
};
