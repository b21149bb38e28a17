import { en } from '../en.ts';
import type { LanguageInfo } from '../language.ts';

export const language: LanguageInfo = {
  name: 'English',
  tag: 'en',
  dir: 'ltr',
  keyboard: 'qwerty',
  voice: { engine: 'pico', locale: 'en-GB', kilobits: 24 },
  texts: en,
};
