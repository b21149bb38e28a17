/** Languages of the patient’s screens. Written by scripts/voice-pack.ts; one line a language. */
// biome-ignore format: one line a language
export const LANGUAGES = [
  'fr',
  'fr-falc',
  'ar',
  'en',
  'es',
  'pt',
  'ru',
  'tr',
] as const;
