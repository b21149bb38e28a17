/** For tests: a relay on free ports, its people, and plain MQTT clients that keep what they hear. */
import { setTimeout as sleep } from 'node:timers/promises';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import type { Clock } from '../drivers/contract.ts';
import { boxCertificateSchema, MQTT_PATH, type Session } from '../src-main/api/fleet-protocol.ts';
import { type DoctorKeys, makeDoctorKeys, requestOf } from '../src-main/api/trust/doctor-keys.ts';
import {
  makePrivateKey,
  type PrivateKey,
  publicHalf,
  thumbprint,
  toSign,
} from '../src-main/api/trust/keys.ts';
import { freshNonce, signRequest } from '../src-main/api/trust/request.ts';
import { createVoice } from '../src-main/api/trust/voice.ts';
import { type DevConfig, devConfig, type RelayConfig } from './config.ts';
import type { IssuerKeys } from './issuer-file.ts';
import { type Relay, startRelay } from './relay.ts';

export const realClock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

export interface TestRelay extends Relay {
  readonly dev: DevConfig;
  readonly ws: string;
  readonly logged: readonly string[];
  /** Of the box that it knows. */
  readonly boxKey: PrivateKey;
  login(doctor: string): Promise<Session & { readonly keys: DoctorKeys }>;
}

interface Cast {
  readonly dev: DevConfig;
  readonly issuerKeys: IssuerKeys;
  readonly boxKey: PrivateKey;
}
let cached: Promise<Cast> | null = null;

async function makeCast(): Promise<Cast> {
  const boxKey = await makePrivateKey();
  const dev = await devConfig({}, 'tests', [await thumbprint(publicHalf(boxKey))]);
  return { dev, boxKey, issuerKeys: [await makePrivateKey()] };
}

/** `at`: the ports of an earlier relay, to come back where it was. */
export async function testRelay(
  overrides: Partial<RelayConfig> = {},
  at?: Pick<Relay, 'http' | 'mqtt'>,
): Promise<TestRelay> {
  cached ??= makeCast();
  const { dev, issuerKeys, boxKey } = await cached;
  const port = (url: string | undefined) => (url === undefined ? 0 : Number(new URL(url).port));
  const config: RelayConfig = {
    ...dev.config,
    http: { host: '127.0.0.1', port: port(at?.http) },
    mqtt: { host: '127.0.0.1', port: port(at?.mqtt) },
    ...overrides,
  };
  const logged: string[] = [];
  const log = (event: string, fields = {}) => void logged.push(`${event} ${JSON.stringify(fields)}`);
  const started = await startRelay({ config, log, issuerKeys });
  if ('fault' in started) throw new Error(started.fault.message);
  const { relay } = started;
  return {
    ...relay,
    dev,
    boxKey,
    logged,
    ws: `${relay.http.replace('http', 'ws')}${MQTT_PATH}`,
    async login(doctor) {
      const secret = dev.doctors.find(({ id }) => id === doctor)?.secret;
      const keys = await makeDoctorKeys();
      const { request } = await requestOf(doctor, keys);
      const response = await postSession(relay.http, { doctor, secret, request });
      if (!response.ok) throw new Error(`login: ${response.status}`);
      return { ...((await response.json()) as Session), keys };
    },
  };
}

/** The keys of a page, asked for in the body of a login. */
export async function keysAsked(doctor: string): Promise<{ request: string }> {
  const { request } = await requestOf(doctor, await makeDoctorKeys());
  return { request };
}

/** What the box that the relay knows says to everybody, signed. */
export async function boxVoice(relay: TestRelay): Promise<(body: unknown) => Promise<string>> {
  const key = await toSign(relay.boxKey);
  const keys = { sub: 'box:cabinet-1', sign: publicHalf(relay.boxKey), seal: null };
  const request = await signRequest({ ...keys, nonce: freshNonce() }, key);
  const response = await fetch(`${relay.http}/certificate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ request }),
  });
  const { certificate } = boxCertificateSchema.parse(await response.json());
  const speaker = () => ({ certificate, key });
  const voice = createVoice({ from: keys.sub, run: freshNonce(), speaker, now: Date.now });
  return async (body) => (await voice.write(body)) ?? '';
}

/** Shaped like a signed message; nobody signed it. */
export function shapedMessage(body: unknown): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const run = 'r'.repeat(22);
  const message = { v: 1, from: 'box:cabinet-1', to: 'everybody', run, toRun: null, n: 1, at: 1 };
  const call = { claim: null, visit: null, epoch: 0, own: null, peer: null };
  return JSON.stringify({
    certificate: 'a.b.c',
    signed: `${part({ alg: 'ES256' })}.${part({ ...message, ...call, body })}.${'s'.repeat(86)}`,
  });
}

export function postSession(http: string, body: unknown, headers: Record<string, string> = {}) {
  return fetch(`${http}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: http, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify({ request: 'a.b.c', ...(body as object) }),
  });
}

export interface Heard {
  readonly topic: string;
  readonly text: string;
  readonly retained: boolean;
}

export interface Plain {
  readonly client: MqttClient;
  readonly heard: Heard[];
}

/** A client without our rules: it tries what it is told. Resolves connected, or rejects with the broker's refusal. */
export function plainClient(
  url: string,
  user: string,
  password: string,
  more: IClientOptions = {},
): Promise<Plain> {
  const client = mqtt.connect(url, {
    protocolVersion: 4,
    clientId: user,
    username: user,
    password,
    reconnectPeriod: 0,
    connectTimeout: 3000,
    keepalive: 10,
    ...more,
  });
  const heard: Heard[] = [];
  client.on('message', (topic, payload, packet) =>
    heard.push({ topic, text: payload.toString(), retained: packet.retain }),
  );
  return new Promise((resolve, reject) => {
    client.once('connect', () => resolve({ client, heard }));
    client.once('error', (error) => {
      client.end(true);
      reject(error);
    });
    client.once('close', () => reject(new Error('closed')));
  });
}

/** Waits until `check` gives something true; fails after `ms`. */
export async function until<T>(check: () => T, ms = 5000): Promise<NonNullable<T>> {
  const end = performance.now() + ms;
  for (;;) {
    const value = check();
    if (value) return value;
    if (performance.now() > end) throw new Error(`not within ${ms} ms: ${check}`);
    await sleep(5);
  }
}
