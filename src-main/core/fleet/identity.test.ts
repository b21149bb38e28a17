import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createManualClock } from '../../../drivers/clock.ts';
import { createIssuer, type Issuer } from '../../../src-relay/issuer.ts';
import { until } from '../../../src-relay/test-relay.ts';
import { makePrivateKey, type PrivateKey, publicHalf, thumbprint } from '../../api/trust/keys.ts';
import { readRequest } from '../../api/trust/request.ts';
import { openIdentity } from './identity.ts';

const HOUR_MS = 3600_000;
let folder: string;
let key: PrivateKey;
let mark: string;
let server: Server;
let url: string;
/** The issuer's clock, and what it answers; null: nothing. */
let wall: number;
let issuer: Issuer;
let answer: (certificate: string) => string | null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'box-identity-'));
  key = await makePrivateKey();
  mark = await thumbprint(publicHalf(key));
  wall = Date.now();
  issuer = await createIssuer('box-medicale', [await makePrivateKey()], () => wall);
  answer = (certificate) => JSON.stringify({ certificate });
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const asked = await readRequest(JSON.parse(body).request);
    const certificate = asked && (await issuer.box('cabinet-1', [mark], asked));
    const text = typeof certificate === 'string' ? answer(certificate) : null;
    response.writeHead(text === null ? 401 : 200).end(text ?? '');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
});
afterEach(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

function open(more: Partial<Parameters<typeof openIdentity>[0]> = {}) {
  const clock = createManualClock();
  const logged: string[] = [];
  const identity = openIdentity({
    box: 'cabinet-1',
    key: { key, thumbprint: mark },
    issuers: issuer.issuers,
    url,
    file: join(folder, 'box-certificate'),
    clock,
    wallNow: Date.now,
    log: (event, fields) => logged.push(`${event} ${fields['fault']}`),
    ...more,
  });
  return { identity, clock, logged };
}

it('is certified, keeps it for a start without an issuer, and takes the time from the issuer', async () => {
  const { identity } = open({ wallNow: () => wall - 40 * 24 * HOUR_MS });
  await identity.ready;
  expect(identity.speaker()).not.toBeNull();
  expect(identity.now()).toBe(wall);
  identity.close();
  const kept = await readFile(join(folder, 'box-certificate'), 'utf8');
  const later = open({ url: undefined });
  await later.identity.ready;
  expect(later.identity.speaker()?.certificate).toBe(kept);
});

it('asks again until it is certified, and tells when it is', async () => {
  answer = () => null;
  const { identity, clock, logged } = open();
  await until(() => logged.length);
  expect([logged, identity.speaker()]).toEqual([['certificate.none the issuer answered 401'], null]);
  answer = (certificate) => JSON.stringify({ certificate });
  let told = 0;
  identity.onCertificate(() => {
    told += 1;
  });
  await until(() => {
    clock.advance(500);
    return told;
  });
  expect(identity.speaker()).not.toBeNull();
  identity.close();
});

it('takes no answer that was given before, nor one for another key or from another issuer', async () => {
  const first = open();
  await first.identity.ready;
  first.identity.close();
  const old = await readFile(join(folder, 'box-certificate'), 'utf8');
  answer = () => JSON.stringify({ certificate: old });
  const again = open({ file: join(folder, 'other') });
  await until(() => again.logged.length);
  expect(again.logged).toEqual(['certificate.none an old answer']);
  again.identity.close();
  const other = await createIssuer('box-medicale', [await makePrivateKey()], () => wall);
  answer = (certificate) => JSON.stringify({ certificate });
  const foreign = open({ issuers: other.issuers, file: join(folder, 'other') });
  await until(() => foreign.logged.length);
  expect(foreign.logged).toEqual(['certificate.none foreign']);
  foreign.identity.close();
});

it('says nothing any more when its certificate has ended', async () => {
  const first = open();
  await first.identity.ready;
  first.identity.close();
  let now = wall + 7 * 24 * HOUR_MS - 2000;
  const { identity } = open({ url: undefined, wallNow: () => now });
  await identity.ready;
  expect(identity.speaker()).not.toBeNull();
  now += 2000;
  expect(identity.speaker()).toBeNull();
});
