/** What goes on the pages of a summary and of a patient's sheet, for pdfmake. Pure. A4, points. */
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';

import { commonLetters } from '../../model/summary.ts';

const FONT = 'Sans';
const MARGIN = 57;

/** A line in capitals alone is a heading, as the text itself shows it. */
const isHeading = (line: string): boolean => /\p{L}/u.test(line) && line === line.toUpperCase();

const paper = (title: string, made: Date, lang: string): Omit<TDocumentDefinitions, 'content'> => ({
  pageSize: 'A4',
  pageMargins: [MARGIN, MARGIN, MARGIN, MARGIN],
  language: lang,
  info: { title, creationDate: made },
});

/** `text`: as the doctor leaves it. `made`: the file's own date, so that the same text gives the same file. */
export function summaryPages(
  text: string,
  made: Date,
  page: (n: number, of: number) => string,
  lang: string,
): TDocumentDefinitions {
  const [title = '', ...lines] = commonLetters(text).split('\n');
  return {
    ...paper(title, made, lang),
    defaultStyle: { font: FONT, fontSize: 10, lineHeight: 1.25 },
    content: [
      { text: title, bold: true, fontSize: 14, margin: [0, 0, 0, 8] },
      ...lines.map((line) =>
        isHeading(line)
          ? { text: line, bold: true, fontSize: 11, margin: [0, 6, 0, 2] as [number, number, number, number] }
          : { text: line === '' ? ' ' : line, ...(line === '' ? { fontSize: 4 } : {}) },
      ),
    ],
    footer: (n, of) => ({
      text: page(n, of),
      alignment: 'right',
      fontSize: 8,
      margin: [MARGIN, 16, MARGIN, 0],
    }),
  };
}

export interface SheetPaper {
  readonly title: string;
  /** Whose it is, so that nobody takes another one's home. */
  readonly name: string;
  readonly date: string;
  readonly lines: readonly string[];
}

/** Large, one thing a line, nothing of the why: a paper may be found. */
export function sheetPages(
  { title, name, date, lines }: SheetPaper,
  made: Date,
  lang: string,
): TDocumentDefinitions {
  return {
    ...paper(title, made, lang),
    defaultStyle: { font: FONT, fontSize: 18, lineHeight: 1.4 },
    content: [
      { text: title, bold: true, fontSize: 26 },
      { text: [name, date].filter((part) => part !== '').join(', '), fontSize: 14, margin: [0, 0, 0, 18] },
      ...lines.map((line) => ({
        text: commonLetters(line),
        margin: [0, 0, 0, 12] as [number, number, number, number],
      })),
    ],
  };
}
