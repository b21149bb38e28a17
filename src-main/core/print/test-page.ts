/** One A4 page as PDF: a frame near the edges, lines to judge sharpness by, and its date. No patient data. */

import { onePagePdf, PAGE } from './one-page-pdf.ts';

const { width: WIDTH, height: HEIGHT } = PAGE;
/** Points. */
const MARGIN = 28;

/** `when`: ISO 8601; `place`: where the cabinet stands. */
export function testPage(place: string, when: string): Buffer {
  const lines = Array.from({ length: 12 }, (_, i) => {
    const y = 420 - i * 12;
    return `${(0.25 * (i + 1)).toFixed(2)} w ${MARGIN + 60} ${y} m ${WIDTH - MARGIN - 60} ${y} l S`;
  });
  const content = [
    `1 w ${MARGIN} ${MARGIN} ${WIDTH - 2 * MARGIN} ${HEIGHT - 2 * MARGIN} re S`,
    ...lines,
    'BT /F1 28 Tf 88 700 Td (Box M\\351dicale) Tj ET',
    "BT /F1 18 Tf 88 660 Td (Page d'essai / Test page) Tj ET",
    `BT /F1 12 Tf 88 620 Td (${latin(place)}) Tj ET`,
    `BT /F1 12 Tf 88 600 Td (${latin(when)}) Tj ET`,
    'BT /F1 12 Tf 88 560 Td (ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789) Tj ET',
  ].join('\n');
  return Buffer.from(onePagePdf(content), 'latin1');
}

/** Text of a PDF string in WinAnsi; what it has no letter for becomes `?`. */
function latin(text: string): string {
  return text.replace(/[^\x20-\x7e\xa0-\xff]/g, '?').replace(/[\\()]/g, '\\$&');
}
