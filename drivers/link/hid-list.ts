import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Device, devicesAsync } from 'node-hid';
import type { PortInfo } from '../contract.ts';

const hexId = (id: number) => id.toString(16).padStart(4, '0');

function plain(device: Device): PortInfo[] {
  if (device.path === undefined || device.path === '') return [];
  return [
    {
      path: device.path,
      transport: 'hid',
      vendorId: hexId(device.vendorId),
      productId: hexId(device.productId),
      manufacturer: device.manufacturer || undefined,
      serialNumber: device.serialNumber || undefined,
      product: device.product || undefined,
      usagePage: device.usagePage,
    },
  ];
}

/** From the kernel's `HID_PHYS=usb-0000:00:14.0-1/input0`, less the interface; none where there is no such file. */
async function placeOf(root: string, path: string): Promise<string | undefined> {
  const file = join(root, 'sys/class/hidraw', basename(path), 'device/uevent');
  const text = await readFile(file, 'utf8').catch(() => '');
  return /^HID_PHYS=(\S+)\/input\d+$/m.exec(text)?.[1];
}

/**
 * Empty where HID devices cannot be listed. One row a path; a device with several interfaces has several, all of one
 * place. `root`: where /sys is.
 */
export async function listHidPorts(
  list: () => Promise<Device[]> = () => devicesAsync(),
  root = '/',
): Promise<readonly PortInfo[]> {
  const found = await list().catch(() => []);
  // The first collection of a path is the one its usage page is told by.
  const byPath = new Map(
    found
      .flatMap(plain)
      .reverse()
      .map((port) => [port.path, port]),
  );
  const ports = [...byPath.values()].reverse();
  return Promise.all(ports.map(async (port) => ({ ...port, place: await placeOf(root, port.path) })));
}
