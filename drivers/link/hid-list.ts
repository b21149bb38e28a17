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

/** Empty where HID devices cannot be listed. One row a path; a device with several interfaces has several. */
export async function listHidPorts(
  list: () => Promise<Device[]> = () => devicesAsync(),
): Promise<readonly PortInfo[]> {
  const found = await list().catch(() => []);
  // The first collection of a path is the one its usage page is told by.
  const byPath = new Map(
    found
      .flatMap(plain)
      .reverse()
      .map((port) => [port.path, port]),
  );
  return [...byPath.values()].reverse();
}
