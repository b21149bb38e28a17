import type { Transaction } from './contract.ts';

/** A transaction that does nothing but what is given. */
export const plainTransaction = (
  part: Pick<Transaction, 'visit' | 'at'> & Partial<Transaction>,
): Transaction => ({
  records: [],
  machines: [],
  dropMachines: [],
  setDeadlines: [],
  clearDeadlines: [],
  commandIds: [],
  ...part,
});
