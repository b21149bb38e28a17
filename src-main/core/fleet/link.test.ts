import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { plainClient, realClock, until } from '../../../src-relay/test-relay.ts';
import { createFleetClient, type FleetClient } from '../../../src-renderer/call/fleet-client.ts';
import type { Presence, ToBox, ToDoctor } from '../../api/fleet-protocol.ts';
import { createFleetLink, type FleetLink } from './link.ts';
import { hasMosquitto, mosquittoBroker, relayBroker, type TestBroker } from './test-brokers.ts';

const CLAIM = '3f0e6c51-7f0e-4b5e-9d5a-100000000001';
const backoff = { firstMs: 40, maxMs: 80 };

let broker: TestBroker;
const open: { close(): Promise<void> }[] = [];

interface Box {
  readonly link: FleetLink;
  readonly messages: [string, ToBox][];
  readonly states: string[];
  readonly logged: string[];
}

function box(url: string, more: Partial<Parameters<typeof createFleetLink>[0]> = {}): Box {
  const messages: [string, ToBox][] = [];
  const states: string[] = [];
  const logged: string[] = [];
  const link = createFleetLink({
    url,
    box: 'cabinet-1',
    place: 'Ambert',
    password: broker.boxPassword,
    clock: realClock,
    backoff,
    onMessage: (doctor, message) => messages.push([doctor, message]),
    onState: (state) => states.push(state),
    log: (event, fields) => logged.push(`${event} ${JSON.stringify(fields)}`),
    ...more,
  });
  open.push(link);
  return { link, messages, states, logged };
}

interface Doctor {
  readonly client: FleetClient;
  readonly boxes: () => readonly Presence[];
  readonly messages: [string, ToDoctor][];
  readonly states: string[];
  readonly refusals: number[];
}

async function doctor(url: string, id: 'doctor' | 'doctor-2' = 'doctor', password?: string): Promise<Doctor> {
  let boxes: readonly Presence[] = [];
  const messages: [string, ToDoctor][] = [];
  const states: string[] = [];
  const refusals: number[] = [];
  const client = createFleetClient({
    url,
    doctor: id,
    password: password ?? (await broker.doctorPassword(id)),
    backoff,
    onPresence: (list) => {
      boxes = list;
    },
    onMessage: (from, message) => messages.push([from, message]),
    onState: (state) => states.push(state),
    onRefused: () => refusals.push(1),
  });
  open.push(client);
  return { client, boxes: () => boxes, messages, states, refusals };
}

const up = (...all: { state(): string }[]) => until(() => all.every((one) => one.state() === 'up'));
const claim = { type: 'claim', claim: CLAIM, name: 'Dr A' } as const;

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

const brokers: readonly (readonly [string, () => Promise<TestBroker>])[] = [
  ['the relay', relayBroker],
  ['mosquitto', mosquittoBroker],
];
if (!hasMosquitto) process.stderr.write('SKIPPED: the link against mosquitto, which is not installed\n');

describe.each(brokers)('with %s', (name, make) => {
  const skip = name === 'mosquitto' && !hasMosquitto;
  beforeAll(async () => {
    if (!skip) broker = await make();
  });
  afterAll(async () => {
    if (!skip) await broker.discard();
  });

  describe.skipIf(skip).each(['mqtt', 'ws'] as const)('a box over %s', (transport) => {
    const url = () => broker[transport];

    it('shows its presence, hears a claim and answers it', async () => {
      const [{ link, messages }, d] = [box(url()), await doctor(broker.ws)];
      link.publishPresence('waiting', 1234, 'fr');
      await up(link, d.client);
      await until(() => d.boxes()[0]?.state === 'waiting');
      expect(d.boxes()).toEqual([
        { v: 1, box: 'cabinet-1', place: 'Ambert', state: 'waiting', since: 1234, language: 'fr' },
      ]);
      expect(d.client.toBox('cabinet-1', claim)).toBe(true);
      await until(() => messages.length);
      expect(messages).toEqual([['doctor', claim]]);
      const answer: ToDoctor = { type: 'claim.refused', claim: CLAIM, reason: 'taken' };
      expect(link.toDoctor('doctor', answer)).toBe(true);
      await until(() => d.messages.length);
      expect(d.messages).toEqual([['cabinet-1', answer]]);
    });

    it('is shown offline once its line dies, and again as it was when it is back', async () => {
      const d = await doctor(broker.ws);
      const seen: string[] = [];
      const { link } = box(url());
      link.publishPresence('waiting', 5, 'en');
      await until(() => d.boxes()[0]?.state === 'waiting');
      const watch = setInterval(() => seen.push(d.boxes()[0]?.state ?? ''), 1);
      // The same user from elsewhere: the broker cuts the first line, as a dead one is cut.
      const other = await plainClient(url(), 'box:cabinet-1', broker.boxPassword);
      await until(() => seen.includes('offline'));
      other.client.end(true);
      await until(() => d.boxes()[0]?.state === 'waiting');
      clearInterval(watch);
      expect(d.boxes()[0]).toMatchObject({ state: 'waiting', since: 5, language: 'en' });
    });

    it('comes back after the broker did, with its presence of now, and delivers nothing said meanwhile', async () => {
      const b = box(url());
      b.link.publishPresence('idle', 1, null);
      const d = await doctor(broker.ws);
      await up(b.link, d.client);
      await broker.stop();
      await until(() => b.link.state() === 'down' && d.client.state() === 'down');
      b.link.publishPresence('waiting', 2, 'fr');
      expect(b.link.toDoctor('doctor', { type: 'closed', claim: CLAIM, reason: 'ended' })).toBe(false);
      expect(d.client.toBox('cabinet-1', claim)).toBe(false);
      await broker.start();
      await up(b.link, d.client);
      await until(() => d.boxes()[0]?.state === 'waiting');
      d.client.toBox('cabinet-1', { ...claim, name: 'Dr B' });
      await until(() => b.messages.length);
      expect(b.messages.map(([, message]) => 'name' in message && message.name)).toEqual(['Dr B']);
      expect(d.messages).toEqual([]);
      expect(b.states).toEqual(['up', 'down', 'up']);
      expect(d.states).toEqual(['up', 'down', 'up']);
    });

    it('says goodbye', async () => {
      const d = await doctor(broker.ws);
      const { link, states } = box(url(), { wallNow: () => 77 });
      link.publishPresence('idle', 1, null);
      await until(() => d.boxes()[0]?.state === 'idle');
      await link.close();
      await until(() => d.boxes()[0]?.state === 'offline');
      expect(d.boxes()[0]?.since).toBe(77);
      expect(states).toEqual(['up', 'down']);
      expect(link.toDoctor('doctor', { type: 'closed', claim: CLAIM, reason: 'ended' })).toBe(false);
    });

    it('answers a malformed claim, ignores the rest, and logs no word of either', async () => {
      const b = box(url());
      await up(b.link);
      const { client, heard } = await plainClient(
        url(),
        'doctor:doctor',
        await broker.doctorPassword('doctor'),
      );
      open.push({ close: () => client.endAsync(true) });
      await client.subscribeAsync('doctor/doctor/from/+');
      for (const text of ['{', '"x"', '[]', '{"type":"sing"}', '{"type":"claim","claim":"Zoé"}', '\u0000'])
        await client.publishAsync('box/cabinet-1/from/doctor', text);
      await client.publishAsync('box/cabinet-1/from/doctor', Buffer.from([0xff, 0xfe]));
      await client.publishAsync('box/cabinet-1/from/doctor', 'z'.repeat(60_000));
      await client.publishAsync('box/cabinet-1/from/doctor', JSON.stringify({ ...claim, name: '' }));
      await until(() => heard.length);
      expect(heard.map(({ text }) => JSON.parse(text))).toEqual([
        { type: 'claim.refused', claim: CLAIM, reason: 'malformed' },
      ]);
      expect(b.messages).toEqual([]);
      await until(() => b.logged.length === 9);
      expect(b.logged.join()).not.toMatch(/Zoé|sing|zzz/);
    });
  });

  it.skipIf(skip)('a doctor hears nothing of what a box says wrong', async () => {
    const d = await doctor(broker.ws);
    const { client } = await plainClient(broker.mqtt, 'box:cabinet-1', broker.boxPassword);
    open.push({ close: () => client.endAsync(true) });
    const say = (text: string) =>
      client.publishAsync('doctor/doctor/from/cabinet-1', text, { qos: 1 }).catch(() => {});
    for (const text of ['{', '{"type":"claim.accepted"}', '{"type":"signal","claim":1}']) await say(text);
    await say(JSON.stringify({ type: 'closed', claim: CLAIM, reason: 'ended' }));
    await until(() => d.messages.length);
    expect(d.messages).toEqual([['cabinet-1', { type: 'closed', claim: CLAIM, reason: 'ended' }]]);
  });

  it.skipIf(skip)('is told when the password is wrong: the box retries, the doctor must log in', async () => {
    const b = box(broker.mqtt, { password: 'wrong' });
    const d = await doctor(broker.ws, 'doctor', 'wrong');
    await until(() => d.refusals.length === 1 && b.logged.length === 1);
    expect(b.logged).toEqual(['fleet.down {"reason":"refused"}']);
    expect([b.states, d.states]).toEqual([[], ['down']]);
  });
});

it('is down, not wrong, when there is no broker at the start', async () => {
  const b = box('mqtt://127.0.0.1:9', { password: 'x' });
  await until(() => b.logged.length);
  expect(b.logged).toEqual(['fleet.down {"reason":"unreachable"}']);
  expect(b.link.state()).toBe('down');
  expect(b.states).toEqual([]);
});
