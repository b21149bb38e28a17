import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PortInfo } from '../contract.ts';
import { createDeviceList } from './device-list.ts';

let folder: string;
let asked = 0;
let fails = false;
let answers: PortInfo[] = [];
let slow: Promise<unknown> = Promise.resolve();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'box-dev-'));
  asked = 0;
  fails = false;
  answers = [{ path: 'one', transport: 'hid' }];
  slow = Promise.resolve();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const list = () =>
  createDeviceList({
    nodes: /^hidraw/,
    folder,
    async ask() {
      asked += 1;
      if (fails) throw new Error('udev is away');
      const now = answers;
      await slow;
      return now;
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
  for (let i = 0; i < 30; i += 1) expect(await ports()).toHaveLength(1);
  expect(asked).toBe(20);
  node('hidraw1');
  for (let i = 0; i < 30; i += 1) await ports();
  expect(asked).toBe(40);
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

test('asks no more once every node has its ids', async () => {
  const ports = list();
  node('hidraw0');
  await ports();
  answers = [{ path: '/dev/hidraw0', transport: 'hid', vendorId: '0c45' }];
  for (let i = 0; i < 20; i += 1) await ports();
  expect(asked).toBe(2);
  node('hidraw1');
  await ports();
  await ports();
  expect(asked).toBe(4);
});

test('a slow answer is waited for, not asked for again; one from before a change counts for nothing', async () => {
  const ports = list();
  let answer: (value: unknown) => void = () => undefined;
  slow = new Promise((resolve) => {
    answer = resolve;
  });
  node('hidraw0');
  answers = [{ path: '/dev/hidraw0', transport: 'hid', vendorId: '0c45' }];
  const first = ports();
  const second = ports();
  await vi.waitFor(() => expect(asked).toBe(1));
  rmSync(join(folder, 'hidraw0'));
  expect(await ports()).toEqual([]);
  node('hidraw0');
  answers = [{ path: '/dev/hidraw0', transport: 'hid', vendorId: '28e9' }];
  const third = ports();
  await vi.waitFor(() => expect(asked).toBe(2));
  answer(null);
  await Promise.all([first, second]);
  expect(await third).toMatchObject([{ vendorId: '28e9' }]);
  expect(asked).toBe(2);
});

test('asks again about a node that was pulled and plugged between two looks, or handed to another owner', async () => {
  const ports = list();
  const camera = { path: '/dev/hidraw0', transport: 'hid', vendorId: '0c45' } as const;
  node('hidraw0');
  answers = [camera];
  expect(await ports()).toEqual([camera]);
  expect(await ports()).toEqual([camera]);
  expect(asked).toBe(1);
  rmSync(join(folder, 'hidraw0'));
  node('another');
  renameSync(join(folder, 'another'), join(folder, 'hidraw0'));
  answers = [{ ...camera, vendorId: '28e9' }];
  expect(await ports()).toEqual(answers);
  expect(asked).toBe(2);
  chmodSync(join(folder, 'hidraw0'), 0o600);
  await ports();
  await ports();
  expect(asked).toBe(3);
});
