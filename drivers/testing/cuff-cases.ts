/** What every remotely started cuff must do alike, as vitest cases over its own bench. */
import { expect, it } from 'vitest';
import { REST_MS } from '../cuff/control.ts';
import { type CuffBench, type CuffModuleUnderTest, neverStartsUnbidden } from './cuff-bench.ts';

export interface CuffCases<M extends CuffModuleUnderTest> {
  setUp(): CuffBench<M>;
  /** In hex. */
  readonly stop: string;
  readonly quietMs: number;
  readonly seed: number;
}

export function itObeysLikeEveryCuff<M extends CuffModuleUnderTest>({
  setUp,
  stop,
  quietMs,
  seed,
}: CuffCases<M>): void {
  it('stops before anything else, and never starts while connecting or watching', async () => {
    const b = setUp();
    await b.watching();
    await b.clock.advance(60_000);
    expect(b.line.sent[0]).toBe(stop);
    expect([...b.starts(), ...b.ends()]).toEqual([]);
  });

  it.each([
    ['an old command', { commandAt: -4000 }, 'command-expired'],
    ['an old ready', { readyAt: -61_000 }, 'ready-expired'],
  ])('%s: refused, no start byte', async (_name, ages, refused) => {
    const b = setUp();
    await b.watching();
    await b.clock.advance(70_000);
    const now = b.clock.now();
    const patch = Object.fromEntries(Object.entries(ages).map(([key, age]) => [key, now + age]));
    expect(await b.passing(b.driver.start(b.permission(patch)), 1500)).toEqual({ refused });
    expect(b.starts()).toEqual([]);
  });

  it('a second start: not while measuring, not before the rest, not with the same permission', async () => {
    const b = setUp();
    expect(await b.driver.start(b.permission())).toEqual({ refused: 'not-negotiated' });
    await b.watching();
    const permission = b.permission();
    await b.passing(b.driver.start(permission), 1000);
    expect(await b.driver.start(permission)).toEqual({ refused: 'measuring' });
    await b.clock.advance(14_000);
    expect(b.ends()).toHaveLength(1);
    expect(await b.driver.start(b.permission())).toEqual({ refused: 'too-soon' });
    await b.clock.advance(REST_MS);
    expect(await b.passing(b.driver.start(permission), 1500)).toEqual({ refused: 'command-expired' });
    expect(await b.passing(b.driver.start(b.permission()), 1500)).toEqual({ started: true });
    expect(b.starts()).toHaveLength(2);
  });

  it('stop: written at once, the end is told, and nothing comes after', async () => {
    const b = setUp();
    await b.started();
    await b.clock.advance(3000);
    const written = b.line.sent.length;
    await b.passing(b.driver.stop(), 1);
    expect(b.line.sent[written]).toBe(stop);
    await b.clock.advance(20_000);
    expect(b.ends()).toMatchObject([{ outcome: { failure: 'stopped' } }]);
    expect(b.module.mmHg).toBe(0);
  });

  it('a stop while the start is prepared takes the start back', async () => {
    const b = setUp();
    await b.watching();
    await b.passing(b.driver.stop(), 1);
    const start = b.driver.start(b.permission());
    await b.clock.advance(20);
    await b.driver.stop();
    expect(await b.passing(start, 2000)).toEqual({ refused: 'stopped' });
    expect(b.starts()).toEqual([]);
  });

  it.each(['leave', 'close'] as const)('%s in mid-measure: told to stop, then ended', async (how) => {
    const b = setUp();
    const done = await b.started();
    await b.clock.advance(3000);
    if (how === 'leave') {
      b.abort.abort();
      await b.clock.advance(1);
      expect(b.module.mmHg).toBe(0);
    }
    await b.passing(b.driver.close(), 600);
    expect(done()).toBe(true);
    expect(b.module.mmHg).toBe(0);
    expect(b.ends()).toHaveLength(1);
    expect(b.line.closed()).toBe(true);
  });

  it('line lost in mid-measure: ended with that, then the fault', async () => {
    const b = setUp();
    const done = await b.started();
    b.line.drop({ code: 'unplugged', detail: 'test' });
    await b.clock.advance(1);
    expect(done()).toBe(true);
    expect(b.events.slice(-2)).toMatchObject([
      { kind: 'cuff-end', outcome: { failure: 'line-lost' } },
      { kind: 'fault', fault: { code: 'unplugged' } },
    ]);
  });

  it('mute in mid-measure: ended, the line given up after its quiet time, and the stop still goes out', async () => {
    const b = setUp();
    const done = await b.started();
    b.module.mute = true;
    await b.clock.advance(quietMs + 500);
    expect(b.ends()).toHaveLength(1);
    expect(done()).toBe(true);
    const written = b.line.sent.length;
    await b.passing(b.driver.close(), 600);
    expect(b.line.sent.slice(written)).toEqual([stop]);
  });

  it('whatever is called when: a start byte only for a fresh permission, and an empty cuff 5 s after a stop', () =>
    neverStartsUnbidden(setUp, { numRuns: 120, seed }));
}
