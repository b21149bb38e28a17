import { expect, it } from 'vitest';
import { mergeResult } from '../core/selftest/merge.ts';
import { closedCapabilities } from './closed-capabilities.ts';
import type { SelftestLine, SelftestStatus } from './selftest-protocol.ts';

const line = (
  id: string,
  status: SelftestStatus,
  capabilities: SelftestLine['capabilities'] = [],
  group: SelftestLine['group'] = 'instruments',
): SelftestLine => ({
  id,
  group,
  status,
  reason: null,
  advice: null,
  facts: {},
  capabilities,
  durationMs: 0,
  at: 0,
});
const closed = (...lines: SelftestLine[]) => closedCapabilities({ v: 1, at: 0, lines });

it('a failed instrument closes its own exams only', () => {
  expect(closedCapabilities(null)).toEqual([]);
  expect(
    closed(
      line('instrument.a', 'fail', ['oximetry']),
      line('instrument.b', 'pass', ['weight']),
      line('printer', 'fail', [], 'printing'),
    ),
  ).toEqual(['oximetry']);
  expect(closed(line('instrument.a', 'warn', ['oximetry']))).toEqual([]);
});

it('what another instrument serves stays open', () => {
  const broken = line('instrument.a', 'fail', ['oximetry', 'blood-pressure']);
  expect(closed(broken, line('instrument.b', 'pass', ['oximetry']))).toEqual(['blood-pressure']);
});

it('what a person saw fail stays closed until a person sees it right, whatever a run says', () => {
  const seen = line('guided.cuff', 'fail', ['blood-pressure']);
  const first = mergeResult(null, [line('instrument.b', 'pass', ['blood-pressure'])], true, 1);
  const guided = mergeResult(first, [seen], false, 2);
  const again = mergeResult(guided, [line('instrument.b', 'pass', ['blood-pressure'])], true, 3);
  expect(closedCapabilities(again)).toEqual(['blood-pressure']);
  const mended = mergeResult(again, [line('guided.cuff', 'pass', ['blood-pressure'])], false, 4);
  expect(closedCapabilities(mended)).toEqual([]);
});

it('a line run again keeps its place; a whole run drops what is fitted no more', () => {
  const first = mergeResult(
    null,
    [line('instrument.a', 'fail'), line('instrument.b', 'pass'), line('disk', 'pass', [], 'storage')],
    true,
    1,
  );
  const again = mergeResult(first, [line('instrument.a', 'pass')], false, 2);
  expect(again.lines.map(({ id, status }) => `${id} ${status}`)).toEqual([
    'instrument.a pass',
    'instrument.b pass',
    'disk pass',
  ]);
  const other = mergeResult(again, [line('instrument.c', 'pass')], true, 3);
  expect(other.lines.map(({ id }) => id)).toEqual(['instrument.c']);
});
