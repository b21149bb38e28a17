import { type Device, devicesAsync } from 'node-hid';
import type { PortInfo } from '../contract.ts';

/** A HID interface as the operating system lists it. A device with several interfaces is listed once for each. */
export interface HidPortInfo extends PortInfo {
  readonly product?: string | undefined;
  /** HID usage page of its first collection, 0 or undefined where the system does not tell. */
  readonly usagePage?: number | undefined;
}

const hexId = (id: number) => id.toString(16).padStart(4, '0');

function plain(device: Device): HidPortInfo[] {
  if (device.path === undefined || device.path === '') return [];
  return [
    {
      path: device.path,
      vendorId: hexId(device.vendorId),
      productId: hexId(device.productId),
      manufacturer: device.manufacturer || undefined,
      serialNumber: device.serialNumber || undefined,
      product: device.product || undefined,
      usagePage: device.usagePage,
    },
  ];
}

/** Empty where HID devices cannot be listed. One row a path. */
export async function listHidPorts(
  list: () => Promise<Device[]> = () => devicesAsync(),
): Promise<readonly HidPortInfo[]> {
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
