import { readFile, stat } from 'node:fs/promises';
import { SerialPort } from 'serialport';
import type { Clock, Fault, Link, SerialSettings } from '../contract.ts';
import { LinkError, type OpenedLink } from '../link-error.ts';
import { within } from '../parts/pause.ts';
import { createLinkLife } from './link-life.ts';
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
  const life = createLinkLife(clock);
  let closing: Promise<void> | null = null;

  port.on('data', life.arrived);
  // An error of an open port is the end of it; modem lines, which a pty refuses, are never asked for.
  port.on('error', () => life.lost({ code: 'unplugged', detail: 'line error' }));
  port.on('close', (error: Error | null) =>
    life.lost(error === null ? null : { code: 'unplugged', detail: 'line closed' }),
  );

  async function close(): Promise<void> {
    life.lost(null);
    if (!port.isOpen) return;
    await within(clock, CLOSE_MS, new Promise<void>((resolve) => port.close(() => resolve())), undefined);
  }

  return {
    async write(bytes) {
      life.assertAlive();
      await new Promise<void>((resolve, reject) => {
        port.write(Buffer.from(bytes), (error) => {
          if (error) reject(new LinkError({ code: 'unplugged', detail: 'write refused' }));
          else resolve();
        });
      });
    },
    onData: life.onData,
    onClosed: life.onClosed,
    close() {
      closing ??= close();
      return closing;
    },
  };
}
