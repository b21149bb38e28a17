/** Plain text as the XHTML of a narrative, and back: https://hl7.org/fhir/R4/narrative.html */
import type { Narrative } from 'fhir/r4.js';

const ESCAPES: readonly (readonly [plain: string, escaped: string])[] = [
  // First on the way in, last on the way back.
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
];

/** Lines stay lines. */
export function narrative(text: string): Narrative {
  const escaped = ESCAPES.reduce((so, [plain, as]) => so.replaceAll(plain, as), text);
  const lines = escaped.split('\n').join('<br/>');
  return { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml"><p>${lines}</p></div>` };
}

/** Whatever a record has made of it: markup goes, its words stay. */
export function plainText(div: string): string {
  const lines = div
    .replace(/<br\s*\/?>|<\/p>/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&#39;|&apos;/g, "'")
    .replace(/&nbsp;|&#160;/g, '\u00a0');
  return ESCAPES.toReversed()
    .reduce((so, [plain, as]) => so.replaceAll(as, plain), lines)
    .trim();
}
