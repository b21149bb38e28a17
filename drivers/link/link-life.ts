/** What every link shares: who listens, and the one end it has. */
import type { Clock, Fault, Link, MonoMs } from '../contract.ts';
import { LinkError } from '../link-error.ts';

export interface LinkLife extends Pick<Link, 'onData' | 'onClosed'> {
  /** Stamped as it comes. */
  arrived(chunk: Uint8Array): void;
  /** The first end is the one that counts; null: closed on purpose. */
  lost(fault: Fault | null): void;
  /** @throws LinkError once the link is gone. */
  assertAlive(): void;
}

export function createLinkLife(clock: Clock): LinkLife {
  const dataListeners = new Set<(chunk: Uint8Array, at: MonoMs) => void>();
  const closedListeners = new Set<(fault: Fault | null) => void>();
  let gone: Fault | null | undefined;

  return {
    arrived(chunk) {
      const at = clock.now();
      for (const listener of [...dataListeners]) listener(chunk, at);
    },
    lost(fault) {
      if (gone !== undefined) return;
      gone = fault;
      for (const listener of [...closedListeners]) listener(fault);
      closedListeners.clear();
      dataListeners.clear();
    },
    assertAlive() {
      if (gone !== undefined)
        throw new LinkError(gone ?? { code: 'unplugged', detail: 'link already closed' });
    },
    onData(listener) {
      if (gone === undefined) dataListeners.add(listener);
      return () => dataListeners.delete(listener);
    },
    onClosed(listener) {
      if (gone !== undefined) listener(gone);
      else closedListeners.add(listener);
      return () => closedListeners.delete(listener);
    },
  };
}
