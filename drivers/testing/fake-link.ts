import type { Clock, Fault, Link, MonoMs } from '../contract.ts';
import { LinkError } from '../link-error.ts';

export interface FakeLink {
  readonly link: Link;
  /** What the driver wrote, in hex. */
  readonly sent: string[];
  readonly closed: () => boolean;
  /** Bytes from the instrument, as one chunk. */
  feed(bytes: Uint8Array): void;
  /** The line is gone and says so. */
  drop(fault: Fault): void;
  /** From now on writes neither succeed nor fail. */
  clog(): void;
}

/** A line in memory. `onSent`: the other end hears the driver. */
export function createFakeLink(
  clock: Clock,
  onSent: (bytes: Uint8Array) => void = () => undefined,
): FakeLink {
  const data = new Set<(chunk: Uint8Array, at: MonoMs) => void>();
  const closedListeners = new Set<(fault: Fault | null) => void>();
  const sent: string[] = [];
  let gone: Fault | null = null;
  let closed = false;
  let clogged = false;

  return {
    sent,
    closed: () => closed,
    feed(bytes) {
      for (const listener of [...data]) listener(bytes, clock.now());
    },
    drop(fault) {
      gone = fault;
      for (const listener of [...closedListeners]) listener(fault);
    },
    clog() {
      clogged = true;
    },
    link: {
      write(bytes) {
        if (gone !== null) return Promise.reject(new LinkError(gone));
        if (clogged) return new Promise(() => undefined);
        sent.push(Buffer.from(bytes).toString('hex'));
        queueMicrotask(() => onSent(bytes));
        return Promise.resolve();
      },
      onData(listener) {
        data.add(listener);
        return () => data.delete(listener);
      },
      onClosed(listener) {
        closedListeners.add(listener);
        return () => closedListeners.delete(listener);
      },
      close() {
        closed = true;
        return Promise.resolve();
      },
    },
  };
}
