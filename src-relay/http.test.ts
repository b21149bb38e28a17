import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { boxCertificateSchema, iceAnswerSchema, sessionSchema } from '../src-main/api/fleet-protocol.ts';
import { createCertificateReader } from '../src-main/api/trust/certificate.ts';
import {
  makePrivateKey,
  makeSigningKey,
  type PrivateKey,
  publicHalf,
  publicOf,
  toSign,
} from '../src-main/api/trust/keys.ts';
import { freshNonce, signRequest } from '../src-main/api/trust/request.ts';
import { keysAsked, postSession, type TestRelay, testRelay } from './test-relay.ts';

let relay: TestRelay;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'relay-pages-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>t</title>');
  relay = await testRelay({
    pages: folder,
    iceServers: [{ urls: 'stun:stun.example.org' }],
    turn: { urls: ['turns:turn.example.org:443'], secret: 'north-of-the-river', ttlSeconds: 600 },
  });
});
afterAll(async () => {
  await relay.close();
  await rm(folder, { recursive: true });
});

const secret = () => relay.dev.doctors[0]?.secret;
const status = async (response: Promise<Response>) => (await response).status;
const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });

describe('POST /session', () => {
  it('gives a doctor a password of at most 12 hours', async () => {
    const response = await postSession(relay.http, {
      doctor: 'doctor',
      secret: secret(),
      ...(await keysAsked('doctor')),
    });
    expect(response.headers.get('cache-control')).toBe('no-store');
    const session = sessionSchema.parse(await response.json());
    expect(session).toMatchObject({ id: 'doctor', name: 'Médecin de garde', mqttPath: '/mqtt' });
    const life = session.expires - Date.now();
    expect(life).toBeGreaterThan(0);
    expect(life).toBeLessThanOrEqual(12 * 3600_000);
  });

  it.each([
    ['a wrong secret', { doctor: 'doctor', secret: 'no' }, {}, 401],
    ['an unknown doctor', { doctor: 'nobody', secret: 'no' }, {}, 401],
    ['a field more', { doctor: 'doctor', secret: 'no', admin: true }, {}, 400],
    ['no JSON', '{', {}, 400],
    ['another site', { doctor: 'doctor', secret: 'no' }, { origin: 'http://evil.example' }, 403],
    ['a sandboxed page', { doctor: 'doctor', secret: 'no' }, { origin: 'null' }, 403],
    ['a form', 'doctor=doctor', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['a long body', { doctor: 'doctor', secret: 'x'.repeat(5000) }, {}, 413],
  ])('refuses %s', async (_what, body, headers, code) => {
    expect(await status(postSession(relay.http, body, headers))).toBe(code);
  });

  it('certifies no keys that nobody signed, that another asks for, or that cannot be sealed to', async () => {
    const of = async (request: string) =>
      status(postSession(relay.http, { doctor: 'doctor', secret: secret(), request }));
    expect(await of('a.b.c')).toBe(400);
    expect(await of((await keysAsked('doctor-2')).request)).toBe(400);
    const { privateKey, publicKey } = await makeSigningKey();
    const sign = await publicOf(publicKey);
    const bare = { sub: 'doctor:doctor', sign, seal: null, nonce: freshNonce() };
    expect(await of(await signRequest(bare, privateKey))).toBe(400);
    const other = await publicOf((await makeSigningKey()).publicKey);
    expect(await of(await signRequest({ ...bare, sign: other, seal: other }, privateKey))).toBe(400);
  });

  it('refuses GET', async () => expect(await status(fetch(`${relay.http}/session`))).toBe(405));

  it('stops checking after five wrong secrets, even the right one, for this doctor only', async () => {
    const strict = await testRelay();
    try {
      for (let n = 0; n < 5; n += 1)
        expect(await status(postSession(strict.http, { doctor: 'doctor', secret: `no ${n}` }))).toBe(401);
      const stopped = await postSession(strict.http, { doctor: 'doctor', secret: secret() });
      expect(stopped.status).toBe(429);
      expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(800);
      await expect(strict.login('doctor-2')).resolves.toMatchObject({ id: 'doctor-2' });
      expect(strict.logged.join()).not.toContain('no 4');
    } finally {
      await strict.close();
    }
  });
});

describe('POST /certificate', () => {
  const ask = async (key: PrivateKey, sub = 'box:cabinet-1') => {
    const request = { sub, sign: publicHalf(key), seal: null, nonce: freshNonce() };
    return fetch(`${relay.http}/certificate`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ request: await signRequest(request, await toSign(key)) }),
    });
  };
  it('certifies the box whose key the operator knows, for a week, and no other', async () => {
    const response = await ask(relay.boxKey);
    const { certificate } = boxCertificateSchema.parse(await response.json());
    const known = await createCertificateReader(relay.issuers).read(certificate, Date.now());
    expect(known).toMatchObject({
      certificate: { sub: 'box:cabinet-1', role: 'box', rights: ['arbitrate'], seal: null },
    });
    expect(await status(ask(await makePrivateKey()))).toBe(401);
    expect(await status(ask(relay.boxKey, 'box:cabinet-2'))).toBe(401);
    expect(await status(ask(relay.boxKey, 'doctor:doctor'))).toBe(401);
  });
});

it('counts guesses by the address its own proxy saw, and keeps a known box in', async () => {
  const strict = await testRelay({ proxies: 1 });
  const guess = (from: string) =>
    status(postSession(strict.http, { doctor: 'doctor', secret: 'no' }, { 'x-forwarded-for': from }));
  const ice = (password: string) =>
    status(fetch(`${strict.http}/ice`, { headers: basic(`box:cabinet-1:${password}`) }));
  try {
    expect(await ice(strict.dev.box.password)).toBe(200);
    for (let n = 0; n < 5; n += 1) expect(await guess(`10.9.9.${n}, 10.0.0.1`)).toBe(401);
    expect(await guess('10.9.9.9, 10.0.0.1')).toBe(429);
    expect(await guess('10.0.0.1, 10.0.0.2')).toBe(401);
    for (let n = 0; n < 5; n += 1) expect(await ice('wrong')).toBe(401);
    expect(await ice('wrong')).toBe(429);
    expect(await ice(strict.dev.box.password)).toBe(200);
  } finally {
    await strict.close();
  }
});

describe('GET /ice', () => {
  it('gives a box and a logged-in doctor TURN credentials of their own', async () => {
    const { password } = await relay.login('doctor');
    for (const who of [`box:cabinet-1:${relay.dev.box.password}`, `doctor:doctor:${password}`]) {
      const response = await fetch(`${relay.http}/ice`, { headers: basic(who) });
      const { iceServers } = iceAnswerSchema.parse(await response.json());
      expect(iceServers[0]).toEqual({ urls: 'stun:stun.example.org' });
      expect(iceServers[1]?.username).toMatch(new RegExp(`^\\d{10}:${who.split(':', 2).join(':')}$`));
      expect(iceServers[1]?.credential).toMatch(/^[\w+/]{27}=$/);
    }
  });

  it.each([
    ['nobody', {}],
    ['a wrong password', basic('box:cabinet-1:wrong')],
    ['a secret instead of a token', basic('doctor:doctor:secret')],
    ['nonsense', { authorization: 'Basic %%%' }],
  ])('refuses %s', async (_who, headers) => {
    expect(await status(fetch(`${relay.http}/ice`, { headers: headers as Record<string, string> }))).toBe(
      401,
    );
  });
});

it('says it is healthy', async () => {
  expect(await (await fetch(`${relay.http}/health`)).json()).toEqual({ ok: true });
});

it('serves the pages under a strict policy, and nothing beside them', async () => {
  const page = await fetch(`${relay.http}/`);
  expect(await page.text()).toContain('<title>');
  expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  for (const path of ['/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/nothing.html']) {
    const code = await new Promise((resolve, reject) => {
      const { hostname, port } = new URL(relay.http);
      request({ hostname, port, path }, (r) => resolve(r.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect([path, code]).toEqual([path, 404]);
  }
});

it.each([
  ['another site', '/mqtt', { origin: 'http://evil.example' }, 403],
  ['a cross-site page', '/mqtt', { 'sec-fetch-site': 'cross-site' }, 403],
  ['another path', '/elsewhere', {}, 404],
])('opens no WebSocket for %s', async (_what, path, headers, code) => {
  const socket = new WebSocket(`${relay.http.replace('http', 'ws')}${path}`, 'mqtt', {
    headers: headers as Record<string, string>,
  });
  const answer = await new Promise((resolve) => {
    socket.on('error', () => {});
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    socket.on('open', () => resolve('open'));
  });
  expect(answer).toBe(code);
});
