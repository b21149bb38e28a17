/**
 * aedes 1.2 numbers a message when it comes, and gives a client none with a lower number than it has had. A retained one
 * waits a turn for its store meanwhile: a message that came after it, from anybody, goes out first, and the retained one
 * is taken for a repetition and lost. The store is memory and keeps it at once, so nothing needs to wait for it.
 */
import type { Aedes } from 'aedes';

type Store = (packet: unknown) => PromiseLike<void>;

/** What aedes has beside its types. */
interface Inside {
  readonly persistence: { storeRetained: Store };
}

export function keepInOrder(aedes: Aedes): void {
  const { persistence } = aedes as unknown as Inside;
  const store = persistence.storeRetained.bind(persistence);
  const atOnce = (packet: unknown) => {
    const stored = store(packet);
    return {
      // biome-ignore lint/suspicious/noThenProperty: called in the same turn, which no promise does
      then(done: () => void, fail: (error: unknown) => void) {
        stored.then(undefined, fail);
        done();
      },
    };
  };
  persistence.storeRetained = atOnce as unknown as Store;
}
