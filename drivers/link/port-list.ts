import { readdir, readFile } from 'node:fs/promises';
import { SerialPort } from 'serialport';
import { z } from 'zod';
import type { PortInfo } from '../contract.ts';

export type ListPorts = () => Promise<readonly PortInfo[]>;

/** udev fills in the ids some time after the node appears; ask again for so many polls. */
const POLLS_AFTER_CHANGE = 6;
const SERIAL_NODE = /^tty(USB|ACM|AMA|XRUSB|WCH)/;

/**
 * Real ports. Asking udev starts a process, so it is asked only when the names in `/dev` changed. Where `/dev` cannot
 * be read, or udev is missing, no port has an id and the list is empty.
 */
export function createSerialPortList(): ListPorts {
  let names: string | null = null;
  let asks = POLLS_AFTER_CHANGE;
  let known: readonly PortInfo[] = [];

  return async () => {
    const found = await serialNodes();
    if (found !== names) {
      names = found;
      asks = POLLS_AFTER_CHANGE;
    }
    if (found === '') {
      known = [];
    } else if (asks > 0) {
      asks -= 1;
      known = await SerialPort.list().then(
        (ports) => ports.map(plain),
        () => [],
      );
    }
    return known;
  };
}

async function serialNodes(): Promise<string> {
  try {
    return (await readdir('/dev')).filter((name) => SERIAL_NODE.test(name)).join(' ');
  } catch {
    return '';
  }
}

function plain(port: Awaited<ReturnType<typeof SerialPort.list>>[number]): PortInfo {
  return {
    path: port.path,
    vendorId: port.vendorId?.toLowerCase(),
    productId: port.productId?.toLowerCase(),
    manufacturer: port.manufacturer,
    serialNumber: port.serialNumber,
  };
}

const hexId = z
  .string()
  .regex(/^[0-9a-f]{4}$/i)
  .transform((id) => id.toLowerCase());

const virtualBusSchema = z.array(
  z.object({
    path: z.string().min(1),
    transport: z.enum(['serial', 'hid', 'input']).optional(),
    vendorId: hexId.optional(),
    productId: hexId.optional(),
    manufacturer: z.string().optional(),
    product: z.string().optional(),
    serialNumber: z.string().optional(),
    usagePage: z.int().min(0).max(0xffff).optional(),
  }),
);

/**
 * Ports of virtual instruments, which are in no list of the operating system. `file`: a JSON array of ports, replaced
 * as a whole by the simulator. Missing or unreadable = nothing plugged.
 */
export function createVirtualBusList(file: string): ListPorts {
  return async () => {
    try {
      return virtualBusSchema.safeParse(JSON.parse(await readFile(file, 'utf8'))).data ?? [];
    } catch {
      return [];
    }
  };
}

/** Several lists seen as one. */
export function joinPortLists(...lists: readonly ListPorts[]): ListPorts {
  return async () => (await Promise.all(lists.map((list) => list()))).flat();
}
