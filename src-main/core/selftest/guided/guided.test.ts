import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../../../drivers/clock.ts';
import type { InstrumentData, InstrumentIdentity } from '../../../../drivers/contract.ts';
import type { CuffFailure, CuffStart } from '../../../../drivers/cuff/contract.ts';
import type { CuffPermission } from '../../../../drivers/cuff/permission.ts';
import type { HubEvent } from '../../../../drivers/hub-contract.ts';
import type { GuideView, SelftestLine } from '../../../api/selftest-protocol.ts';
import { createCuffGuide } from './cuff.ts';
import { createFingerGuide } from './finger.ts';
import type { Guide, GuideSay } from './guide.ts';

const identity: InstrumentIdentity = { model: 'm', label: 'M', serial: null, firmware: null };

function bench() {
  const clock = createManualClock();
  const listeners = new Set<(event: HubEvent) => void>();
  const calls: string[] = [];
  const started: CuffPermission[] = [];
  const says = {
    state: 'streaming' as 'streaming' | 'absent',
    start: { started: true } as CuffStart,
    there: true,
  };
  const hub = {
    status: () => ({
      capability: 'blood-pressure' as const,
      state: says.state,
      identity,
      fault: says.state === 'absent' ? ({ code: 'not-plugged', detail: '' } as const) : null,
      quietMs: 3000,
      lastFrameAt: null,
    }),
    want: (capability: string) => void calls.push(`want ${capability}`),
    release: async (capability: string) => void calls.push(`release ${capability}`),
    subscribe(listener: (event: HubEvent) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async startCuff(permission: CuffPermission) {
      started.push(permission);
      return says.start;
    },
    async stopCuffs() {
      calls.push('stop');
    },
  };
  const emit = (capability: 'oximetry' | 'blood-pressure', event: InstrumentData) => {
    for (const listener of listeners) listener({ kind: 'data', capability, identity, event });
  };
  const stop = new AbortController();
  const views: Omit<GuideView, 'step'>[] = [];
  let sayNext: (say: GuideSay | null) => void = () => {};
  const begin = (guide: Guide): Promise<SelftestLine | null> =>
    guide({
      said: { type: 'guide', step: 'cuff', say: 'begin' },
      signal: stop.signal,
      line: () => null,
      show: (view) => views.push(view),
      answer: () =>
        new Promise((resolve) => {
          sayNext = resolve;
          stop.signal.addEventListener('abort', () => resolve(null));
        }),
    });
  return {
    clock,
    calls,
    started,
    says,
    hub,
    emit,
    stop,
    views,
    begin,
    ready: () => sayNext({ type: 'guide', step: 'cuff', say: 'ready' }),
    cuff: () => begin(createCuffGuide({ hub, clock, wallNow: () => 1, personThere: () => says.there })),
    finger: () => begin(createFingerGuide(hub, clock, () => 1)),
    pressure: (mmHg: number) => emit('blood-pressure', { kind: 'cuff-pressure', at: clock.now(), mmHg }),
    end: (failure: CuffFailure) =>
      emit('blood-pressure', {
        kind: 'cuff-end',
        at: clock.now(),
        commandId: 'x',
        outcome: { failure },
        raw: new Uint8Array(),
      }),
  };
}

describe('a cuff round a bottle', () => {
  it('moves only after the person said ready, with a fresh permission', async () => {
    const b = bench();
    const done = b.cuff();
    await b.clock.advance(4 * 60_000);
    expect(b.started).toEqual([]);
    b.ready();
    await b.clock.advance(100);
    expect(b.started).toMatchObject([{ patient: 'adult' }]);
    const [permission] = b.started;
    expect(permission?.commandAt).toBe(permission?.readyAt);
    expect(b.clock.now() - (permission?.commandAt ?? 0)).toBeLessThan(200);
    for (const mmHg of [60, 150, 80, 3]) b.pressure(mmHg);
    b.end('weak-pulse');
    await b.clock.advance(100);
    expect(await done).toMatchObject({
      id: 'guided.cuff',
      status: 'pass',
      capabilities: ['blood-pressure'],
      facts: { peakMmHg: 150, lastMmHg: 3 },
    });
    expect(b.calls).toEqual(['want blood-pressure', 'stop', 'release blood-pressure']);
  });

  it('is not moved by silence: the question ends by itself', async () => {
    const b = bench();
    const done = b.cuff();
    await b.clock.advance(5 * 60_000 + 100);
    expect(await done).toBeNull();
    b.ready();
    await b.clock.advance(1000);
    expect(b.started).toEqual([]);
  });

  it.each([
    ['leak', [40, 3], 'cuff-failed'],
    ['weak-pulse', [60, 3], 'cuff-no-pressure'],
    ['stopped', [150, 3], 'stopped'],
  ] as const)('%s after %j: %s', async (failure, pressures, code) => {
    const b = bench();
    const done = b.cuff();
    await b.clock.advance(100);
    b.ready();
    await b.clock.advance(100);
    for (const mmHg of pressures) b.pressure(mmHg);
    b.end(failure);
    await b.clock.advance(11_000);
    expect(await done).toMatchObject({ status: 'fail', reason: { code } });
  });

  it.each([
    [[], 'warn', 'cuff-air-unseen'],
    [[80], 'fail', 'cuff-kept-air'],
    [[80, 3], 'pass', undefined],
  ] as const)('80 at the end, then %j: %s %s', async (after, status, code) => {
    const b = bench();
    const done = b.cuff();
    await b.clock.advance(100);
    b.ready();
    await b.clock.advance(100);
    for (const mmHg of [150, 80]) b.pressure(mmHg);
    b.end('weak-pulse');
    for (const mmHg of after) b.pressure(mmHg);
    await b.clock.advance(11_000);
    const line = await done;
    expect([line?.status, line?.reason?.code]).toEqual([status, code]);
  });

  it('a start that is refused says why', async () => {
    const b = bench();
    b.says.start = { refused: 'not-deflated' };
    const done = b.cuff();
    await b.clock.advance(100);
    b.ready();
    await b.clock.advance(100);
    expect(await done).toMatchObject({ reason: { code: 'cuff-refused', detail: 'not-deflated' } });
  });

  it('no cuff there: says so, starts nothing', async () => {
    const b = bench();
    b.says.state = 'absent';
    const done = b.cuff();
    await b.clock.advance(15_100);
    expect(await done).toMatchObject({ reason: { code: 'not-plugged' } });
    expect(b.started).toEqual([]);
  });

  it.each(['the page falls silent', 'somebody stops it', 'it never ends'] as const)(
    '%s in mid-inflation: stop first, then release',
    async (what) => {
      const b = bench();
      const done = b.cuff();
      await b.clock.advance(100);
      b.ready();
      await b.clock.advance(100);
      b.pressure(140);
      if (what === 'the page falls silent') b.says.there = false;
      if (what === 'somebody stops it') b.stop.abort();
      await b.clock.advance(what === 'it never ends' ? 131_000 : 200);
      const line = await done;
      if (what === 'it never ends') expect(line).toMatchObject({ reason: { code: 'took-too-long' } });
      else expect(line).toBeNull();
      expect(b.calls[1]).toBe('stop');
      expect(b.calls.at(-1)).toBe('release blood-pressure');
    },
  );
});

describe('a finger in the oximeter', () => {
  const reading = (contact: 'present' | 'absent', spo2: number | null): InstrumentData => ({
    kind: 'reading',
    at: 0,
    contact,
    quality: 'good',
    values: [
      { quantity: 'spo2', value: spo2 },
      { quantity: 'pulse-rate', value: spo2 === null ? null : 70 },
    ],
    raw: new Uint8Array(),
  });

  it('five seconds of numbers without a break', async () => {
    const b = bench();
    const done = b.finger();
    for (let i = 0; i < 60; i += 1) {
      b.emit('oximetry', i === 20 ? reading('absent', null) : reading('present', 97));
      await b.clock.advance(100);
    }
    let over = false;
    void done.then(() => {
      over = true;
    });
    await b.clock.advance(1);
    expect(over).toBe(false);
    for (let i = 0; i < 12; i += 1) {
      b.emit('oximetry', reading('present', 97));
      await b.clock.advance(100);
    }
    expect(await done).toMatchObject({ status: 'pass', facts: { spo2: 97, pulse: 70 } });
    expect(b.calls.at(-1)).toBe('release oximetry');
    expect(b.views.at(-1)?.values).toEqual({ spo2: 97, pulse: 70 });
  });

  it('no finger within a minute', async () => {
    const b = bench();
    const done = b.finger();
    await b.clock.advance(60_100);
    expect(await done).toMatchObject({ status: 'fail', reason: { code: 'no-finger' } });
  });
});
