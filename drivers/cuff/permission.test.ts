import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMMAND_TTL_MS, type CuffPermission, createPermissionGate, READY_TTL_MS } from './permission.ts';

const NOW = 1_000_000;
const fresh: CuffPermission = { commandId: 'a', commandAt: NOW - 100, readyAt: NOW - 5000, patient: 'adult' };

describe('permission gate', () => {
  it('lets a fresh command with a fresh ready pass, once', () => {
    const gate = createPermissionGate();
    expect(gate.use(fresh, NOW)).toBeNull();
    expect(gate.use(fresh, NOW + 1)).toBe('used');
    expect(gate.use({ ...fresh, readyAt: NOW }, NOW + 1)).toBe('used');
    expect(gate.use({ ...fresh, commandId: 'b' }, NOW + 1)).toBeNull();
  });

  it.each([
    ['a command of 3 s ago', { commandAt: NOW - COMMAND_TTL_MS }, 'command-expired'],
    ['a ready of 60 s ago', { readyAt: NOW - READY_TTL_MS }, 'ready-expired'],
    ['a command not given yet', { commandAt: NOW + 1 }, 'from-the-future'],
    ['a ready not given yet', { readyAt: NOW + 1 }, 'from-the-future'],
    ['no time at all', { commandAt: Number.NaN }, 'from-the-future'],
  ])('%s: refused, and used up', (_name, patch, refusal) => {
    const gate = createPermissionGate();
    expect(gate.use({ ...fresh, ...patch }, NOW)).toBe(refusal);
    expect(gate.use(fresh, NOW)).toBe('used');
  });

  it('never obeys the same command twice, whenever it comes again', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 4000 }), { maxLength: 20 }), (waits) => {
        const gate = createPermissionGate();
        let now = NOW;
        const obeyed = waits.filter((wait) => {
          now += wait;
          return gate.use(fresh, now) === null;
        });
        expect(obeyed.length).toBeLessThanOrEqual(1);
      }),
      { seed: 71 },
    );
  });
});
