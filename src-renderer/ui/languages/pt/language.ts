import type { LanguageInfo } from '../language.ts';
import { access } from './access.ts';
import { agreements } from './agreements.ts';
import { care } from './care.ts';
import { closing } from './closing.ts';
import { corrections } from './corrections.ts';
import { documents } from './documents.ts';
import { endings } from './endings.ts';
import { exams } from './exams.ts';
import { handheld } from './handheld.ts';
import { instruments } from './instruments.ts';
import { lead } from './lead.ts';
import { mediaExams } from './media-exams.ts';
import { person } from './person.ts';
import { safe } from './safe.ts';
import { visit } from './visit.ts';

export const language: LanguageInfo = {
  name: 'Português',
  tag: 'pt-PT',
  dir: 'ltr',
  keyboard: 'qwerty',
  voice: { engine: 'espeak', locale: 'pt', kilobits: 12, speed: 140, gain: 4 },
  texts: {
    ...visit,
    ...exams,
    ...instruments,
    ...endings,
    ...access,
    ...agreements,
    ...care,
    ...closing,
    ...corrections,
    ...documents,
    ...handheld,
    ...lead,
    ...mediaExams,
    ...person,
    ...safe,
  },
};
