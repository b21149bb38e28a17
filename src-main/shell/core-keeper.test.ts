import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CoreKeeper, type CoreKeeperOptions, keepCore } from './core-keeper.ts';
import { coreState } from './core-link.ts';

/** A core as far as the keeper is concerned: answers on a port, leaves its file, notes each start, hangs on demand. */
const FAKE_CORE = `
import { createServer } from 'node:http';
import { appendFileSync, writeFileSync } from 'node:fs';
const data = process.env.BOX_DATA;
appendFileSync(data + '/starts', process.pid + '\\n');
if (process.env.FAKE === 'dies') process.exit(3);
const server = createServer((request, response) => {
  if (request.url === '/hang') for (;;);
  response.end('{}');
});
server.listen(0, '127.0.0.1', () => {
  const file = { port: server.address().port, mintSecret: 'x'.repeat(32), pid: process.pid };
  writeFileSync(data + '/core.json', JSON.stringify(file), { mode: 0o600 });
});
`;

let folder: string;
let keeper: CoreKeeper | null = null;
let log: string[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'box-keeper-'));
  await writeFile(path.join(folder, 'core.mjs'), FAKE_CORE);
  log = [];
});
afterEach(async () => {
  await keeper?.stop();
  keeper = null;
  await rm(folder, { recursive: true, force: true });
});

function keep(extra: Partial<CoreKeeperOptions> = {}, fake = '') {
  return keepCore({
    node: process.execPath,
    entry: path.join(folder, 'core.mjs'),
    env: { ...process.env, BOX_DATA: folder, FAKE: fake },
    coreState: () => coreState(folder, 300),
    log: (text) => log.push(text),
    lookEveryMs: 100,
    ...extra,
  });
}

async function starts(): Promise<number[]> {
  try {
    return (await readFile(path.join(folder, 'starts'), 'utf8')).trim().split('\n').map(Number);
  } catch {
    return [];
  }
}

async function until<T>(read: () => Promise<T>, accept: (value: T) => boolean): Promise<T> {
  const limit = Date.now() + 8000;
  for (;;) {
    const value = await read();
    if (accept(value)) return value;
    if (Date.now() > limit) throw new Error(`still ${JSON.stringify(value)}; ${log.join(' | ')}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const answers = () =>
  until(
    () => coreState(folder),
    (state) => state === 'answers',
  );

test('starts a core when there is none, and a killed one again at once', async () => {
  keeper = keep();
  await answers();
  const [first = 0] = await starts();
  const killedAt = performance.now();
  process.kill(first, 'SIGKILL');
  await until(starts, (list) => list.length === 2);
  await answers();
  expect(performance.now() - killedAt).toBeLessThan(2500);
  expect(log).toEqual(['the core ended with SIGKILL; started again in 0 ms']);
});

test('a core that dies at once is started again with growing pauses', async () => {
  keeper = keep({}, 'dies');
  await until(starts, (list) => list.length >= 4);
  expect(log.slice(0, 3)).toEqual([
    'the core ended with code 3; started again in 0 ms',
    'the core ended with code 3; started again in 250 ms',
    'the core ended with code 3; started again in 500 ms',
  ]);
});

test('uses a core that already runs, and starts one when that is gone', async () => {
  const other = keep();
  await answers();
  keeper = keep();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect((await starts()).length).toBe(1);
  await other.stop();
  await until(starts, (list) => list.length === 2);
  await answers();
});

test('a core whose loop hangs is killed and replaced', async () => {
  keeper = keep({ startLimitMs: 500 });
  await answers();
  const { port } = JSON.parse(await readFile(path.join(folder, 'core.json'), 'utf8')) as { port: number };
  fetch(`http://127.0.0.1:${port}/hang`).catch(() => undefined);
  await until(starts, (list) => list.length === 2);
  await answers();
  expect(log).toContain('the core does not answer; it is ended and started again');
});

test('stop ends the core and starts none', async () => {
  keeper = keep();
  await answers();
  await keeper.stop();
  expect(await coreState(folder)).toBe('gone');
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect((await starts()).length).toBe(1);
});
