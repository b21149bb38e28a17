import { readFile, stat } from 'node:fs/promises';
import { SerialPort } from 'serialport';
import type { Clock, Fault, Link, MonoMs, SerialSettings } from '../contract.ts';
import { LinkError, type OpenedLink } from '../link-error.ts';
import { within } from '../parts/pause.ts';
import { openFaultOf } from './open-fault.ts';

const OPEN_MS = 2000;
const CLOSE_MS = 900;

async function openFault(path: string): Promise<Fault> {
  const fault = await openFaultOf(path);
  if (fault !== null) return fault;
  return (await isLocked(path))
    ? { code: 'port-busy', detail: 'locked by another process' }
    : { code: 'open-failed', detail: 'refused by the serial library' };
}

/** Whether some process holds the advisory lock that serialport takes. Linux only; elsewhere false. */
async function isLocked(path: string): Promise<boolean> {
  try {
    const { dev, ino } = await stat(path);
    const major = ((dev >> 8) & 0xfff).toString(16).padStart(2, '0');
    const minor = ((dev & 0xff) | ((dev >> 12) & 0xfff00)).toString(16).padStart(2, '0');
    const locks = await readFile('/proc/locks', 'utf8');
    const file = ` ${major}:${minor}:${ino} `;
    return locks.split('\n').some((line) => line.includes(' FLOCK ') && line.includes(file));
  } catch {
    return false;
  }
}

/**
 * Opens a line, exclusive, without any flow control: 0x11 and 0x13 are data. Bytes that waited in the operating
 * system from before are flushed. Bounded to 2 s.
 */
export async function openSerialLink(
  path: string,
  settings: SerialSettings,
  clock: Clock,
): Promise<OpenedLink> {
  const port = new SerialPort({
    path,
    ...settings,
    autoOpen: false,
    lock: true,
    rtscts: false,
    xon: false,
    xoff: false,
    xany: false,
  });
  const opening = new Promise<'open' | 'failed'>((resolve) => {
    port.open((error) => resolve(error === null ? 'open' : 'failed'));
  });
  const outcome = await within(clock, OPEN_MS, opening, 'late' as const);
  if (outcome === 'late') {
    void opening.then((late) => late === 'open' && port.close(() => undefined));
    return { fault: { code: 'open-failed', detail: `no result in ${OPEN_MS} ms` } };
  }
  if (outcome === 'failed') return { fault: await openFault(path) };
  await within(clock, OPEN_MS, new Promise<void>((resolve) => port.flush(() => resolve())), undefined);
  return { link: linkOver(port, clock) };
}

function linkOver(port: SerialPort, clock: Clock): Link {
  const dataListeners = new Set<(chunk: Uint8Array, at: MonoMs) => void>();
  const closedListeners = new Set<(fault: Fault | null) => void>();
  let gone: Fault | null | undefined;
  let closing: Promise<void> | null = null;

  function lost(fault: Fault | null): void {
    if (gone !== undefined) return;
    gone = fault;
    for (const listener of [...closedListeners]) listener(fault);
    closedListeners.clear();
    dataListeners.clear();
  }

  port.on('data', (chunk: Buffer) => {
    const at = clock.now();
    for (const listener of [...dataListeners]) listener(chunk, at);
  });
  // An error of an open port is the end of it; modem lines, which a pty refuses, are never asked for.
  port.on('error', () => lost({ code: 'unplugged', detail: 'line error' }));
  port.on('close', (error: Error | null) =>
    lost(error === null ? null : { code: 'unplugged', detail: 'line closed' }),
  );

  async function close(): Promise<void> {
    lost(null);
    if (!port.isOpen) return;
    await within(clock, CLOSE_MS, new Promise<void>((resolve) => port.close(() => resolve())), undefined);
  }

  return {
    write(bytes) {
      if (gone !== undefined) {
        return Promise.reject(new LinkError(gone ?? { code: 'unplugged', detail: 'link already closed' }));
      }
      return new Promise((resolve, reject) => {
        port.write(Buffer.from(bytes), (error) => {
          if (error) reject(new LinkError({ code: 'unplugged', detail: 'write refused' }));
          else resolve();
        });
      });
    },
    onData(listener) {
      dataListeners.add(listener);
      return () => dataListeners.delete(listener);
    },
    onClosed(listener) {
      if (gone !== undefined) listener(gone);
      else closedListeners.add(listener);
      return () => closedListeners.delete(listener);
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}
