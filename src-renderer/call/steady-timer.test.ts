import { afterEach, expect, it, vi } from 'vitest';
import { createSteadyTimer } from './steady-timer.ts';

afterEach(() => vi.unstubAllGlobals());

it('asks the worker for each interval and runs what it is told', () => {
  const posted: unknown[] = [];
  const made: { onmessage: (event: { data: number }) => void }[] = [];
  vi.stubGlobal(
    'Worker',
    class {
      onmessage = () => {};
      constructor() {
        made.push(this);
      }
      postMessage(message: unknown) {
        posted.push(message);
      }
    },
  );
  const timer = createSteadyTimer();
  const ticks: string[] = [];
  const [a, b] = [timer.set(() => ticks.push('a'), 10), timer.set(() => ticks.push('b'), 20)];
  for (const data of [a, b, a]) made[0]?.onmessage({ data });
  timer.clear(a);
  timer.clear(a);
  for (const data of [a, b]) made[0]?.onmessage({ data });
  expect(ticks).toEqual(['a', 'b', 'a', 'b']);
  expect(made).toHaveLength(1);
  expect(posted).toEqual([
    { id: a, ms: 10 },
    { id: b, ms: 20 },
    { id: a, ms: null },
  ]);
});

it('ticks without workers too', () => {
  vi.useFakeTimers();
  const timer = createSteadyTimer();
  let ticks = 0;
  const id = timer.set(() => {
    ticks += 1;
  }, 10);
  vi.advanceTimersByTime(35);
  timer.clear(id);
  vi.advanceTimersByTime(35);
  vi.useRealTimers();
  expect(ticks).toBe(3);
});
