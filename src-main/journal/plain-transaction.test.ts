import { expect, it } from 'vitest';
import { plainTransaction } from './plain-transaction.ts';

it('changes nothing but what it was given', () => {
  const at = { mono: 1, wall: 2, clockSure: true };
  const records = [{ kind: 'said', payload: 1 }];
  const nothing = { machines: [], dropMachines: [], setDeadlines: [], clearDeadlines: [], commandIds: [] };
  expect(plainTransaction({ visit: null, at, records })).toEqual({ visit: null, at, records, ...nothing });
  expect(plainTransaction({ visit: 'v', at, dropMachines: ['watch'] })).toMatchObject({
    records: [],
    dropMachines: ['watch'],
  });
});
