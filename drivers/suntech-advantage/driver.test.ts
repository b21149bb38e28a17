import { describe, expect, it } from 'vitest';
import { type CuffBench, createCuffBench } from '../testing/cuff-bench.ts';
import { itObeysLikeEveryCuff } from '../testing/cuff-cases.ts';
import {
  ABORT,
  createSuntechModule,
  START_ADULT,
  START_CHILD,
  STARTS,
  type SuntechModule,
} from '../testing/suntech-module.ts';
import { createSuntechDriver, OVERALL_MS, QUIET_MS } from './driver.ts';

const setUp = (): CuffBench<SuntechModule> =>
  createCuffBench({ startBytes: STARTS, module: createSuntechModule, driver: createSuntechDriver });

describe('suntech driver', () => {
  itObeysLikeEveryCuff({ setUp, stop: ABORT, quietMs: QUIET_MS, seed: 81 });

  it('measures: live pressure, then one result with its bytes', async () => {
    const b = setUp();
    await b.started();
    await b.clock.advance(14_000);
    const live = b.events.flatMap((event) => (event.kind === 'cuff-pressure' ? [event.mmHg] : []));
    expect(Math.max(...live)).toBeGreaterThan(140);
    expect(b.ends()).toHaveLength(1);
    expect(b.ends()[0]).toMatchObject({
      commandId: 'c1',
      outcome: { numbers: { systolic: 120, diastolic: 80, mean: 93, pulseRate: 72 } },
    });
    expect(b.ends()[0]?.raw).toHaveLength(24);
    expect(b.starts()).toEqual([START_ADULT]);
  });

  it('sets the patient type with the start', async () => {
    const b = setUp();
    await b.watching();
    await b.passing(b.driver.start(b.permission({ patient: 'child' })), 300);
    expect(b.starts()).toEqual([START_CHILD]);
  });

  it.each([
    [87, 'leak'],
    [86, 'stopped'],
    [2, 'movement'],
    [90, 'hardware'],
    [255, 'hardware'],
  ])('error %i: %s, no number', async (error, failure) => {
    const b = setUp();
    b.module.result.error = error;
    await b.started();
    await b.clock.advance(14_000);
    expect(b.ends()).toMatchObject([{ outcome: { failure } }]);
  });

  it('a mean outside dia..sys is no result', async () => {
    const b = setUp();
    b.module.result.map = 70;
    await b.started();
    await b.clock.advance(14_000);
    expect(b.ends()).toMatchObject([{ outcome: { failure: 'implausible' } }]);
  });

  it('refuses with pressure in the cuff', async () => {
    const b = setUp();
    await b.watching();
    Object.assign(b.module, { mmHg: 40, deaf: true });
    await b.clock.advance(1500);
    expect(await b.driver.start(b.permission())).toEqual({ refused: 'not-deflated' });
    expect(b.starts()).toEqual([]);
  });

  it('an idle cuff that holds pressure is told to abort until it lets go', async () => {
    const b = setUp();
    await b.watching();
    const before = b.line.sent.filter((sent) => sent === ABORT).length;
    Object.assign(b.module, { mmHg: 40, deaf: true });
    await b.clock.advance(8000);
    const told = b.line.sent.filter((sent) => sent === ABORT).length;
    expect(told - before).toBeGreaterThanOrEqual(4);
    b.module.deaf = false;
    await b.clock.advance(4000);
    expect(b.module.mmHg).toBe(0);
    expect(b.starts()).toEqual([]);
  });

  it('busy, or no word at all: the start is taken back and not repeated', async () => {
    for (const patch of [{ startAnswer: 'B', takesStart: false }, { mute: true }]) {
      const b = setUp();
      await b.watching();
      Object.assign(b.module, patch);
      await b.passing(b.driver.start(b.permission()), 1500);
      expect(b.ends()).toMatchObject([{ outcome: { failure: 'not-started' } }]);
      expect(b.line.sent).toContain(ABORT);
      await b.clock.advance(2000);
      expect(b.starts()).toHaveLength(1);
    }
  });

  it('one that never ends is aborted and reset', async () => {
    const b = setUp();
    b.module.endless = true;
    await b.started();
    await b.clock.advance(OVERALL_MS + 1000);
    expect(b.ends()).toMatchObject([{ outcome: { failure: 'took-too-long' } }]);
    expect(b.line.sent).toContain('3a8a3c');
    expect(b.module.mmHg).toBe(0);
  });
});
