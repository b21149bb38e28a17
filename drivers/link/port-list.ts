import { readFile } from 'node:fs/promises';
import { SerialPort } from 'serialport';
import { z } from 'zod';
import type { PortInfo } from '../contract.ts';
import { createDeviceList } from './device-list.ts';
import { listHidPorts } from './hid-list.ts';
import { listInputPorts } from './input-list.ts';

export type ListPorts = () => Promise<readonly PortInfo[]>;

/** Asking starts a process of udev; without udev no port has an id. */
export function createSerialPortList(): ListPorts {
  return createDeviceList({
    nodes: /^tty(USB|ACM|AMA|XRUSB|WCH)/,
    folder: '/dev',
    ask: async () => (await SerialPort.list()).map(plain),
  });
}

/** Every real port that an instrument may be behind. */
export function createRealPortList(): ListPorts {
  return joinPortLists(
    createSerialPortList(),
    createDeviceList({ nodes: /^hidraw/, folder: '/dev', ask: () => listHidPorts() }),
    createDeviceList({ nodes: /^event/, folder: '/dev/input', ask: () => listInputPorts() }),
  );
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
    place: z.string().optional(),
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
