import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiServer, createApiServer } from './server.ts';
import { byteRange, contentSecurityPolicy, pagePath } from './static-pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'pages-'));
const root = join(folder, 'built');
let server: ApiServer;

beforeAll(async () => {
  mkdirSync(join(root, 'assets'), { recursive: true });
  mkdirSync(join(root, 'dock'));
  writeFileSync(join(root, 'index.html'), '<!doctype html>patient');
  writeFileSync(join(root, 'dock', 'index.html'), '<!doctype html>dock');
  writeFileSync(join(root, 'assets', 'index-B1x2_Z4q.js'), 'export {};');
  writeFileSync(join(root, 'voice.ogg'), '0123456789');
  writeFileSync(join(root, 'empty.txt'), '');
  writeFileSync(join(root, '.secret'), 'hidden');
  writeFileSync(join(folder, 'outside.txt'), 'outside');
  symlinkSync(join(folder, 'outside.txt'), join(root, 'link.txt'));
  server = await createApiServer({
    port: 0,
    host: '127.0.0.1',
    allowedOrigins: [],
    mintSecret: 's'.repeat(43),
    pages: { root },
    onClient: () => {},
  });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** With the path as it is: `fetch` and `URL` would tidy it. */
function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  const { promise, resolve, reject } = Promise.withResolvers<{
    status: number;
    headers: Record<string, string | string[] | undefined>;
    body: string;
  }>();
  const sent = request({ host: '127.0.0.1', port: server.port, path, method, headers }, (response) => {
    let body = '';
    response.on('data', (chunk) => {
      body += String(chunk);
    });
    response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
  });
  sent.on('error', reject);
  sent.end();
  return promise;
}

describe('pages', () => {
  it('come with their type and strict headers', async () => {
    const page = await get('/?x=1');
    expect([page.status, page.body]).toEqual([200, '<!doctype html>patient']);
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-length': '22',
      'content-security-policy': contentSecurityPolicy({ connect: ['ws://127.0.0.1:*'] }),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-cache',
    });
    expect(page.headers['permissions-policy']).toContain('camera=(self), microphone=(self)');
    expect((await get('/dock/')).body).toContain('dock');
    expect((await get('/dock')).headers['location']).toBe('/dock/');
    const script = await get('/assets/index-B1x2_Z4q.js');
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(script.headers['cache-control']).toContain('immutable');
    expect((await get('/voice.ogg')).headers['content-type']).toBe('audio/ogg');
    expect([(await get('/empty.txt')).status, (await get('/empty.txt')).body]).toEqual([200, '']);
  });

  it('answer HEAD without a body, and nothing but GET and HEAD', async () => {
    const head = await get('/', {}, 'HEAD');
    expect([head.status, head.headers['content-length'], head.body]).toEqual([200, '22', '']);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const refused = await get('/', {}, method);
      expect([refused.status, refused.headers['allow']]).toEqual([405, 'GET, HEAD']);
    }
  });

  it('are not sent again when known', async () => {
    const { headers } = await get('/');
    const etag = String(headers['etag']);
    const again = await get('/', { 'if-none-match': `"other", W/${etag}` });
    expect([again.status, again.body]).toEqual([304, '']);
    expect((await get('/', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('come in part when asked, as audio players do', async () => {
    const part = await get('/voice.ogg', { range: 'bytes=2-4' });
    expect([part.status, part.headers['content-range'], part.body]).toEqual([206, 'bytes 2-4/10', '234']);
    expect((await get('/voice.ogg', { range: 'bytes=20-' })).status).toBe(416);
    expect((await get('/voice.ogg', { range: 'lines=1-2' })).body).toBe('0123456789');
  });

  it('come from the folder only', async () => {
    const outside = [
      '/../outside.txt',
      '/%2e%2e/outside.txt',
      '/..%2foutside.txt',
      '/assets/../../outside.txt',
      '/..\\outside.txt',
      '//outside.txt',
      '/link.txt',
      '/.secret',
      '/%00',
      '/index.html%00.txt',
      '/%',
      '/none.html',
      '/index.html/',
      '/assets/',
    ];
    for (const path of outside) {
      const { status, body } = await get(path);
      expect([path, status, body]).toEqual([path, 404, '404\n']);
    }
  });

  it('are for our own host name only', async () => {
    expect((await get('/', { host: 'evil.example' })).status).toBe(421);
  });
});

it('takes only paths that a page can have', () => {
  expect(pagePath('/a/b%20c.txt?x#y')).toBe('/a/b c.txt');
  expect(pagePath('http://127.0.0.1/a')).toBeNull();
  expect(pagePath('*')).toBeNull();
});

it('reads one range of bytes', () => {
  expect(byteRange('bytes=0-', 10)).toEqual({ start: 0, end: 9 });
  expect(byteRange('bytes=-3', 10)).toEqual({ start: 7, end: 9 });
  expect(byteRange('bytes=-30', 10)).toEqual({ start: 0, end: 9 });
  expect(byteRange('bytes=5-99', 10)).toEqual({ start: 5, end: 9 });
  expect(byteRange('bytes=5-2', 10)).toBe('unsatisfiable');
  expect(byteRange('bytes=-0', 10)).toBe('unsatisfiable');
  expect(byteRange('bytes=0-1,3-4', 10)).toBeNull();
  expect(byteRange('bytes=-', 10)).toBeNull();
  expect(byteRange(undefined, 10)).toBeNull();
});

it('puts the sources of a relay into connect-src', () => {
  const policy = contentSecurityPolicy({ connect: ['wss://relay.example'] });
  expect(policy).toContain(`connect-src 'self' wss://relay.example;`);
  expect(policy).toContain(`script-src 'self' 'wasm-unsafe-eval';`);
  expect(policy).toContain(`frame-ancestors 'none'`);
  expect(policy).not.toContain('unsafe-inline');
});
