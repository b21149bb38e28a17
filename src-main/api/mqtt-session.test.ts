import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { Aedes } from 'aedes';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { realClock, until } from '../../src-relay/test-relay.ts';
import {
  backoffMs,
  type DownReason,
  type MqttMessage,
  type MqttSession,
  openMqttSession,
} from './mqtt-session.ts';

let broker: Aedes;
let server: Server;
let sessions: MqttSession[] = [];

beforeEach(async () => {
  broker = await Aedes.createBroker();
  server = await listening(createServer(broker.handle));
});
afterEach(async () => {
  await Promise.all(sessions.map((session) => session.close()));
  sessions = [];
  await new Promise<void>((resolve) => broker.close(resolve));
  server.close();
});

async function listening(made: Server): Promise<Server> {
  made.listen(0, '127.0.0.1');
  await once(made, 'listening');
  return made;
}
const urlOf = (of: Server) => `mqtt://127.0.0.1:${(of.address() as AddressInfo).port}`;

function open(url: string, more: Partial<Parameters<typeof openMqttSession>[0]> = {}) {
  const downs: DownReason[] = [];
  const messages: MqttMessage[] = [];
  const seen = { ups: 0 };
  const session = openMqttSession({
    url,
    userName: 'box:cabinet-1',
    password: 'x',
    subscriptions: ['in/+'],
    clock: realClock,
    backoff: { firstMs: 30, maxMs: 60 },
    limits: { connectMs: 200, keepaliveS: 1 },
    onUp: () => {
      seen.ups += 1;
    },
    onDown: (reason) => downs.push(reason),
    onMessage: (message) => messages.push(message),
    ...more,
  });
  sessions.push(session);
  return { session, downs, messages, seen };
}

describe('backoffMs', () => {
  it('doubles from the first to the longest, between half and the whole', () => {
    const of = (failures: number) => [backoffMs(failures, 0), backoffMs(failures, 0.999_999)];
    expect([0, 1, 4, 5, 1000].map(of)).toEqual([
      [250, 500],
      [500, 1000],
      [4000, 8000],
      [7500, 15_000],
      [7500, 15_000],
    ]);
  });
});

it('hands retained messages over after onUp, marked as such', async () => {
  broker.publish(
    { cmd: 'publish', topic: 'in/a', payload: 'old', retain: true, qos: 0, dup: false },
    () => {},
  );
  const order: string[] = [];
  open(urlOf(server), {
    onUp: () => order.push('up'),
    onMessage: ({ topic, retained }) => order.push(`${topic} ${retained}`),
  });
  await until(() => order.length === 2);
  expect(order).toEqual(['up', 'in/a true']);
});

it('drops what is larger than 64 KB, in and out', async () => {
  const { session, messages, seen } = open(urlOf(server));
  await until(() => seen.ups);
  for (const topic of ['in/big', 'in/small'])
    broker.publish(
      {
        cmd: 'publish',
        topic,
        payload: Buffer.alloc(topic === 'in/big' ? 65_537 : 65_536),
        retain: false,
        qos: 0,
        dup: false,
      },
      () => {},
    );
  await until(() => messages.length);
  expect(messages.map(({ topic }) => topic)).toEqual(['in/small']);
  expect(session.publish('out', 'é'.repeat(32_769))).toBe(false);
  expect(session.publish('out', 'é'.repeat(32_768))).toBe(true);
});

it('is refused when the broker grants no subscription', async () => {
  broker.authorizeSubscribe = (_client, _subscription, done) => done(null, null);
  const { downs, seen, session } = open(urlOf(server));
  await until(() => downs.length > 1);
  expect(new Set(downs)).toEqual(new Set(['refused']));
  expect(seen.ups).toBe(0);
  expect(session.publish('out', 'x')).toBe(false);
});

it('gives a broker up that never answers, then tries again', async () => {
  let tries = 0;
  const mute = await listening(
    createServer((socket) => {
      tries += 1;
      socket.on('error', () => {}).resume();
    }),
  );
  const { downs } = open(urlOf(mute));
  await until(() => tries > 1);
  expect(downs[0]).toBe('unreachable');
  mute.close();
});

it('notices a line that fell silent without closing', async () => {
  const frozen = new Set<Socket>();
  const proxy = await listening(
    createServer((socket) => {
      const on = connect((server.address() as AddressInfo).port, '127.0.0.1');
      socket.pipe(on).pipe(socket);
      for (const one of [socket, on]) {
        one.on('error', () => {});
        frozen.add(one);
      }
    }),
  );
  const { downs, seen } = open(urlOf(proxy));
  await until(() => seen.ups);
  for (const socket of frozen) socket.unpipe().pause();
  const from = performance.now();
  await until(() => downs.length, 4000);
  expect(downs[0]).toBe('lost');
  expect(performance.now() - from).toBeLessThan(2500);
  for (const socket of frozen) socket.destroy();
  proxy.close();
});

it('stops for good on close, while up and while waiting to try again', async () => {
  const { session, seen, downs } = open(urlOf(server));
  await until(() => seen.ups);
  await session.close();
  await session.close();
  await until(() => broker.connectedClients === 0);
  expect(session.publish('out', 'x')).toBe(false);
  const waiting = open('mqtt://127.0.0.1:9');
  await until(() => waiting.downs.length);
  const before = waiting.downs.length;
  await waiting.session.close();
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect(waiting.downs.length).toBe(before);
  expect(downs).toEqual([]);
});
