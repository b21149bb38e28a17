import type { Entry } from '../entry.ts';
import type { accessFr } from './fr.ts';

export const accessEn = {
  'access.open': 'Accessibility',
  'access.title': 'What do you need?',
  'access.text': 'These settings are erased when the visit ends.',
  'access.large': 'Large text',
  'access.contrast': 'High contrast',
  'access.still': 'No animation',
  'access.slow': 'Slower voice',
  'access.low': 'Buttons at the bottom of the screen',
  'access.switch': { text: 'One switch', voice: 'One switch: the choices pass one by one, a key chooses.' },
  'access.pace': 'Speed of the choices',
  'access.pace.slow': 'Slow',
  'access.pace.medium': 'Medium',
  'access.pace.fast': 'Fast',
  'access.done': 'That is fine',
} as const satisfies Record<keyof typeof accessFr, Entry>;
