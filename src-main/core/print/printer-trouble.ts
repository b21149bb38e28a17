/** printer-state-reasons (RFC 8011, 5.4.12, and the IANA registry) as what somebody beside the printer can mend. */

import type { PrinterTrouble } from '../../../state-machines/documents.ts';

/** They end in a severity; `-report` is no trouble. Simple printers call an empty tray or a jam a warning. */
const MEANINGS: readonly (readonly [RegExp, PrinterTrouble])[] = [
  [/^media-(empty|needed)(-warning|-error)?$/, 'paper-out'],
  [/^(media-jam|input-tray-missing)(-warning|-error)?$/, 'jam'],
  [/^(cover-open|door-open|interlock-open)(-warning|-error)?$/, 'cover-open'],
  [/^(marker-supply-empty|toner-empty|developer-empty)(-warning|-error)?$/, 'no-ink'],
  [/^(paused|moving-to-paused|stopped-partly)$/, 'paused'],
  [/-error$/, 'out-of-order'],
];

/** The first that stops printing; null: none does. */
export function troubleOf(reasons: readonly string[]): PrinterTrouble | null {
  for (const [pattern, trouble] of MEANINGS)
    if (reasons.some((reason) => pattern.test(reason))) return trouble;
  return null;
}
