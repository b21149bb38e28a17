/** The result of a self-test for people, and for machines. */

import { closedCapabilities } from '../../src-main/api/closed-capabilities.ts';
import {
  SELFTEST_GROUPS,
  SELFTEST_STATUSES,
  type SelftestFact,
  type SelftestLine,
  type SelftestStatus,
} from '../../src-main/api/selftest-protocol.ts';
import {
  adviceText,
  factText,
  lineName,
  reasonText,
  type Say,
} from '../../src-renderer/technician/texts/index.ts';

const MARKS: Readonly<Record<SelftestStatus, string>> = {
  pass: '✓',
  warn: '!',
  fail: '✗',
  'not-fitted': '–',
};
const STATUS_WIDTH = 12;

/** The worst of all that is fitted. */
export function worst(lines: readonly SelftestLine[]): 'pass' | 'warn' | 'fail' {
  if (lines.some(({ status }) => status === 'fail')) return 'fail';
  return lines.some(({ status }) => status === 'warn') ? 'warn' : 'pass';
}

/** One JSON object. `core`: it was running and did the checks. */
export function toJson(lines: readonly SelftestLine[], at: number, core: boolean): string {
  const counts = Object.fromEntries(
    SELFTEST_STATUSES.map((status) => [status, lines.filter((line) => line.status === status).length]),
  );
  const closed = closedCapabilities({ v: 1, at, lines: [...lines] });
  return JSON.stringify({ v: 1, at, core, status: worst(lines), counts, closed, lines }, null, 2);
}

export function toTable(lines: readonly SelftestLine[], at: number, say: Say): string {
  const out: string[] = [];
  for (const group of SELFTEST_GROUPS) {
    const mine = lines.filter((line) => line.group === group);
    if (mine.length === 0) continue;
    out.push('', say(`group.${group}`));
    for (const line of mine) out.push(...toText(line, say));
  }
  const closed = closedCapabilities({ v: 1, at, lines: [...lines] });
  out.push('', say(`summary.${worst(lines)}`));
  if (closed.length > 0)
    out.push(say('summary.closed', { names: closed.map((name) => say(`capability.${name}`)).join(', ') }));
  return out.slice(1).join('\n');
}

function toText(line: SelftestLine, say: Say): string[] {
  const { status, reason, advice, facts } = line;
  const head = `  ${MARKS[status]} ${say(`status.${status}`).padEnd(STATUS_WIDTH)}${lineName(say, line)}`;
  const indent = ' '.repeat(4 + STATUS_WIDTH);
  const told = Object.entries(facts).flatMap(([name, value]) =>
    value === null ? [] : [factText(say, name as SelftestFact, value)],
  );
  return [
    head,
    ...(reason === null
      ? []
      : [`${indent}${reasonText(say, reason.code)}${reason.detail === '' ? '' : ` (${reason.detail})`}`]),
    ...(advice === null || status === 'not-fitted' ? [] : [`${indent}→ ${adviceText(say, advice)}`]),
    ...(told.length === 0 ? [] : [`${indent}${told.join(' · ')}`]),
  ];
}
