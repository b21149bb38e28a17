import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../../drivers/clock.ts';
import { pause } from '../../../drivers/parts/pause.ts';
import type { FromCore } from '../../api/core-api.ts';
import { selftestResultSchema } from '../../api/selftest-protocol.ts';
import { type Journal, openJournal } from '../../journal/index.ts';
import { type Check, failed, type Outcome, passed } from './check.ts';
import { createSelftestDesk } from './desk.ts';
import { createLitGuide, createToneGuide } from './guided/asked.ts';
import { createSelftestMemory, SELFTEST_DONE } from './memory.ts';

let folder: string;
let journal: Journal;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'desk-'));
  journal = await openJournal({ file: join(folder, 'journal.sqlite') });
});
afterEach(async () => {
  await journal.close();
  rmSync(folder, { recursive: true, force: true });
});

async function bench() {
  const clock = createManualClock();
  const told: FromCore[] = [];
  const says = { free: true, oximeter: failed('not-plugged') as Outcome };
  const check = (id: string, more: Partial<Check>): Check => ({
    id,
    group: 'instruments',
    capabilities: [],
    uses: [],
    limitMs: 10_000,
    run: async () => passed(),
    ...more,
  });
  const wallNow = () => 5000;
  const desk = createSelftestDesk({
    checks: () => [
      check('instrument.oximetry', {
        capabilities: ['oximetry'],
        async run(signal) {
          await pause(clock, 1000, signal);
          return says.oximeter;
        },
      }),
      check('disk', { group: 'storage' }),
    ],
    guides: () => ({ tone: createToneGuide({ clock, wallNow }), lit: createLitGuide({ clock, wallNow }) }),
    memory: createSelftestMemory(journal),
    clock,
    now: () => ({ mono: clock.now(), wall: 5000, clockSure: true }),
    free: () => says.free,
    tell: (message) => told.push(message),
    changed: () => {},
    onError: (error) => {
      throw error;
    },
  });
  await desk.recall();
  const whole = async () => {
    const refused = desk.run(null);
    await clock.advance(1100);
    await desk.settled();
    return refused;
  };
  return { clock, told, says, desk, whole };
}

describe('the self-test’s desk', () => {
  it('tells each line as it comes, keeps the result, and closes what failed', async () => {
    const b = await bench();
    expect(await b.whole()).toBeNull();
    expect(b.told.map((m) => (m.type === 'selftest.line' ? m.line.id : m.type))).toEqual([
      'selftest.state',
      'disk',
      'instrument.oximetry',
      'selftest.state',
    ]);
    expect(b.desk.closed()).toEqual(['oximetry']);
    const events = await journal.read({ epoch: 0, seq: 0 }, 10);
    expect(events.map(({ kind, visit }) => [kind, visit])).toEqual([[SELFTEST_DONE, null]]);
    expect(selftestResultSchema.parse(events[0]?.payload)).toEqual(b.desk.result());
  });

  it('a restart knows what is closed; running the line again opens it', async () => {
    const before = await bench();
    await before.whole();
    const after = await bench();
    expect(after.desk.closed()).toEqual(['oximetry']);
    after.says.oximeter = passed();
    expect(after.desk.run(['instrument.oximetry'])).toBeNull();
    await after.clock.advance(1100);
    await after.desk.settled();
    expect(after.desk.closed()).toEqual([]);
    expect((await bench()).desk.closed()).toEqual([]);
    expect(after.desk.result()?.lines.map(({ id }) => id)).toEqual(['instrument.oximetry', 'disk']);
  });

  it('does nothing while somebody is in the cabinet, and stops when somebody comes in', async () => {
    const b = await bench();
    b.says.free = false;
    expect(b.desk.run(null)).toBe('visit');
    b.says.free = true;
    expect(b.desk.run(null)).toBeNull();
    expect(b.desk.run(null)).toBe('busy');
    await b.clock.advance(500);
    b.says.free = false;
    b.desk.visitChanged();
    await b.desk.settled();
    expect(b.desk.result()).toBeNull();
    expect(await journal.read({ epoch: 0, seq: 0 }, 10)).toEqual([]);
  });

  it('knows no check that it has not', async () => {
    const b = await bench();
    expect(b.desk.run(['disk', 'coffee'])).toBe('unknown');
    expect(b.desk.guide({ type: 'guide', step: 'cuff', say: 'begin' })).toBe('unknown');
    expect(b.desk.guide({ type: 'guide', step: 'tone', say: 'yes' })).toBe('nothing-to-say');
  });

  it.each([
    ['yes', 30, 'pass', undefined],
    ['yes', 2, 'warn', 'tone-not-heard'],
    ['yes', null, 'warn', 'tone-not-heard'],
    ['no', 30, 'fail', 'said-no'],
  ] as const)('test tone: the person says %s, the microphone %s dB', async (say, levelDb, status, code) => {
    const b = await bench();
    expect(b.desk.guide({ type: 'guide', step: 'tone', say: 'begin' })).toBeNull();
    await b.clock.advance(10);
    expect(b.desk.guide({ type: 'guide', step: 'tone', say, levelDb })).toBeNull();
    await b.desk.settled();
    const line = b.desk.result()?.lines[0];
    expect([line?.id, line?.status, line?.reason?.code]).toEqual(['guided.tone', status, code]);
  });

  it.each([
    ['yes', 'no-data-cable'],
    ['no', 'device-off'],
  ] as const)('an instrument that is not seen: lit, %s', async (say, code) => {
    const b = await bench();
    await b.whole();
    b.desk.guide({ type: 'guide', step: 'lit', say: 'begin', line: 'instrument.oximetry' });
    await b.clock.advance(10);
    b.desk.guide({ type: 'guide', step: 'lit', say });
    await b.desk.settled();
    expect(b.desk.result()?.lines[0]).toMatchObject({
      id: 'instrument.oximetry',
      status: 'fail',
      reason: { code },
      advice: `fault.${code}.technician`,
    });
    expect(b.desk.closed()).toEqual(['oximetry']);
  });

  it('a guided part that is stopped leaves no word', async () => {
    const b = await bench();
    b.desk.guide({ type: 'guide', step: 'tone', say: 'begin' });
    await b.clock.advance(10);
    b.desk.stop();
    await b.desk.settled();
    expect(b.desk.result()).toBeNull();
    expect(b.told.some((m) => m.type === 'selftest.guide' && m.guide === null)).toBe(true);
  });
});
