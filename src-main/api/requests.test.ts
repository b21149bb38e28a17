import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createBackoff } from './backoff.ts';
import { createRequests } from './requests.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('gives each request its own reply, whatever the order', async () => {
  const requests = createRequests(5000);
  const sent: number[] = [];
  const send = (request: number): boolean => sent.push(request) > 0;
  const [first, second] = [requests.ask(send), requests.ask(send)];
  expect(sent).toEqual([1, 2]);
  const error = { code: 'not-now', message: 'no exam' } as const;
  requests.settle({ type: 'reply', request: 2, ok: false, error });
  requests.settle({ type: 'reply', request: 1, ok: true, error: null });
  requests.settle({ type: 'reply', request: 99, ok: true, error: null });
  expect(await first).toEqual({ ok: true });
  expect(await second).toEqual({ ok: false, error });
});

it('is unavailable when not sent, not answered in time, or cut', async () => {
  const requests = createRequests(5000);
  expect(await requests.ask(() => false)).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  const late = requests.ask(() => true);
  await vi.advanceTimersByTimeAsync(5000);
  expect(await late).toMatchObject({ error: { message: 'no answer in time' } });
  const cut = requests.ask(() => true);
  requests.failAll();
  expect(await cut).toMatchObject({ error: { message: 'connection lost' } });
  expect(vi.getTimerCount()).toBe(0);
});

it('waits longer and longer, up to a bound, and begins again after a success', () => {
  const backoff = createBackoff(100, 2000);
  expect(Array.from({ length: 7 }, () => backoff.next())).toEqual([100, 200, 400, 800, 1600, 2000, 2000]);
  backoff.reset();
  expect(backoff.next()).toBe(100);
});
