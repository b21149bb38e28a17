/** For tests: a relay on free ports, its people, and plain MQTT clients that keep what they hear. */
import { setTimeout as sleep } from 'node:timers/promises';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import type { Clock } from '../drivers/contract.ts';
import { MQTT_PATH, type Session } from '../src-main/api/fleet-protocol.ts';
import { type DevConfig, devConfig, type RelayConfig } from './config.ts';
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
  login(doctor: string): Promise<Session>;
}

let cached: Promise<DevConfig> | null = null;

/** `at`: the ports of an earlier relay, to come back where it was. */
export async function testRelay(
  overrides: Partial<RelayConfig> = {},
  at?: Pick<Relay, 'http' | 'mqtt'>,
): Promise<TestRelay> {
  cached ??= devConfig({}, 'tests');
  const dev = await cached;
  const port = (url: string | undefined) => (url === undefined ? 0 : Number(new URL(url).port));
  const config: RelayConfig = {
    ...dev.config,
    http: { host: '127.0.0.1', port: port(at?.http) },
    mqtt: { host: '127.0.0.1', port: port(at?.mqtt) },
    ...overrides,
  };
  const logged: string[] = [];
  const log = (event: string, fields = {}) => void logged.push(`${event} ${JSON.stringify(fields)}`);
  const started = await startRelay({ config, log });
  if ('fault' in started) throw new Error(started.fault.message);
  const { relay } = started;
  return {
    ...relay,
    dev,
    logged,
    ws: `${relay.http.replace('http', 'ws')}${MQTT_PATH}`,
    async login(doctor) {
      const secret = dev.doctors.find(({ id }) => id === doctor)?.secret;
      const response = await postSession(relay.http, { doctor, secret });
      if (!response.ok) throw new Error(`login: ${response.status}`);
      return (await response.json()) as Session;
    },
  };
}

export function postSession(http: string, body: unknown, headers: Record<string, string> = {}) {
  return fetch(`${http}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: http, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
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
