import { expect, it } from 'vitest';
import { instrumentModels } from '../../drivers/registry.ts';
import { cabinetOf, said } from './hotplug.ts';

it('six rounds meet every model that can be driven, each at most once in a cabinet', () => {
  const rounds = Array.from({ length: 6 }, (_, n) => cabinetOf(n));
  const met = new Set(rounds.flat().map(({ id }) => id));
  expect([...met].sort()).toEqual(instrumentModels.map(({ id }) => id).sort());
  for (const rows of rounds) {
    const capabilities = rows.map(({ procedure }) => procedure.capability);
    expect(new Set(capabilities).size).toBe(capabilities.length);
  }
});

it('says what came instead of a result: how often, and how a cuff ended', () => {
  const raw = new Uint8Array(0);
  const pressure = { kind: 'cuff-pressure', at: 0, mmHg: 60 } as const;
  const end = { kind: 'cuff-end', at: 0, commandId: 'c', outcome: { failure: 'movement' }, raw } as const;
  expect(said([pressure, pressure, end])).toBe('2 × cuff-pressure, 1 × cuff-end movement');
  expect(said([])).toBe('silence');
});
