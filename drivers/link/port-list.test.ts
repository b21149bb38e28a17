import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeVirtualBus } from '../../fixtures/simulator/virtual-bus.ts';
import { createSerialPortList, createVirtualBusList, joinPortLists } from './port-list.ts';
import { watchFile } from './watch-file.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'box-ports-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('port lists', () => {
  it('reads a virtual bus, ids in lower case', async () => {
    const file = join(folder, 'bus.json');
    writeVirtualBus(file, [{ path: '/dev/pts/1', vendorId: '10C4', productId: 'EA60' }]);
    expect(await createVirtualBusList(file)()).toEqual([
      { path: '/dev/pts/1', vendorId: '10c4', productId: 'ea60' },
    ]);
  });

  it('knows the transport and the texts of a virtual HID instrument', async () => {
    const file = join(folder, 'hid.json');
    const scale = {
      path: '/run/scale.hid.sock',
      transport: 'hid' as const,
      vendorId: '0922',
      productId: '8003',
      product: 'Scale',
      usagePage: 0x8d,
    };
    writeVirtualBus(file, [scale]);
    expect(await createVirtualBusList(file)()).toEqual([scale]);
  });

  it.each([
    ['a transport nobody knows', '[{"path":"a","transport":"telepathy"}]'],
    ['missing', null],
    ['not JSON', '['],
    ['not a list', '{}'],
    ['no path', '[{"vendorId":"10c4"}]'],
  ])('a bus file that is %s means nothing plugged', async (_name, content) => {
    const file = join(folder, 'bad.json');
    if (content !== null) writeFileSync(file, content);
    expect(await createVirtualBusList(file)()).toEqual([]);
  });

  it('joins lists', async () => {
    const one = async () => [{ path: 'a' }];
    const two = async () => [{ path: 'b' }];
    expect(await joinPortLists(one, two)()).toEqual([{ path: 'a' }, { path: 'b' }]);
  });

  it('lists real ports without failing on a machine that has none', async () => {
    expect(Array.isArray(await createSerialPortList()())).toBe(true);
  });

  it('says when the bus file is replaced, and bears a folder that is not there', async () => {
    const file = join(folder, 'watched.json');
    const changed = new Promise<void>((resolve) => {
      const stop = watchFile(file)(() => {
        stop();
        resolve();
      });
    });
    writeVirtualBus(file, []);
    await changed;
    watchFile(join(folder, 'none', 'x.json'))(() => undefined)();
  });
});
