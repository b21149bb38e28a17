import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { hashSecret } from '../src-main/api/secrets.ts';
import { keysAsked, plainClient, postSession } from './test-relay.ts';

const running: ChildProcess[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
});

function run(env: Record<string, string>) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { PATH: process.env.PATH, BOX_RELAY_HTTP_PORT: '0', BOX_RELAY_MQTT_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const exit = once(child, 'exit');
  const ready = async () => {
    while (!out.includes('\n')) await Promise.race([once(child.stdout, 'data'), exit]);
    return readySchema.parse(JSON.parse(out.replace(/^ready /, '')));
  };
  return { child, exit, ready, err: () => err };
}
const readySchema = z.object({
  http: z.url(),
  mqtt: z.url(),
  issuer: z.string(),
  doctorLink: z.url().optional(),
  boxUser: z.string().optional(),
  boxPassword: z.string().optional(),
});

it('makes a doctor and a box up for development, and ends on SIGTERM', async () => {
  const { child, exit, ready } = run({ BOX_RELAY_DEV: '1' });
  const { http, mqtt, doctorLink = '', boxUser = '', boxPassword = '' } = await ready();
  const given = new URLSearchParams(new URL(doctorLink).hash.slice(1));
  const doctor = given.get('doctor') ?? '';
  const body = { doctor, secret: given.get('secret'), ...(await keysAsked(doctor)) };
  expect((await postSession(http, body)).status).toBe(200);
  const { client } = await plainClient(mqtt, boxUser, boxPassword);
  child.kill('SIGTERM');
  expect(await exit).toEqual([0, null]);
  client.end(true);
});

it('names the port that is taken', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = String(typeof address === 'object' ? address?.port : '');
  const { exit, err } = run({ BOX_RELAY_DEV: '1', BOX_RELAY_MQTT_PORT: port });
  expect(await exit).toEqual([1, null]);
  expect(err()).toBe(`relay: port ${port} of 127.0.0.1 is taken by another program\n`);
  other.close();
});

it('starts from a configuration file, and names what is wrong in one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'relay-config-'));
  const path = join(folder, 'relay.json');
  const good = {
    http: { port: 0 },
    mqtt: { port: 0 },
    tokenKey: 'A'.repeat(43),
    doctors: [{ id: 'dr-a', name: 'A', secretHash: await hashSecret('a secret of a doctor') }],
    boxes: [],
  };
  try {
    await writeFile(path, JSON.stringify(good));
    const { http } = await run({ BOX_RELAY_CONFIG: path }).ready();
    const body = { doctor: 'dr-a', secret: 'a secret of a doctor', ...(await keysAsked('dr-a')) };
    expect((await postSession(http, body)).status).toBe(200);

    await writeFile(path, JSON.stringify({ ...good, tokenHours: 13, colour: 'blue' }));
    const { exit, err } = run({ BOX_RELAY_CONFIG: path });
    expect(await exit).toEqual([1, null]);
    expect(err()).toContain('tokenHours');
    expect(err()).toContain('colour');
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('makes the key of its issuer once, for its owner alone, and refuses one that others may read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'relay-issuer-'));
  const file = join(folder, 'issuer.json');
  const env = { BOX_RELAY_DEV: '1', BOX_RELAY_ISSUER_FILE: file };
  try {
    const { issuer } = await run(env).ready();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(issuer).not.toContain('"d"');
    expect((await run(env).ready()).issuer).toBe(issuer);
    await chmod(file, 0o640);
    const open = run(env);
    expect(await open.exit).toEqual([1, null]);
    expect(open.err()).toContain('chmod 600');
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('says what to set when nothing is', async () => {
  const { exit, err } = run({});
  expect(await exit).toEqual([1, null]);
  expect(err()).toContain('BOX_RELAY_CONFIG');
});
