import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { ClientConnection, ClientMessage } from './client-connection.ts';
import { CLOSE } from './close-codes.ts';
import { API_VERSION, type FromCore, type Role } from './core-api.ts';
import { SHELL_ORIGIN } from './http-guard.ts';
import { type ApiServer, type ApiServerOptions, createApiServer, MAX_PAYLOAD_BYTES } from './server.ts';

/** With time for a busy machine. */
const soon = <T>(get: () => T) => expect.poll(get, { timeout: 8000 });
const SECRET = 's'.repeat(43);
const logged: string[] = [];
const log = (fields: object, message: string): void => {
  logged.push(`${message} ${JSON.stringify(fields)}`);
};

let server: ApiServer;
let clients: ClientConnection[];
let received: ClientMessage[];

const options = (): ApiServerOptions => ({
  port: 0,
  host: '127.0.0.1',
  allowedOrigins: [SHELL_ORIGIN],
  mintSecret: SECRET,
  logger: { info: log, warn: log },
  onClient: (client) => {
    clients.push(client);
    client.onMessage((message) => received.push(message));
  },
});

beforeEach(async () => {
  clients = [];
  received = [];
  logged.length = 0;
  server = await createApiServer(options());
});
afterEach(() => server.close());

interface Raw {
  readonly socket: WebSocket;
  readonly messages: FromCore[];
  /** Close code, or the HTTP status when the upgrade was refused. */
  readonly closed: Promise<number>;
  next(): Promise<FromCore>;
}

function raw(headers: Record<string, string> = { origin: SHELL_ORIGIN }, url = server.url): Raw {
  const socket = new WebSocket(url, { headers });
  const messages: FromCore[] = [];
  const waiting: ((message: FromCore) => void)[] = [];
  const { promise: closed, resolve } = Promise.withResolvers<number>();
  socket.on('message', (data) => {
    const message = JSON.parse(data.toString()) as FromCore;
    const first = waiting.shift();
    if (first === undefined) messages.push(message);
    else first(message);
  });
  socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
  socket.on('close', (code) => resolve(code));
  socket.on('error', () => {});
  const next = (): Promise<FromCore> => {
    const early = messages.shift();
    return early === undefined ? new Promise((done) => waiting.push(done)) : Promise.resolve(early);
  };
  return { socket, messages, closed, next };
}

const opened = (socket: WebSocket): Promise<void> => new Promise((resolve) => socket.once('open', resolve));
const hello = (role: Role, token: string): string =>
  JSON.stringify({ type: 'hello', api: API_VERSION, role, token });

async function greet(role: Role = 'patient', token = server.mint(role)): Promise<Raw> {
  const client = raw();
  await opened(client.socket);
  const before = clients.length;
  client.socket.send(hello(role, token));
  await soon(() => clients.length).toBe(before + 1);
  return client;
}

async function post(path: string, headers: Record<string, string>, body: string, method = 'POST') {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>();
  const sent = request({ host: '127.0.0.1', port: server.port, path, method, headers }, (response) => {
    let text = '';
    response.on('data', (chunk) => {
      text += String(chunk);
    });
    response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
  });
  sent.on('error', reject);
  sent.end(body);
  return promise;
}

describe('hello', () => {
  it('greets a client with a minted token and hands its messages on', async () => {
    const { socket } = await greet();
    socket.send(JSON.stringify({ type: 'action', request: 1, action: { type: 'begin' } }));
    await soon(() => received).toEqual([{ type: 'action', request: 1, action: { type: 'begin' } }]);
    expect(clients[0]?.role).toBe('patient');
  });

  it('refuses a wrong token', async () => {
    const client = raw();
    await opened(client.socket);
    client.socket.send(hello('patient', 'x'.repeat(43)));
    expect(await client.next()).toMatchObject({ type: 'refused', reason: 'bad-token' });
    expect(await client.closed).toBe(CLOSE.badToken);
    expect(clients).toHaveLength(0);
  });

  it('refuses a token the second time', async () => {
    const token = server.mint('dock');
    await greet('dock', token);
    const again = raw();
    await opened(again.socket);
    again.socket.send(hello('dock', token));
    expect(await again.closed).toBe(CLOSE.badToken);
    expect(clients).toHaveLength(1);
  });

  it('refuses a token in another role, and burns it', async () => {
    const token = server.mint('dock');
    for (const role of ['patient', 'dock'] as const) {
      const client = raw();
      await opened(client.socket);
      client.socket.send(hello(role, token));
      expect(await client.closed).toBe(CLOSE.badToken);
    }
  });

  it('closes who says nothing', async () => {
    const impatient = await createApiServer({ ...options(), helloWithinMs: 50 });
    onTestFinished(() => impatient.close());
    const client = raw({ origin: SHELL_ORIGIN }, impatient.url);
    expect(await client.closed).toBe(CLOSE.noHello);
  });

  it('obeys nothing before hello', async () => {
    const client = raw();
    await opened(client.socket);
    client.socket.send(JSON.stringify({ type: 'alive' }));
    expect(await client.next()).toEqual({ type: 'refused', reason: 'not-allowed', detail: 'before hello' });
    expect(clients).toHaveLength(0);
  });

  it('lets the next token in once, and not after its connection was replaced', async () => {
    const first = await greet();
    const spare = clients[0]?.nextToken ?? '';
    await greet();
    expect(await first.closed).toBe(CLOSE.replaced);
    expect(server.clients()).toHaveLength(1);
    const replaced = raw();
    await opened(replaced.socket);
    replaced.socket.send(hello('patient', spare));
    expect(await replaced.closed).toBe(CLOSE.badToken);
    await greet('patient', clients[1]?.nextToken ?? '');
    expect(clients).toHaveLength(3);
  });
});

describe('who may ask', () => {
  it('refuses a foreign origin, a foreign host and another path before the upgrade', async () => {
    expect(await raw({ origin: 'http://evil.example' }).closed).toBe(403);
    expect(await raw({ origin: 'null' }).closed).toBe(403);
    expect(await raw({ origin: SHELL_ORIGIN, host: `evil.example:${server.port}` }).closed).toBe(421);
    expect(await raw({ origin: SHELL_ORIGIN }, `${server.origin.replace('http', 'ws')}/other`).closed).toBe(
      404,
    );
  });

  it('takes its own http origin', async () => {
    const client = raw({ origin: `http://localhost:${server.port}` });
    await opened(client.socket);
    client.socket.send(hello('patient', server.mint('patient')));
    await soon(() => clients.length).toBe(1);
  });

  it('without an origin lets only a terminal in', async () => {
    const patient = raw({});
    await opened(patient.socket);
    patient.socket.send(hello('patient', server.mint('patient')));
    expect(await patient.next()).toMatchObject({ reason: 'not-allowed' });
    expect(await patient.closed).toBe(CLOSE.badToken);
    const terminal = raw({});
    await opened(terminal.socket);
    terminal.socket.send(hello('terminal', server.mint('terminal')));
    await soon(() => clients.map(({ role }) => role)).toEqual(['terminal']);
  });

  it('listens on the loopback only', () => {
    expect(server.origin).toBe(`http://127.0.0.1:${server.port}`);
  });
});

describe('messages', () => {
  it('names the place of a malformed message, never its value, and goes on', async () => {
    const { socket, next } = await greet();
    const action = { type: 'identifyByName', birthName: 'Durand', firstName: 'Zoé', birthDate: 'yesterday' };
    socket.send(JSON.stringify({ type: 'action', request: 1, action }));
    expect(await next()).toEqual({
      type: 'refused',
      reason: 'malformed',
      detail: 'action.birthDate: invalid_format',
    });
    socket.send('{');
    expect(await next()).toMatchObject({ reason: 'malformed', detail: 'not JSON' });
    socket.send(Buffer.from([1, 2]));
    expect(await next()).toMatchObject({ reason: 'malformed', detail: 'binary' });
    expect(received).toHaveLength(0);
    socket.send(JSON.stringify({ type: 'alive' }));
    await soon(() => received).toEqual([{ type: 'alive' }]);
    expect(logged.join()).not.toMatch(/Durand|Zoé|yesterday/);
  });

  it('closes after twenty bad ones', async () => {
    const { socket, closed, messages } = await greet();
    for (let i = 0; i < 25; i += 1) socket.send('nonsense');
    expect(await closed).toBe(CLOSE.malformed);
    expect(messages).toHaveLength(20);
  });

  it('refuses what is too large', async () => {
    const { socket, closed } = await greet();
    socket.send(' '.repeat(MAX_PAYLOAD_BYTES + 1));
    expect(await closed).toBe(CLOSE.tooLarge);
    expect(logged.join()).toContain('too-large');
    expect(received).toHaveLength(0);
  });

  it('leaves a wrong role for an action to the core', async () => {
    const { socket } = await greet('dock');
    socket.send(JSON.stringify({ type: 'action', request: 7, action: { type: 'begin' } }));
    await soon(() => received).toHaveLength(1);
    expect(clients[0]?.role).toBe('dock');
  });

  it('knows when a client was last seen', async () => {
    const { socket } = await greet();
    const before = clients[0]?.lastSeenAt ?? 0;
    socket.send(JSON.stringify({ type: 'alive' }));
    await soon(() => clients[0]?.lastSeenAt ?? 0).toBeGreaterThan(before);
  });
});

describe('POST /token', () => {
  const authorization = `Bearer ${SECRET}`;

  it('mints for who knows the secret', async () => {
    const { status, body } = await post('/token', { authorization }, '{"role":"patient"}');
    expect(status).toBe(200);
    await greet('patient', (JSON.parse(body) as { token: string }).token);
  });

  it('refuses all others with a reason', async () => {
    expect((await post('/token', {}, '{"role":"patient"}')).status).toBe(401);
    expect((await post('/token', { authorization: 'Bearer x' }, '{"role":"patient"}')).status).toBe(401);
    expect((await post('/token', { authorization }, '{"role":"doctor"}')).status).toBe(400);
    expect((await post('/token', { authorization }, 'x'.repeat(2000))).status).toBe(413);
    expect((await post('/token', { authorization }, '', 'GET')).status).toBe(405);
    const foreign = { authorization, origin: 'http://evil.example' };
    expect((await post('/token', foreign, '{"role":"patient"}')).status).toBe(403);
    expect((await post('/token', { authorization, host: 'evil.example' }, '{"role":"patient"}')).status).toBe(
      421,
    );
  });
});
