import { describe, expect, it } from 'vitest';
import { createManualClock, monotonicMs, systemClock } from './clock.ts';
import { pause, within } from './parts/pause.ts';
import { every } from './parts/repeating.ts';
import { createWakeable } from './parts/wakeable.ts';

describe('clocks', () => {
  it('the system clock is CLOCK_MONOTONIC in milliseconds', async () => {
    const before = monotonicMs();
    expect(Math.abs(before - Number(process.hrtime.bigint()) / 1e6)).toBeLessThan(50);
    await new Promise<void>((resolve) => systemClock.after(20, resolve));
    expect(systemClock.now() - before).toBeGreaterThanOrEqual(19);
  });

  it('the manual clock fires in order, at the due time, and lets timers set timers', async () => {
    const clock = createManualClock(0);
    const fired: [string, number][] = [];
    clock.after(20, () => fired.push(['b', clock.now()]));
    clock.after(10, () => {
      fired.push(['a', clock.now()]);
      clock.after(5, () => fired.push(['c', clock.now()]));
    });
    clock.after(20, () => fired.push(['b2', clock.now()]));
    const cancel = clock.after(12, () => fired.push(['never', clock.now()]));
    cancel();
    await clock.advance(30);
    expect(fired).toEqual([
      ['a', 10],
      ['c', 15],
      ['b', 20],
      ['b2', 20],
    ]);
    expect(clock.now()).toBe(30);
  });
});

describe('waits', () => {
  it('pause ends at its time or at the abort', async () => {
    const clock = createManualClock(0);
    const abort = new AbortController();
    const ended: string[] = [];
    void pause(clock, 100).then(() => ended.push('time'));
    void pause(clock, 1000, abort.signal).then(() => ended.push('abort'));
    await clock.advance(100);
    expect(ended).toEqual(['time']);
    abort.abort();
    await clock.advance(0);
    expect(ended).toEqual(['time', 'abort']);
  });

  it('within gives the value, the late value, or the rejection', async () => {
    const clock = createManualClock(0);
    expect(await within(clock, 10, Promise.resolve('in time'), 'late')).toBe('in time');
    await expect(within(clock, 10, Promise.reject(new Error('no')), 'late')).rejects.toThrow('no');
    const late = within(clock, 10, new Promise<string>(() => undefined), 'late');
    await clock.advance(10);
    expect(await late).toBe('late');
  });

  it('every repeats until stopped', async () => {
    const clock = createManualClock(0);
    let times = 0;
    const stop = every(clock, 5000, () => {
      times += 1;
    });
    await clock.advance(15_500);
    expect(times).toBe(3);
    stop();
    await clock.advance(60_000);
    expect(times).toBe(3);
  });

  it('a wake just before the wait is not missed', async () => {
    const clock = createManualClock(0);
    const wake = createWakeable(clock);
    wake.wake();
    expect(await wake.wait(100)).toBe(true);
    wake.clear();
    const timed = wake.wait(100);
    await clock.advance(100);
    expect(await timed).toBe(false);
  });
});
