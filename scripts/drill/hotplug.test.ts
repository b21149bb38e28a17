import { expect, it } from 'vitest';
import { instrumentModels } from '../../drivers/registry.ts';
import { cabinetOf } from './hotplug.ts';

it('six rounds meet every model that can be driven, each at most once in a cabinet', () => {
  const rounds = Array.from({ length: 6 }, (_, n) => cabinetOf(n));
  const met = new Set(rounds.flat().map(({ id }) => id));
  expect([...met].sort()).toEqual(instrumentModels.map(({ id }) => id).sort());
  for (const rows of rounds) {
    const capabilities = rows.map(({ procedure }) => procedure.capability);
    expect(new Set(capabilities).size).toBe(capabilities.length);
  }
});
