import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDeviceList } from './device-list.ts';

let folder: string;
let asked = 0;
let fails = false;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'box-dev-'));
  asked = 0;
  fails = false;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const list = () =>
  createDeviceList({
    nodes: /^hidraw/,
    folder,
    async ask() {
      asked += 1;
      if (fails) throw new Error('udev is away');
      return [{ path: 'one', transport: 'hid' }];
    },
  });
const node = (name: string) => writeFileSync(join(folder, name), '');

test('asks nobody while no node is there', async () => {
  const ports = list();
  node('ttyS0');
  expect(await ports()).toEqual([]);
  expect(asked).toBe(0);
});

test('asks some times after a change, then never until the next', async () => {
  const ports = list();
  node('hidraw0');
  for (let i = 0; i < 20; i += 1) expect(await ports()).toHaveLength(1);
  expect(asked).toBe(6);
  node('hidraw1');
  for (let i = 0; i < 20; i += 1) await ports();
  expect(asked).toBe(12);
  rmSync(join(folder, 'hidraw0'));
  rmSync(join(folder, 'hidraw1'));
  expect(await ports()).toEqual([]);
});

test('a list that fails is empty, and so is a folder that is not there', async () => {
  const ports = list();
  node('hidraw0');
  fails = true;
  expect(await ports()).toEqual([]);
  rmSync(folder, { recursive: true });
  expect(await ports()).toEqual([]);
});
