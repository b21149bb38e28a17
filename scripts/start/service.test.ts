import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createService, parseReady, type Ready, type Service } from './service.ts';

let folder: string;
let service: Service;
let told: [string, Ready | null][];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'box-service-'));
  told = [];
});
afterEach(async () => {
  await service.stop();
  await rm(folder, { recursive: true, force: true });
});

async function make(code: string, readyLimitMs = 5000): Promise<Service> {
  const entry = path.join(folder, 'child.mjs');
  await writeFile(entry, code);
  service = createService({
    name: 'thing',
    entry,
    env: { WORD: 'hello' },
    logFile: path.join(folder, 'thing.log'),
    onChange: (text, ready) => told.push([text, ready]),
    readyLimitMs,
  });
  return service;
}

async function until(done: () => boolean) {
  const limit = Date.now() + 8000;
  while (!done()) {
    if (Date.now() > limit) throw new Error(JSON.stringify(told));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const LASTING = `console.log('noise'); console.error('to the log');
  console.log('ready ' + JSON.stringify({ word: process.env.WORD, pid: process.pid })); setInterval(() => {}, 1000);`;

test('gives the ready line, keeps stderr in the log', async () => {
  const ready = await (await make(LASTING)).start();
  expect(ready['word']).toBe('hello');
  expect(await readFile(path.join(folder, 'thing.log'), 'utf8')).toBe('to the log\n');
});

test('a killed child is back at once with a new ready line', async () => {
  const ready = await (await make(LASTING)).start();
  process.kill(Number(ready['pid']), 'SIGKILL');
  await until(() => told.length === 2);
  expect(told.map(([text]) => text)).toEqual([
    'thing ended with SIGKILL; started again at once',
    'thing is back',
  ]);
  expect(told[1]?.[1]?.['pid']).toBe(service.pid());
});

test('one that ends before it is ready says why', async () => {
  const failing = await make(`console.error('the port is taken'); process.exit(4);`);
  await expect(failing.start()).rejects.toThrow(/thing ended with code 4\n {4}the port is taken/);
  expect(told).toEqual([]);
});

test('one that is never ready is ended', async () => {
  const silent = await make('setInterval(() => {}, 1000);', 400);
  await expect(silent.start()).rejects.toThrow('thing was not ready within 0.4 s');
  await until(() => service.pid() === undefined);
});

test('a ready line is an object', () => {
  expect(parseReady('ready {"a":1}')).toEqual({ a: 1 });
  for (const line of ['ready', 'ready ', 'ready [1]', 'ready null', 'ready {', 'almost ready {}']) {
    expect(parseReady(line)).toBeNull();
  }
});
