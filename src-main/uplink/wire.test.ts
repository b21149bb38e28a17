/** Tokens, certificates, proxies, time-outs: the line itself. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHttp } from './http.ts';
import { createSender } from './sender.ts';
import { openRecord } from './test-lab.ts';
import { createTokenSource } from './token.ts';

const { signal } = new AbortController();
const WAITS = { connectMs: 1500, answerMs: 400, bodyMs: 400 };
/** Empty, so refused with 400: it was read. */
const NOTHING = JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry: [] });

describe('OAuth2 client credentials', () => {
  async function withTokens(secret = 'hush: %é') {
    const server = await openRecord({ clients: [{ id: 'box', secret: 'hush: %é' }], tokenLifeS: 60 });
    let mono = 0;
    let asked = 0;
    const line = createHttp();
    const counted: typeof line = {
      ...line,
      ask(request) {
        if (request.url === server.tokenUrl) asked += 1;
        return line.ask(request);
      },
    };
    const credentials = { tokenUrl: server.tokenUrl, clientId: 'box', clientSecret: secret };
    const tokens = createTokenSource(credentials, counted, () => mono);
    const sender = createSender({ http: counted, url: server.url, tokens, nowWall: Date.now });
    onTestFinished(() => line.close());
    return { server, sender, asked: () => asked, pass: (ms: number) => (mono += ms) };
  }

  it('keeps a token until shortly before its end, and replaces one that is no longer taken', async () => {
    const { server, sender, asked, pass } = await withTokens();
    for (let n = 0; n < 3; n += 1)
      expect(await sender.send(NOTHING, 0, signal)).toMatchObject({ status: 400 });
    expect(asked()).toBe(1);
    pass(31_000);
    await sender.send(NOTHING, 0, signal);
    expect(asked()).toBe(2);
    server.revokeTokens();
    expect(await sender.send(NOTHING, 0, signal)).toMatchObject({ kind: 'refused', status: 400 });
    expect(asked()).toBe(3);
  });

  it('parks nothing because a secret is wrong, and says no secret', async () => {
    const { sender } = await withTokens('wrong');
    const sent = await sender.send(NOTHING, 0, signal);
    expect(sent).toEqual({ kind: 'unsent', why: 'token', detail: 'refused 401' });
  });
});

describe('certificates', () => {
  it('shows its own, trusts the set authority only, and comes back when a certificate is renewed', async () => {
    const server = await openRecord({ tls: 'mutual' });
    const folder = mkdtempSync(join(tmpdir(), 'box-tls-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const [cert, key, ca] = ['cert', 'key', 'ca'].map((name) => join(folder, `${name}.pem`));
    if (server.certificates === null || !cert || !key || !ca) throw new Error('no certificates');
    writeFileSync(cert, server.certificates.client.cert);
    writeFileSync(key, server.certificates.client.key);
    writeFileSync(ca, server.certificates.ca);
    const send = (tls: object) => {
      const line = createHttp({ tls, waits: WAITS });
      onTestFinished(() => line.close());
      const sender = createSender({ http: line, url: server.url, tokens: null, nowWall: Date.now });
      return () => sender.send(NOTHING, 0, signal);
    };
    const whole = send({ cert, key, ca });
    expect(await whole()).toMatchObject({ status: 400 });
    expect(await send({ cert, key })()).toMatchObject({ kind: 'unsent', why: 'tls' });
    expect(await send({ ca })()).toMatchObject({ kind: 'unsent' });
    expect(await send({ ca: join(folder, 'none') })()).toMatchObject({ why: 'files', detail: 'ENOENT' });
    server.expireCertificate(true);
    await server.stop();
    await server.start();
    expect(await whole()).toMatchObject({ kind: 'unsent' });
    expect(await whole()).toMatchObject({ why: 'tls', detail: 'CERT_HAS_EXPIRED' });
    server.expireCertificate(false);
    await server.stop();
    await server.start();
    expect(await whole()).toMatchObject({ status: 400 });
  });
});

describe('a proxy', () => {
  it.each(['server', undefined] as const)('carries it (tls: %s), with its user', async (tls) => {
    const server = await openRecord(tls === undefined ? {} : { tls });
    const seen: string[] = [];
    const proxy = http.createServer((request, response) => {
      seen.push(`${request.method} ${request.headers['proxy-authorization']}`);
      const { method = 'POST', headers } = request;
      const onward = http.request(String(request.url), { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 0, answer.headers);
        answer.pipe(response);
      });
      request.pipe(onward);
    });
    const sockets = new Set<Socket>();
    proxy.on('connect', (request, socket: Socket) => {
      seen.push(`CONNECT ${request.headers['proxy-authorization']}`);
      const [host = '', port = ''] = String(request.url).split(':');
      const onward = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        socket.pipe(onward).pipe(socket);
      });
      for (const one of [socket, onward]) sockets.add(one.on('error', () => {}));
    });
    await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
    const { port } = proxy.address() as AddressInfo;
    const folder = mkdtempSync(join(tmpdir(), 'box-proxy-'));
    const ca = join(folder, 'ca.pem');
    writeFileSync(ca, server.certificates?.ca ?? '');
    const line = createHttp({
      proxy: `http://user:word@127.0.0.1:${port}`,
      ...(tls === undefined ? {} : { tls: { ca } }),
    });
    onTestFinished(async () => {
      line.close();
      for (const socket of sockets) socket.destroy();
      proxy.closeAllConnections();
      await new Promise((done) => proxy.close(done));
      rmSync(folder, { recursive: true });
    });
    const sender = createSender({ http: line, url: server.url, tokens: null, nowWall: Date.now });
    expect(await sender.send(NOTHING, 0, signal)).toMatchObject({ status: 400 });
    const basic = `Basic ${Buffer.from('user:word').toString('base64')}`;
    expect(seen).toEqual([`${tls === undefined ? 'POST' : 'CONNECT'} ${basic}`]);
  });
});

describe('no wait is without end', () => {
  /** Takes connections; `say` writes what there is to say. */
  async function listening(say: (socket: Socket) => void): Promise<string> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket.on('error', () => {}));
      say(socket);
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    onTestFinished(async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
  }
  const ask = async (url: string, body = NOTHING) => {
    const line = createHttp({ waits: WAITS });
    onTestFinished(() => line.close());
    return line.ask({ url, method: 'POST', body });
  };

  it('an answer that never comes', async () => {
    const url = await listening((socket) => socket.resume());
    expect(await ask(url)).toEqual({ fault: 'timeout', detail: 'answer' });
  });

  it('a link that takes nothing more while a picture is sent', async () => {
    const url = await listening((socket) => socket.pause());
    expect(await ask(url, 'x'.repeat(24 * 1024 * 1024))).toEqual({ fault: 'timeout', detail: 'answer' });
  });

  it('an answer that stops in the middle, one cut short, and one without end', async () => {
    const head = 'HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n{';
    expect(await ask(await listening((socket) => socket.write(head)))).toEqual({
      fault: 'timeout',
      detail: 'body',
    });
    expect(await ask(await listening((socket) => socket.end(head)))).toMatchObject({ fault: 'cut' });
    const flood = await listening((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 99000000\r\n\r\n');
      socket.write('x'.repeat(9 * 1024 * 1024));
    });
    expect(await ask(flood)).toMatchObject({ fault: 'too-large' });
  });

  it('a TLS greeting that never comes, nobody there, and one who cancels', async () => {
    const silent = await listening((socket) => socket.resume());
    const line = createHttp({ waits: { ...WAITS, connectMs: 300 } });
    onTestFinished(() => line.close());
    const secure = { url: silent.replace('http:', 'https:'), method: 'GET' } as const;
    expect(await line.ask(secure)).toEqual({ fault: 'timeout', detail: 'connect' });
    expect(await ask('http://127.0.0.1:1/')).toMatchObject({ fault: 'unreachable', detail: 'ECONNREFUSED' });
    const soon = AbortSignal.timeout(30);
    expect(await line.ask({ url: silent, method: 'GET', signal: soon })).toMatchObject({
      fault: 'cancelled',
    });
  });
});
