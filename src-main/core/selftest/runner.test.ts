import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../../drivers/clock.ts';
import { pause } from '../../../drivers/parts/pause.ts';
import { type Check, failed, passed } from './check.ts';
import { runChecks } from './runner.ts';

function bench() {
  const clock = createManualClock();
  const running = new Set<string>();
  const together: string[][] = [];
  const check = (id: string, uses: string[], ms: number, limitMs = 60_000): Check => ({
    id,
    group: 'system',
    capabilities: [],
    uses,
    limitMs,
    async run(signal) {
      running.add(id);
      together.push([...running]);
      await pause(clock, ms, signal);
      running.delete(id);
      return passed();
    },
  });
  const run = (checks: Check[], more: { limitMs?: number; signal?: AbortSignal } = {}) =>
    runChecks({ checks, clock, wallNow: () => 1, ...more });
  return { clock, together, check, run };
}

describe('the runner', () => {
  it('gives a line for each check, in their order, whatever ends first', async () => {
    const b = bench();
    const done = b.run([b.check('slow', [], 500), b.check('quick', [], 10)]);
    await b.clock.advance(600);
    expect((await done).map(({ id, status, durationMs }) => [id, status, durationMs])).toEqual([
      ['slow', 'pass', 500],
      ['quick', 'pass', 10],
    ]);
  });

  it('runs together what disturbs nothing, and one after the other what shares something', async () => {
    const b = bench();
    const done = b.run([
      b.check('a', ['capability oximetry'], 100),
      b.check('b', ['capability oximetry', 'capability ecg'], 100),
      b.check('c', ['capability ecg'], 100),
      b.check('d', [], 100),
    ]);
    await b.clock.advance(400);
    await done;
    expect(b.together.map((ids) => ids.sort().join(' '))).toEqual(['d', 'a d', 'b', 'c']);
  });

  it('a check that hangs fails its own line; what shares with it goes on', async () => {
    const b = bench();
    const hangs: Check = { ...b.check('hangs', ['x'], 0, 1000), run: () => new Promise(() => undefined) };
    const done = b.run([hangs, b.check('next', ['x'], 10)]);
    await b.clock.advance(6000);
    const lines = await done;
    expect(lines[0]).toMatchObject({
      status: 'fail',
      reason: { code: 'took-too-long' },
      advice: 'selftest.took-too-long.advice',
    });
    expect(lines[1]).toMatchObject({ status: 'pass', advice: null });
  });

  it('is over within its own time', async () => {
    const b = bench();
    const done = b.run([b.check('a', ['x'], 800), b.check('b', ['x'], 800)], { limitMs: 1000 });
    await b.clock.advance(1000);
    await b.clock.advance(10);
    expect((await done).map(({ status }) => status)).toEqual(['pass', 'fail']);
  });

  it('a check that throws fails its own line and no other', async () => {
    const b = bench();
    const throws: Check = {
      ...b.check('throws', [], 0),
      run: async () => {
        throw new TypeError('of no importance');
      },
    };
    const done = b.run([throws, { ...b.check('other', [], 0), run: async () => failed('disk-full') }]);
    await b.clock.advance(10);
    expect((await done).map(({ reason }) => reason)).toEqual([
      { code: 'check-broken', detail: 'of no importance' },
      { code: 'disk-full', detail: '' },
    ]);
  });

  it('stops at once when somebody comes in', async () => {
    const b = bench();
    const stop = new AbortController();
    const done = b.run([b.check('a', [], 5000)], { signal: stop.signal });
    await b.clock.advance(100);
    stop.abort();
    expect((await done)[0]).toMatchObject({ status: 'warn', reason: { code: 'cancelled' } });
  });
});
