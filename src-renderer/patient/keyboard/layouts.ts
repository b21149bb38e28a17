import type { Language } from '../../../state-machines/contract.ts';
import { languages } from '../../ui/languages/index.ts';

/** Keys of a layout, row by row. Names in angle brackets are keys that act. */
export type Row = readonly string[];
export const ACTS = ['<delete>', '<space>', '<accents>', '<letters>'] as const;
export type Act = (typeof ACTS)[number];
export const isAct = (key: string): key is Act => (ACTS as readonly string[]).includes(key);

const rows = (...lines: string[]): Row[] => lines.map((line) => line.split(' '));

const AZERTY = rows(
  'A Z E R T Y U I O P',
  'Q S D F G H J K L M',
  "W X C V B N ' - <delete>",
  '<accents> <space>',
);
const QWERTY = rows(
  'Q W E R T Y U I O P',
  'A S D F G H J K L',
  "Z X C V B N M ' - <delete>",
  '<accents> <space>',
);
const LETTERS = { azerty: AZERTY, qwerty: QWERTY } as const;
const ACCENTS = rows(
  'É È Ê Ë À Â Ä Ç',
  'Î Ï Ô Ö Ù Û Ü Ÿ',
  'Ñ Æ Œ Á Í Ó Ú Õ',
  'Ã Ğ İ Ş <delete>',
  '<letters> <space>',
);
const DIGITS = rows('1 2 3', '4 5 6', '7 8 9', '0 <delete>');

/** In the order of a telephone. */
const PHONE = rows('1 2 3', '4 5 6', '7 8 9', '+ 0 <delete>');

const NUMBER_ROW = rows('1 2 3 4 5 6 7 8 9 0');

export interface Layout {
  readonly letters: readonly Row[];
  readonly accents: readonly Row[];
}

/** Letters of a person's name, as people of this language find them on a keyboard. */
export function nameLayout(language: Language): Layout {
  return { letters: LETTERS[languages[language].keyboard], accents: ACCENTS };
}

/** Digits above letters, for a booking code. */
export function codeLayout(language: Language): Layout {
  const letters = [...NUMBER_ROW, ...LETTERS[languages[language].keyboard].slice(0, 3)];
  return { letters, accents: letters };
}

export const dateLayout: Layout = { letters: DIGITS, accents: DIGITS };
export const phoneLayout: Layout = { letters: PHONE, accents: PHONE };
