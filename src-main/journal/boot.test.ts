import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { bootClock, bootId, MAX_DEADLINE_MS, monoNow, remainingMs } from './boot.ts';
import { temporaryFile } from './test-support.ts';

const deadline = { name: 'visit.idle', bootId: 'a', dueMono: 5000, dueWall: 1_000_000 };

it('measures by the monotonic clock within a boot, whatever the wall says', () => {
  expect(remainingMs(deadline, { bootId: 'a', mono: 4000, wall: 9_999_999 })).toBe(1000);
  expect(remainingMs(deadline, { bootId: 'a', mono: 6000, wall: 0 })).toBe(0);
});

it('measures by the wall after a reboot, when the monotonic clock began again', () => {
  expect(remainingMs(deadline, { bootId: 'b', mono: 1, wall: 999_000 })).toBe(1000);
  expect(remainingMs(deadline, { bootId: 'b', mono: 1, wall: 1_000_001 })).toBe(0);
});

it('is due at once when the wall clock fell back further than any deadline reaches', () => {
  const later = { ...deadline, dueWall: 3 * MAX_DEADLINE_MS };
  expect(remainingMs(later, { bootId: 'b', mono: 1, wall: 0 })).toBe(0);
});

it('knows the boot of this machine, and invents one where there is none to read', () => {
  const file = temporaryFile();
  const [first, second] = [bootId(file), bootId(file)];
  expect(first).toMatch(/^[0-9a-f-]{36}$/);
  expect(first).not.toBe(second);
  writeFileSync(file, '6f1c2f0e-58c2-4a5c-9d12-3a6c1f0f9f10\n');
  expect(bootId(file)).toBe('6f1c2f0e-58c2-4a5c-9d12-3a6c1f0f9f10');
  expect(bootId()).toBe(bootId());
});

it('reads CLOCK_MONOTONIC, the same for every process', () => {
  const before = monoNow();
  expect(bootClock().mono).toBeGreaterThanOrEqual(before);
  if (process.platform !== 'linux') return;
  const uptimeMs = Number(readFileSync('/proc/uptime', 'utf8').split(' ', 1)[0]) * 1000;
  expect(Math.abs(uptimeMs - before)).toBeLessThan(2000);
});
