import { describe, expect, it } from 'vitest';
import { createManualClock } from '../clock.ts';
import type { CuffEvent, StartRefusal } from './contract.ts';
import { createCuffControl, LIMIT_MMHG, REST_MS } from './control.ts';
import { createPermissionGate } from './permission.ts';

function setUp() {
  const clock = createManualClock();
  const events: CuffEvent[] = [];
  const written: string[] = [];
  const module = {
    streaming: true,
    unready: null as StartRefusal | null,
    prepared: Promise.resolve<StartRefusal | null>(null),
  };
  const control = createCuffControl({
    clock,
    gate: createPermissionGate(),
    emit: (event) => events.push(event),
    streaming: () => module.streaming,
    unready: () => module.unready,
    prepare: () => module.prepared,
    async writeStart(patient) {
      written.push(`start ${patient}`);
    },
    async writeStop() {
      written.push('stop');
    },
    startMs: 500,
    silentMs: 2000,
    overallMs: 60_000,
  });
  const now = () => clock.now();
  const permission = (commandId: string) =>
    ({ commandId, commandAt: now(), readyAt: now(), patient: 'child' }) as const;
  const ends = () => events.flatMap((event) => (event.kind === 'cuff-end' ? [event.outcome] : []));
  return { clock, events, written, module, control, now, permission, ends };
}

describe('cuff control', () => {
  it('starts once, tells one end, and rests before the next', async () => {
    const b = setUp();
    expect(await b.control.start(b.permission('a'))).toEqual({ started: true });
    expect(await b.control.start(b.permission('b'))).toEqual({ refused: 'measuring' });
    b.control.measures(b.now(), 40);
    b.control.finish({ failure: 'movement' });
    b.control.finish({ failure: 'leak' });
    expect(b.ends()).toEqual([{ failure: 'movement' }]);
    expect(await b.control.start(b.permission('c'))).toEqual({ refused: 'too-soon' });
    await b.clock.advance(REST_MS);
    expect(await b.control.start(b.permission('d'))).toEqual({ started: true });
    expect(b.written).toEqual(['start child', 'start child']);
  });

  it.each<[string, (b: ReturnType<typeof setUp>) => unknown, StartRefusal]>([
    ['the line goes', ({ module }) => Object.assign(module, { streaming: false }), 'not-negotiated'],
    [
      'air comes into the cuff',
      ({ module }) => Object.assign(module, { unready: 'not-deflated' }),
      'not-deflated',
    ],
    ['a stop comes', ({ control }) => control.stop(), 'stopped'],
    ['the watch ends', ({ control }) => control.leave(false), 'stopped'],
    ['the command gets old', ({ clock }) => clock.advance(3000), 'command-expired'],
  ])('while it is prepared, %s: refused, nothing written that inflates', async (_name, happen, refused) => {
    const b = setUp();
    let prepared: (refusal: null) => void = () => undefined;
    b.module.prepared = new Promise((resolve) => {
      prepared = resolve;
    });
    const started = b.control.start(b.permission('a'));
    expect(b.control.starting).toBe(true);
    await happen(b);
    prepared(null);
    expect(await started).toEqual({ refused });
    expect(b.written.filter((what) => what !== 'stop')).toEqual([]);
    expect(b.ends()).toEqual([]);
  });

  it('not said to measure in time: taken back', async () => {
    const b = setUp();
    await b.control.start(b.permission('a'));
    await b.clock.advance(500);
    b.control.tick();
    expect(b.ends()).toEqual([{ failure: 'not-started' }]);
    expect(b.written.at(-1)).toBe('stop');
  });

  it('silent about the cuff, or too long, or above what any cuff may hold: stopped', async () => {
    const silent = setUp();
    await silent.control.start(silent.permission('a'));
    silent.control.measures(silent.now(), 20);
    await silent.clock.advance(1999);
    silent.control.tick();
    expect(silent.ends()).toEqual([]);
    await silent.clock.advance(1);
    silent.control.tick();
    expect(silent.ends()).toEqual([{ failure: 'hardware' }]);

    const long = setUp();
    await long.control.start(long.permission('a'));
    for (let s = 0; s < 60; s += 1) {
      long.control.measures(long.now(), 150);
      await long.clock.advance(1000);
    }
    long.control.tick();
    expect(long.ends()).toEqual([{ failure: 'took-too-long' }]);

    const high = setUp();
    await high.control.start(high.permission('a'));
    high.control.measures(high.now(), LIMIT_MMHG);
    expect(high.ends()).toEqual([]);
    high.control.measures(high.now(), LIMIT_MMHG + 1);
    expect(high.ends()).toEqual([{ failure: 'over-pressure' }]);
    for (const { written } of [silent, long, high]) expect(written).toEqual(['start child', 'stop']);
  });

  it('the watch ends: a stop where the line stands, an end in any case', async () => {
    for (const [stands, written, failure] of [
      [true, ['start child', 'stop'], 'stopped'],
      [false, ['start child'], 'line-lost'],
    ] as const) {
      const b = setUp();
      await b.control.start(b.permission('a'));
      b.control.leave(stands);
      expect(b.written).toEqual(written);
      expect(b.ends()).toEqual([{ failure }]);
    }
  });
});
