import type { Entry } from '../entry.ts';
import type { safeFr } from './fr.ts';

export const safeEn: Readonly<Record<keyof typeof safeFr, Entry>> = {
  'safe.quit': 'Quick exit',
  'check.alone': 'Are you alone in the cabin?',
  'poster.title': 'Wash your hands',
  'poster.text': 'Thirty seconds, with water and soap.',
  'poster.wet': 'Wet your hands.',
  'poster.soap': 'Soap the palms, the backs of the hands and the fingers.',
  'poster.rinse': 'Rinse, then dry.',
  'poster.close': 'Close',
};
