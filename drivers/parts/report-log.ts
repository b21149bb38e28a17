/** A USB log as text: `time rx|tx input|output|feature hex`, one report a line; the rest of a line after `#` is a comment. */
import { parseHex } from './hex.ts';

const LINE = /^\S+\s+(rx|tx)\s+\w+\s+([0-9a-f]+)$/i;

/** The input reports in order. `badLine` counts from 1. */
export function parseReportLog(
  text: string,
): { readonly reports: readonly Uint8Array[] } | { readonly badLine: number } {
  const reports: Uint8Array[] = [];
  for (const [i, line] of text.split('\n').entries()) {
    const content = line.replace(/#.*/, '').trim();
    if (content === '') continue;
    const [, direction, hex = ''] = LINE.exec(content) ?? [];
    const report = direction === undefined ? null : parseHex(hex);
    if (report === null) return { badLine: i + 1 };
    if (direction?.toLowerCase() === 'rx') reports.push(report);
  }
  return { reports };
}
