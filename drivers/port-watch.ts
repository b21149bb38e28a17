/** Looks at the list of ports all the time, and at once when told that it may have changed. */
import type { Clock, PortInfo } from './contract.ts';
import { within } from './parts/pause.ts';

/** An unplug is noticed by the list within this, even when the line never says so. */
export const POLL_MS = 250;
const LIST_MS = 2000;

export interface PortWatchOptions {
  readonly clock: Clock;
  /** Every port plugged now. */
  readonly listPorts: () => Promise<readonly PortInfo[]>;
  /** Says that the list may have changed; polling goes on all the same. */
  readonly watchPorts?: ((changed: () => void) => () => void) | undefined;
  readonly pollMs: number;
  seen(ports: readonly PortInfo[]): void;
}

/** Returns the end of it. A list that fails or hangs says nothing about the ports: what was known stays. */
export function watchPortList(options: PortWatchOptions): () => void {
  const { clock, listPorts, pollMs } = options;
  let closed = false;
  let polling = false;
  let again = false;
  let cancelPoll: () => void = () => undefined;

  async function poll(): Promise<void> {
    cancelPoll();
    if (closed) return;
    if (polling) {
      again = true;
      return;
    }
    polling = true;
    do {
      again = false;
      const ports = await within(clock, LIST_MS, listPorts(), null).catch(() => null);
      if (closed) return;
      if (ports !== null) options.seen(ports);
    } while (again);
    polling = false;
    cancelPoll = clock.after(pollMs, () => void poll());
  }

  const stopWatching = options.watchPorts?.(() => void poll());
  void poll();
  return () => {
    closed = true;
    cancelPoll();
    stopWatching?.();
  };
}

/** The same port: replugged at once it is still the same, and its line says that it went. */
export function portKey({ transport = 'serial', path, vendorId, productId, serialNumber }: PortInfo): string {
  return [transport, path, vendorId, productId, serialNumber].join(' ');
}
