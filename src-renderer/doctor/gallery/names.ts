/** The stories by name, for those who run outside a page. */
export const STORY_NAMES = [
  'login',
  'login-refused',
  'login-unreachable',
  'waiting',
  'waiting-empty',
  'waiting-first',
  'waiting-down',
  'waiting-refused',
  'connecting',
  'idle',
  'measuring',
  'trouble',
  'stale',
  'absent',
  'under',
  'lost',
  'results',
  'voice',
  'closing-ended',
  'closing-lease',
] as const;
export type StoryName = (typeof STORY_NAMES)[number];
