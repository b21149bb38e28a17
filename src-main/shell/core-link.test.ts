import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseCoreFile } from './core-file.ts';
import { coreState, mintToken, waitForToken } from './core-link.ts';

const SECRET = 's'.repeat(32);
let folder: string;
let server: Server;
let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void;

async function writeCoreFile(port: number, mintSecret = SECRET) {
  await writeFile(path.join(folder, 'core.json'), JSON.stringify({ port, mintSecret, pid: process.pid }));
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'box-link-'));
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    answer(request, response, body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await writeCoreFile((server.address() as AddressInfo).port);
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

test('asks for a patient token with the secret of the file and returns where to use it', async () => {
  const seen: unknown[] = [];
  answer = (request, response, body) => {
    seen.push(request.method, request.url, request.headers.authorization, JSON.parse(body));
    response.end(JSON.stringify({ token: 't'.repeat(24) }));
  };
  const { port } = server.address() as AddressInfo;
  expect(await mintToken(folder)).toEqual({ url: `ws://127.0.0.1:${port}/api`, token: 't'.repeat(24) });
  expect(seen).toEqual(['POST', '/token', `Bearer ${SECRET}`, { role: 'patient' }]);
});

test('a refusal, a strange answer and an absent file give no token', async () => {
  answer = (_request, response) => response.writeHead(401).end('{"error":"wrong mint secret"}');
  expect(await mintToken(folder)).toBeNull();
  answer = (_request, response) => response.end('{"token":7}');
  expect(await mintToken(folder)).toBeNull();
  answer = (_request, response) => response.end('x'.repeat(100_000));
  expect(await mintToken(folder)).toBeNull();
  await rm(path.join(folder, 'core.json'));
  expect(await mintToken(folder)).toBeNull();
});

test('waits a bounded time for a core that is starting', async () => {
  let times = 0;
  answer = (_request, response) => {
    times += 1;
    if (times < 3) response.writeHead(503).end();
    else response.end(JSON.stringify({ token: 't'.repeat(24) }));
  };
  expect((await waitForToken(folder, 4000))?.token).toBe('t'.repeat(24));
  times = Number.NEGATIVE_INFINITY;
  const asked = performance.now();
  expect(await waitForToken(folder, 400)).toBeNull();
  expect(performance.now() - asked).toBeLessThan(1500);
});

test('tells a core that answers from a silent one and from none', async () => {
  answer = (_request, response) => response.writeHead(404).end();
  expect(await coreState(folder)).toBe('answers');
  answer = () => undefined;
  expect(await coreState(folder, 100)).toBe('silent');
  await writeCoreFile(1);
  expect(await coreState(folder)).toBe('gone');
  await writeFile(path.join(folder, 'core.json'), '{"port":');
  expect(await coreState(folder)).toBe('gone');
});

test.each([
  '',
  'null',
  '{}',
  '{"port":0,"mintSecret":"0123456789abcdef","pid":1}',
  '{"port":1,"mintSecret":"short","pid":1}',
])('the core file %j is refused', (text) => {
  expect(parseCoreFile(text)).toBeNull();
});
