import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PortInfo } from '../contract.ts';

const EVENT_NODE = /^event(\d+)$/;
/** Keys that a camera's button was seen to send: enter, space, print screen, volume up, camera. */
const BUTTON_KEYS = [28, 57, 99, 115, 212] as const;
const KEY_CAMERA = 212;
const WORD_BITS = 64;

interface InputDevice {
  readonly port: PortInfo;
  /** Of one USB device the same for all its nodes. */
  readonly place: string;
  readonly camera: boolean;
}

/** `bitmap`: hex words of a 64-bit kernel, the highest first, those that are zero at the front left out. */
function hasKey(bitmap: string, key: number): boolean {
  const words = bitmap.split(/\s+/).filter((word) => word !== '');
  const word = words.at(-1 - Math.floor(key / WORD_BITS)) ?? '0';
  return /^[0-9a-f]{1,16}$/i.test(word) && ((BigInt(`0x${word}`) >> BigInt(key % WORD_BITS)) & 1n) === 1n;
}

async function readDevice(root: string, name: string): Promise<InputDevice | null> {
  const read = async (...file: readonly string[]) =>
    (await readFile(join(root, 'sys/class/input', name, 'device', ...file), 'utf8')).trim();
  try {
    const [vendorId, productId, keys] = await Promise.all([
      read('id', 'vendor'),
      read('id', 'product'),
      read('capabilities', 'key'),
    ]);
    if (!BUTTON_KEYS.some((key) => hasKey(keys, key))) return null;
    const orNone = (...file: readonly string[]) => read(...file).catch(() => '');
    const [product, phys, serialNumber] = await Promise.all([orNone('name'), orNone('phys'), orNone('uniq')]);
    return {
      port: {
        path: join(root, 'dev/input', name),
        transport: 'input',
        vendorId: vendorId.toLowerCase(),
        productId: productId.toLowerCase(),
        product: product || undefined,
        serialNumber: serialNumber || undefined,
      },
      place: phys === '' ? name : phys.replace(/\/[^/]*$/, ''),
      camera: hasKey(keys, KEY_CAMERA),
    };
  } catch {
    return null;
  }
}

const numberOf = (name: string) => Number(EVENT_NODE.exec(name)?.[1] ?? 0);

/**
 * Kernel input devices that have a key which cameras use for their button, one a USB device: a composite camera has
 * several nodes, and of these the one of the UVC trigger counts, else the first. `root`: where /sys and /dev are.
 * Empty where they cannot be read.
 */
export async function listInputPorts(root = '/'): Promise<readonly PortInfo[]> {
  const names = await readdir(join(root, 'sys/class/input')).catch(() => []);
  const nodes = names.filter((name) => EVENT_NODE.test(name)).sort((a, b) => numberOf(a) - numberOf(b));
  const devices = await Promise.all(nodes.map((name) => readDevice(root, name)));
  const byPlace = new Map<string, InputDevice>();
  for (const device of devices) {
    if (device === null) continue;
    const before = byPlace.get(device.place);
    if (before === undefined || (device.camera && !before.camera)) byPlace.set(device.place, device);
  }
  return [...byPlace.values()].map(({ port }) => port);
}
