import { SELFTEST_GROUPS, type SelftestLine, type SelftestResult } from '../../api/selftest-protocol.ts';

const isGuided = ({ id }: SelftestLine): boolean => id.startsWith('guided.');

/**
 * The last word on each line. A whole run replaces all that was there but the guided lines: what a person saw fail
 * stays until a person sees it right.
 */
export function mergeResult(
  before: SelftestResult | null,
  lines: readonly SelftestLine[],
  whole: boolean,
  at: number,
): SelftestResult {
  const kept = (before?.lines ?? []).filter(
    (line) => !lines.some(({ id }) => id === line.id) && (!whole || isGuided(line)),
  );
  const order = (line: SelftestLine): number =>
    (isGuided(line) ? SELFTEST_GROUPS.length : 0) + SELFTEST_GROUPS.indexOf(line.group);
  const replaced = (before?.lines ?? []).map(({ id }) => id);
  const place = ({ id }: SelftestLine): number => (whole ? -1 : replaced.indexOf(id));
  const all = [...lines, ...kept].sort((a, b) => order(a) - order(b) || place(a) - place(b));
  return { v: 1, at, lines: all };
}
