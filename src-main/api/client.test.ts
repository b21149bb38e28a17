import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocketServer } from 'ws';
import { type ConnectOptions, type CoreClient, type CoreMessage, connectCore } from './client.ts';
import { CLOSE } from './close-codes.ts';
import { SHELL_ORIGIN } from './http-guard.ts';
import { nodeWebSocket } from './node-socket.ts';
import { createApiServer } from './server.ts';

const script = fileURLToPath(new URL('./server.fixture.ts', import.meta.url));
const SECRET = 's'.repeat(43);

interface Core {
  readonly child: ChildProcess;
  readonly port: number;
  readonly token: string;
}

async function startCore(port = 0, tokenFile = ''): Promise<Core> {
  const child = spawn(process.execPath, [script, String(port), tokenFile, SECRET], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const line = await new Promise<string>((resolve) =>
    child.stdout.once('data', (data) => resolve(String(data))),
  );
  const [actual = '', token = ''] = line.trim().split(' ');
  return { child, port: Number(actual), token };
}

function temporaryFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'client-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'tokens.json');
}

function connect(port: number, options: Partial<ConnectOptions>) {
  const states: string[] = [];
  const messages: CoreMessage[] = [];
  const stored: string[] = [];
  const client: CoreClient = connectCore({
    url: `ws://127.0.0.1:${port}/api`,
    role: 'patient',
    token: null,
    WebSocket: nodeWebSocket(SHELL_ORIGIN),
    storeToken: (token) => stored.push(token),
    onMessage: (message) => messages.push(message),
    onState: (state, final) => states.push(final ? `${state}!` : state),
    ...options,
  });
  onTestFinished(() => client.close());
  return { client, states, messages, stored };
}

/** With time for a busy machine. */
const soon = <T>(get: () => T) => expect.poll(get, { timeout: 8000 });
const openIn = (client: CoreClient) => soon(() => client.state).toBe('open');

describe('a client', () => {
  it('is welcomed, asks and is answered', async () => {
    const { port, token } = await startCore();
    const { client, states, messages, stored } = connect(port, { token });
    await openIn(client);
    expect(states).toEqual(['connecting', 'open']);
    expect(messages).toMatchObject([{ type: 'welcome', nextToken: stored[0] }]);
    expect(await client.request({ type: 'begin' })).toEqual({ ok: true });
    expect(client.send({ type: 'wiped' })).toBe(true);
  });

  it('comes back after kill -9 of the core with the token of the last welcome', async () => {
    const tokenFile = temporaryFile();
    const first = await startCore(0, tokenFile);
    const { client, states, stored } = connect(first.port, { token: first.token });
    await openIn(client);
    const unanswered = client.request({ type: 'help' });
    first.child.kill('SIGKILL');
    expect(await unanswered).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    await soon(() => client.state).toBe('lost');
    expect(await client.request({ type: 'begin' })).toMatchObject({ error: { message: 'not connected' } });
    await startCore(first.port, tokenFile);
    await openIn(client);
    expect(await client.request({ type: 'begin' })).toEqual({ ok: true });
    expect(states).toEqual(['connecting', 'open', 'lost', 'open']);
    expect(client.counts).toEqual({ dropped: 0, reconnects: 1 });
    expect(new Set(stored).size).toBe(2);
  });

  it('comes back with a token of the shell when the core has forgotten the last one', async () => {
    const first = await startCore();
    let asked = 0;
    const getToken = async (): Promise<string> => {
      asked += 1;
      const response = await fetch(`http://127.0.0.1:${first.port}/token`, {
        method: 'POST',
        headers: { authorization: `Bearer ${SECRET}` },
        body: JSON.stringify({ role: 'patient' }),
      });
      return ((await response.json()) as { token: string }).token;
    };
    const { client } = connect(first.port, { token: first.token, getToken });
    await openIn(client);
    expect(asked).toBe(0);
    first.child.kill('SIGKILL');
    await soon(() => client.state).toBe('lost');
    await startCore(first.port);
    await openIn(client);
    expect(asked).toBe(1);
    expect(await client.request({ type: 'begin' })).toEqual({ ok: true });
  });

  it('ends when no token is to be had', async () => {
    const { port } = await startCore();
    const { states } = connect(port, { token: 'x'.repeat(43) });
    await soon(() => states).toEqual(['connecting', 'lost', 'lost!']);
  });

  it('leaves its seat for good when a newer one takes it', async () => {
    const { port, token } = await startCore();
    const older = connect(port, { token });
    await openIn(older.client);
    const response = await fetch(`http://127.0.0.1:${port}/token`, {
      method: 'POST',
      headers: { authorization: `Bearer ${SECRET}` },
      body: '{"role":"patient"}',
    });
    const newer = connect(port, { token: ((await response.json()) as { token: string }).token });
    await openIn(newer.client);
    await soon(() => older.states).toEqual(['connecting', 'open', 'lost!']);
    expect(newer.client.state).toBe('open');
  });

  it('stops when closed', async () => {
    const { port, token } = await startCore();
    const { client, states } = connect(port, { token });
    await openIn(client);
    client.close();
    expect(states.at(-1)).toBe('lost!');
    expect(await client.request({ type: 'begin' })).toMatchObject({ ok: false });
  });
});

it('says that it is alive twice a second', async () => {
  let alive = 0;
  const server = await createApiServer({
    port: 0,
    host: '127.0.0.1',
    allowedOrigins: [SHELL_ORIGIN],
    mintSecret: SECRET,
    onClient: (connection) => {
      connection.send(welcome(connection.nextToken));
      connection.onMessage(({ type }) => {
        if (type === 'alive') alive += 1;
      });
    },
  });
  onTestFinished(() => server.close());
  connect(server.port, { token: server.mint('patient') });
  await soon(() => alive).toBeGreaterThanOrEqual(2);
});

it('drops and counts what a core cannot have sent', async () => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  onTestFinished(() => server.close());
  server.on('connection', (socket) => {
    socket.once('message', () => {
      for (const text of ['{', '{"type":"view"}', '[]', Buffer.from([1])]) socket.send(text);
      socket.send(JSON.stringify(welcome('n'.repeat(43))));
      socket.send('{"type":"wipe"}');
      socket.once('message', () => socket.close(CLOSE.replaced));
    });
  });
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const { client, messages } = connect(port, { token: 't'.repeat(43) });
  await soon(() => messages.map(({ type }) => type)).toEqual(['welcome', 'wipe']);
  expect(client.counts.dropped).toBe(4);
});

function welcome(nextToken: string): Extract<CoreMessage, { type: 'welcome' }> {
  return {
    type: 'welcome',
    api: 1,
    nextToken,
    simulation: false,
    place: 'Test',
    now: 1,
    view: {
      visit: null,
      phase: 'idle',
      language: 'en',
      greeting: null,
      identifyError: null,
      broker: 'down',
      waitingSince: null,
      doctor: null,
      exam: null,
      stillThereUntil: null,
      helpRequested: false,
      media: { camera: false, microphone: false },
    },
  };
}
