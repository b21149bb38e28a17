import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { plainClient, realClock, until } from '../../../src-relay/test-relay.ts';
import { createFleetClient, type FleetClient } from '../../../src-renderer/call/fleet-client.ts';
import type { BoxSeen, CallToBox, CallToDoctor } from '../../api/fleet-protocol.ts';
import { createFleetLink, type FleetLink } from './link.ts';
import { hasMosquitto, mosquittoBroker, relayBroker, type TestBroker } from './test-brokers.ts';
import { type TestIdentity, testIdentity } from './test-identity.ts';

const CLAIM = '3f0e6c51-7f0e-4b5e-9d5a-100000000001';
const LATER = '3f0e6c51-7f0e-4b5e-9d5a-100000000002';
const backoff = { firstMs: 40, maxMs: 80 };

let broker: TestBroker;
let identity: TestIdentity;
const open: { close(): Promise<void> }[] = [];

interface Box {
  readonly link: FleetLink;
  readonly messages: [string, CallToBox][];
  readonly states: string[];
  readonly logged: string[];
}

function box(url: string, more: Partial<Parameters<typeof createFleetLink>[0]> = {}): Box {
  const messages: [string, CallToBox][] = [];
  const states: string[] = [];
  const logged: string[] = [];
  const link = createFleetLink({
    url,
    box: 'cabinet-1',
    place: 'Ambert',
    password: broker.boxPassword,
    issuers: broker.issuers,
    identity,
    clock: realClock,
    backoff,
    onMessage: (doctor, message) => messages.push([`${doctor.id} ${doctor.name}`, message]),
    onState: (state) => states.push(state),
    log: (event, fields) => logged.push(`${event} ${JSON.stringify(fields)}`),
    ...more,
  });
  open.push(link);
  return { link, messages, states, logged };
}

interface Doctor {
  readonly client: FleetClient;
  readonly boxes: () => readonly BoxSeen[];
  readonly messages: [string, CallToDoctor][];
  readonly distrust: string[];
  readonly states: string[];
  readonly refusals: number[];
}

async function doctor(url: string, id: 'doctor' | 'doctor-2' = 'doctor', password?: string): Promise<Doctor> {
  let boxes: readonly BoxSeen[] = [];
  const messages: [string, CallToDoctor][] = [];
  const distrust: string[] = [];
  const login = await broker.doctor(id);
  const states: string[] = [];
  const refusals: number[] = [];
  const client = createFleetClient({
    url,
    doctor: id,
    ...login,
    password: password ?? login.password,
    backoff,
    onAttack: (from, attack, at) => distrust.push(`${from} ${attack} ${at}`),
    onPresence: (list) => {
      boxes = list;
    },
    onMessage: (from, message) => messages.push([from, message]),
    onState: (state) => states.push(state),
    onRefused: () => refusals.push(1),
  });
  open.push(client);
  return { client, boxes: () => boxes, messages, distrust, states, refusals };
}

const up = (...all: { state(): string }[]) => until(() => all.every((one) => one.state() === 'up'));
const claim = { type: 'claim', claim: CLAIM } as const;

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
    if (skip) return;
    broker = await make();
    identity = await testIdentity(broker);
  });
  afterAll(async () => {
    if (skip) return;
    await identity.discard();
    await broker.discard();
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
      expect(messages).toEqual([['doctor Médecin de garde', claim]]);
      const answer: CallToDoctor = { type: 'claim.refused', claim: CLAIM, reason: 'taken' };
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
      d.client.toBox('cabinet-1', { ...claim, claim: LATER });
      await until(() => b.messages.length);
      expect(b.messages.map(([, message]) => message.claim)).toEqual([LATER]);
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

    it('believes nothing that is not signed, and logs no word of it', async () => {
      const b = box(url());
      await up(b.link);
      const { password } = await broker.doctor('doctor');
      const { client, heard } = await plainClient(url(), 'doctor:doctor', password);
      open.push({ close: () => client.endAsync(true) });
      await client.subscribeAsync('doctor/doctor/from/+');
      for (const text of ['{', '"x"', '[]', '{"type":"sing"}', '{"type":"claim","claim":"Zoé"}', '\u0000'])
        await client.publishAsync('box/cabinet-1/from/doctor', text);
      await client.publishAsync('box/cabinet-1/from/doctor', Buffer.from([0xff, 0xfe]));
      await client.publishAsync('box/cabinet-1/from/doctor', 'z'.repeat(60_000));
      await client.publishAsync('box/cabinet-1/from/doctor', JSON.stringify(claim));
      await until(() => b.logged.length === 9);
      expect(new Set(b.logged)).toEqual(
        new Set(['fleet.distrusted {"attack":"unsigned","doctor":"doctor","at":"box"}']),
      );
      expect([b.messages, heard]).toEqual([[], []]);
    });
  });

  it.skipIf(skip)('a doctor believes nothing that a box did not sign, and is told', async () => {
    const { link } = box(broker.mqtt);
    link.publishPresence('waiting', 1, 'fr');
    const d = await doctor(broker.ws);
    await until(() => d.boxes()[0]?.state === 'waiting');
    await link.close();
    const { client } = await plainClient(broker.mqtt, 'box:cabinet-1', broker.boxPassword);
    open.push({ close: () => client.endAsync(true) });
    const ended = { type: 'closed', claim: CLAIM, reason: 'ended' };
    for (const text of ['{', '{"type":"claim.accepted"}', JSON.stringify(ended)])
      await client.publishAsync('doctor/doctor/from/cabinet-1', text, { qos: 1 });
    await until(() => d.distrust.length === 3);
    expect(new Set(d.distrust)).toEqual(new Set(['cabinet-1 unsigned page']));
    expect(d.messages).toEqual([]);
  });

  it.skipIf(skip)('tells the reason of a wait to a doctor on duty alone, and nobody on the way', async () => {
    const { link } = box(broker.mqtt);
    link.publishPresence('waiting', 1, 'fr', { urgent: true, because: 'red-flag', flags: ['stroke'] });
    const d = await doctor(broker.ws);
    await until(() => d.boxes()[0]?.urgent);
    expect(d.boxes()[0]).toMatchObject({ state: 'waiting', because: 'red-flag', flags: ['stroke'] });
    link.publishPresence('waiting', 1, 'fr', {});
    await until(() => d.boxes()[0]?.urgent === undefined);
    expect(d.distrust).toEqual([]);
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
  const nobody = {
    speaker: () => null,
    now: Date.now,
    ready: Promise.resolve(),
    onCertificate: () => {},
  };
  const b = box('mqtt://127.0.0.1:9', { password: 'x', identity: nobody, issuers: null });
  await until(() => b.logged.length);
  expect(b.logged).toEqual(['fleet.down {"reason":"unreachable"}']);
  expect(b.link.state()).toBe('down');
  expect(b.states).toEqual([]);
});
