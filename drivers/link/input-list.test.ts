import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listInputPorts } from './input-list.ts';

let folder: string;
let made = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'box-inputs-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** KEY_CAMERA is bit 20 of the fourth word. */
const CAMERA = '100000 0 0 0\n';
/** A keyboard as the kernel prints it: enter, space, volume up among others. */
const KEYBOARD = 'e080ffdf01cfffff fffffffffffffffe\n';
const MOUSE = '1f0000 0 0 0 0\n';

interface Node {
  readonly key?: string;
  readonly name?: string;
  readonly phys?: string;
  readonly uniq?: string;
  readonly vendor?: string;
}

/** A machine's /sys/class/input. */
function machine(nodes: Readonly<Record<string, Node>>): string {
  made += 1;
  const root = join(folder, String(made));
  for (const [node, { key, name, phys, uniq, vendor = '0C45' }] of Object.entries(nodes)) {
    const device = join(root, 'sys/class/input', node, 'device');
    mkdirSync(join(device, 'id'), { recursive: true });
    mkdirSync(join(device, 'capabilities'));
    writeFileSync(join(device, 'id/vendor'), `${vendor}\n`);
    writeFileSync(join(device, 'id/product'), '6341\n');
    if (key !== undefined) writeFileSync(join(device, 'capabilities/key'), key);
    if (name !== undefined) writeFileSync(join(device, 'name'), `${name}\n`);
    if (phys !== undefined) writeFileSync(join(device, 'phys'), `${phys}\n`);
    if (uniq !== undefined) writeFileSync(join(device, 'uniq'), `${uniq}\n`);
  }
  return root;
}

describe('list of input devices', () => {
  it('gives ids, name and serial number of a camera with a trigger', async () => {
    const root = machine({
      event3: { key: CAMERA, name: 'USB Microscope', phys: 'usb-0000:00:14.0-2/button', uniq: 'A1' },
    });
    expect(await listInputPorts(root)).toEqual([
      {
        path: join(root, 'dev/input/event3'),
        transport: 'input',
        vendorId: '0c45',
        productId: '6341',
        product: 'USB Microscope',
        serialNumber: 'A1',
      },
    ]);
  });

  it('leaves out what has no key of a button, and what is no event node', async () => {
    const root = machine({
      event0: { key: MOUSE, name: 'Mouse' },
      event1: { key: '0\n', name: 'Lid' },
      event2: { name: 'unreadable' },
      mouse0: { key: KEYBOARD },
      input7: { key: KEYBOARD },
    });
    expect(await listInputPorts(root)).toEqual([]);
  });

  it('gives one row a USB device: the trigger first, else the first node', async () => {
    const phys = 'usb-0000:00:14.0-2';
    const composite = machine({
      event10: { key: CAMERA, phys: `${phys}/button` },
      event9: { key: KEYBOARD, phys: `${phys}/input1` },
    });
    expect((await listInputPorts(composite)).map(({ path }) => path)).toEqual([
      join(composite, 'dev/input/event10'),
    ]);
    const keys = machine({
      event10: { key: KEYBOARD, phys: `${phys}/input2` },
      event9: { key: KEYBOARD, phys: `${phys}/input1` },
      event11: { key: KEYBOARD, phys: 'usb-0000:00:14.0-3/input1' },
    });
    expect((await listInputPorts(keys)).map(({ path }) => path)).toEqual([
      join(keys, 'dev/input/event9'),
      join(keys, 'dev/input/event11'),
    ]);
  });

  it('devices that do not say where they are plugged are each one', async () => {
    const root = machine({ event1: { key: CAMERA }, event2: { key: CAMERA } });
    expect(await listInputPorts(root)).toHaveLength(2);
  });

  it('is empty where nothing can be read, and works on this machine', async () => {
    expect(await listInputPorts(join(folder, 'none'))).toEqual([]);
    expect(Array.isArray(await listInputPorts())).toBe(true);
  });
});
