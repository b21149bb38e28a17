import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Fault } from '../contract.ts';

/** By the operating system's own error code: the libraries give only messages. */
export function openFault(error: unknown): Fault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return { code: 'no-permission', detail: code };
    case 'EBUSY':
      return { code: 'port-busy', detail: code };
    case 'ENOENT':
    case 'ENXIO':
    case 'ENODEV':
    case 'ECONNREFUSED':
      return { code: 'unplugged', detail: code };
    default:
      return { code: 'open-failed', detail: code };
  }
}

/** Why a device node cannot be opened for reading and writing; null: it can be, so the reason is another. */
export async function openFaultOf(path: string): Promise<Fault | null> {
  try {
    const handle = await open(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
    await handle.close();
    return null;
  } catch (error) {
    return openFault(error);
  }
}
