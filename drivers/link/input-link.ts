import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createConnection } from 'node:net';
import type { Clock, Fault, Link } from '../contract.ts';
import { LinkError, type OpenedLink } from '../link-error.ts';
import { within } from '../parts/pause.ts';
import { createLinkLife, type LinkLife } from './link-life.ts';
import { openFault } from './open-fault.ts';

const OPEN_MS = 2000;
const CLOSE_MS = 900;
/**
 * Node can wait for a character device only in a thread that nothing but the next event frees again, so it is looked
 * at. A press is seen that much later; the kernel keeps the events meanwhile.
 */
const LOOK_MS = 20;
/** 64 events, what the kernel keeps at least. */
const READ_BYTES = 64 * 24;

const PULLED: Fault = { code: 'unplugged', detail: 'read failed' };

/** Something opened, that bytes come from. */
interface Source {
  /** Once; hands on what comes until it is closed or gone. */
  begin(life: LinkLife, clock: Clock): void;
  close(): Promise<void>;
}

async function openNode(path: string): Promise<Source> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  let over = false;

  /** null: nothing has come. Empty: the end. */
  async function read(): Promise<Uint8Array | null> {
    const buffer = new Uint8Array(READ_BYTES);
    try {
      const { bytesRead } = await handle.read(buffer);
      return buffer.subarray(0, bytesRead);
    } catch (error) {
      const nothing = error instanceof Error && 'code' in error && error.code === 'EAGAIN';
      return nothing ? null : new Uint8Array(0);
    }
  }

  return {
    begin(life, clock) {
      const look = async () => {
        if (over) return;
        const chunk = await read();
        if (over) return;
        if (chunk?.length === 0) return life.lost(PULLED);
        if (chunk !== null) life.arrived(chunk);
        clock.after(LOOK_MS, () => void look());
      };
      void look();
    },
    close() {
      over = true;
      return handle.close();
    },
  };
}

function connect(path: string): Promise<Source> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(path);
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.removeListener('error', reject);
      // Every end comes as `close`, also one by an error.
      socket.on('error', () => undefined);
      resolve({
        begin(life) {
          socket.on('data', life.arrived);
          socket.on('close', () => life.lost(PULLED));
        },
        close: () =>
          new Promise((closed) => {
            socket.once('close', () => closed());
            if (socket.destroyed) closed();
            else socket.destroy();
          }),
      });
    });
  });
}

async function openSource(path: string): Promise<Source | Fault> {
  try {
    const kind = await stat(path);
    if (kind.isSocket()) return await connect(path);
    if (kind.isCharacterDevice() || kind.isFIFO()) return await openNode(path);
    return { code: 'open-failed', detail: 'no input device' };
  } catch (error) {
    return openFault(error);
  }
}

/**
 * Opens a kernel input device (/dev/input/event*), read only; its chunks are what a read returned. A virtual
 * instrument offers a unix socket in its place, and sends the same bytes; a FIFO does as well, while somebody holds
 * its other end. Bounded to 2 s.
 */
export async function openInputLink(path: string, clock: Clock): Promise<OpenedLink> {
  const opening = openSource(path);
  const opened = await within(clock, OPEN_MS, opening, 'late' as const);
  if (opened === 'late') {
    void opening.then((late) => ('begin' in late ? late.close().catch(() => undefined) : undefined));
    return { fault: { code: 'open-failed', detail: `no result in ${OPEN_MS} ms` } };
  }
  return 'begin' in opened ? { link: linkOver(opened, clock) } : { fault: opened };
}

function linkOver(source: Source, clock: Clock): Link {
  const life = createLinkLife(clock);
  let closing: Promise<void> | null = null;
  source.begin(life, clock);

  async function close(): Promise<void> {
    life.lost(null);
    const closed = source.close().catch(() => undefined);
    await within(clock, CLOSE_MS, closed, undefined);
  }

  return {
    async write() {
      life.assertAlive();
      throw new LinkError({ code: 'open-failed', detail: 'an input device is read only' });
    },
    onData: life.onData,
    onClosed: life.onClosed,
    close() {
      closing ??= close();
      return closing;
    },
  };
}
