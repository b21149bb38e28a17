import type { MemoryBook } from '../contract.ts';

/** Empty: nothing was read yet. What was learnt stays, also when the instrument itself forgets it. */
export function createMemoryBook(): MemoryBook {
  let known: ReadonlySet<string> | null = null;
  return {
    known: () => known,
    learn(records) {
      known = new Set([...(known ?? []), ...records]);
    },
  };
}
