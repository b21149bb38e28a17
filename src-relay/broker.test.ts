import { connect as tcpConnect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { peekBody } from '../src-main/api/trust/message.ts';
import { type Plain, plainClient, shapedMessage, type TestRelay, testRelay, until } from './test-relay.ts';

let relay: TestRelay;
let open: Plain[] = [];

beforeAll(async () => {
  relay = await testRelay();
});
afterAll(() => relay.close());
beforeEach(() => {
  for (const { client } of open) client.end(true);
  open = [];
});

const BOX = 'box:cabinet-1';
const TOPIC = 'box/cabinet-1/presence';
/** What a kept message says, as JSON. */
const said = (text: string) => JSON.stringify(peekBody(new TextEncoder().encode(text))) ?? '';
const presence = (more: object = {}) =>
  shapedMessage({
    v: 1,
    box: 'cabinet-1',
    place: 'Ambert',
    state: 'waiting',
    since: 1,
    language: 'fr',
    ...more,
  });

async function plain(...args: Parameters<typeof plainClient>): Promise<Plain> {
  const made = await plainClient(...args);
  open.push(made);
  return made;
}
const box = (url: string, more = {}) => plain(url, BOX, relay.dev.box.password, more);
const doctor = async (url: string, id = 'doctor') =>
  plain(url, `doctor:${id}`, (await relay.login(id)).password);

async function watching(url: string): Promise<Plain> {
  const watcher = await doctor(url, 'doctor-2');
  await watcher.client.subscribeAsync('box/+/presence', { qos: 1 });
  return watcher;
}

describe.each(['mqtt', 'ws'] as const)('over %s', (transport) => {
  const url = () => relay[transport];

  it('carries a message each way between a box and a doctor', async () => {
    const [b, d] = [await box(url()), await doctor(url())];
    await b.client.subscribeAsync('box/cabinet-1/from/+');
    await d.client.subscribeAsync('doctor/doctor/from/+');
    await d.client.publishAsync('box/cabinet-1/from/doctor', 'hello');
    await b.client.publishAsync('doctor/doctor/from/cabinet-1', 'good day');
    await until(() => b.heard.length && d.heard.length);
    expect(b.heard).toEqual([{ topic: 'box/cabinet-1/from/doctor', text: 'hello', retained: false }]);
    expect(d.heard).toEqual([{ topic: 'doctor/doctor/from/cabinet-1', text: 'good day', retained: false }]);
  });

  it.each([
    ['box', 'box/cabinet-2/presence', true],
    ['box', 'box/cabinet-1/from/doctor', false],
    ['box', 'doctor/doctor/from/cabinet-2', false],
    ['box', 'doctor/doctor/from/cabinet-1', true],
    ['box', '$SYS/x', false],
    ['doctor', 'box/cabinet-1/presence', true],
    ['doctor', 'box/cabinet-1/from/doctor-2', false],
    ['doctor', 'box/cabinet-1/from/doctor', true],
    ['doctor', 'doctor/doctor-2/from/cabinet-1', false],
  ])('throws a %s out that publishes %s (retained: %s), delivering nothing', async (who, topic, retain) => {
    const watcher = await watching(url());
    await watcher.client.subscribeAsync('doctor/doctor-2/from/+');
    watcher.heard.length = 0;
    const { client } = who === 'box' ? await box(url()) : await doctor(url());
    client.publish(topic, presence({ box: 'cabinet-2' }), { retain });
    await until(() => !client.connected);
    expect(relay.logged.some((line) => line.startsWith('mqtt.publish-refused'))).toBe(true);
    expect(watcher.heard.filter(({ topic: heard }) => heard === topic)).toEqual([]);
  });

  it.each([
    ['box', ['#', 'box/+/presence', 'box/cabinet-2/from/+', 'doctor/doctor/from/+', '$SYS/#']],
    ['doctor', ['#', 'box/#', 'box/cabinet-1/from/+', 'doctor/+/from/+', 'doctor/doctor-2/from/+', '$SYS/#']],
  ])('grants a %s none of what is not its own', async (who, filters) => {
    const { client } = who === 'box' ? await box(url()) : await doctor(url());
    for (const filter of filters) {
      const granted = await client.subscribeAsync(filter).then(
        (grants) => grants.map(({ qos }) => Number(qos)),
        () => [128],
      );
      expect([filter, granted]).toEqual([filter, [128]]);
    }
    expect(client.connected).toBe(true);
  });

  it('loses no presence to a message that comes right behind it', async () => {
    const [b, d] = [await box(url()), await doctor(url())];
    await d.client.subscribeAsync('doctor/doctor/from/+');
    await d.client.subscribeAsync('box/+/presence');
    // What was kept of an earlier test comes too.
    const live = () => d.heard.filter(({ retained }) => !retained);
    const states = ['waiting', 'in-call', 'waiting', 'in-call'];
    await Promise.all(
      states.flatMap((state) => [
        b.client.publishAsync(TOPIC, presence({ state }), { retain: true }),
        b.client.publishAsync('doctor/doctor/from/cabinet-1', 'right behind'),
      ]),
    );
    await until(() => live().length === 2 * states.length);
    const came = states.flatMap(() => [TOPIC, 'doctor/doctor/from/cabinet-1']);
    expect(live().map(({ topic }) => topic)).toEqual(came);
  });

  it('publishes the last will when the socket of a box dies, and keeps it for who comes later', async () => {
    const watcher = await watching(url());
    const will = {
      topic: TOPIC,
      payload: Buffer.from(presence({ state: 'offline' })),
      qos: 1,
      retain: true,
    } as const;
    const { client } = await box(url(), { will });
    await client.publishAsync(TOPIC, presence(), { retain: true, qos: 1 });
    await until(() => watcher.heard.some(({ text }) => said(text).includes('waiting')));
    client.stream.destroy();
    await until(() => said(watcher.heard.at(-1)?.text ?? '').includes('offline'));
    const later = await doctor(url());
    await later.client.subscribeAsync('box/+/presence');
    const kept = await until(() => later.heard[0]);
    expect([kept.retained, said(kept.text)]).toEqual([true, expect.stringContaining('offline')]);
  });

  it.each([
    ['another box', 'box/cabinet-2/presence', presence({ box: 'cabinet-2' }), true],
    ['a doctor', 'doctor/doctor/from/cabinet-2', '{}', false],
    ['presence with a name in it', TOPIC, presence({ patient: 'Martin' }), true],
    ['presence not retained', TOPIC, presence(), false],
  ])('refuses the connection for a will to %s', async (_what, topic, text, retain) => {
    const will = { topic, payload: Buffer.from(text), qos: 1, retain } as const;
    await expect(box(url(), { will })).rejects.toMatchObject({ code: 5 });
  });

  it('drops a presence with anything more in it, and logs nothing of its content', async () => {
    const watcher = await watching(url());
    const { client } = await box(url());
    for (const text of [presence({ patient: 'Zébulon' }), '', '{', presence({ place: 'x'.repeat(81) })]) {
      await client.publishAsync(TOPIC, text, { retain: true, qos: 1 });
    }
    await client.publishAsync(TOPIC, presence({ since: 42 }), { retain: true, qos: 1 });
    await until(() => watcher.heard.some(({ text }) => said(text).includes('42')));
    expect(watcher.heard.filter(({ text, retained }) => !retained && !said(text).includes('42'))).toEqual([]);
    const dropped = relay.logged.filter((line) => line.includes('"reason":"presence"'));
    expect(dropped.length).toBeGreaterThanOrEqual(4);
    expect(relay.logged.join()).not.toContain('Zébulon');
  });

  it('lets the second connection of a user take over', async () => {
    const first = await box(url());
    const second = await box(url());
    await until(() => !first.client.connected);
    expect(second.client.connected).toBe(true);
  });

  it.each([
    ['a wrong password', BOX, 'wrong', {}, 4],
    ['no password', BOX, '', {}, 4],
    ['an unknown box', 'box:nowhere', 'x', {}, 4],
    ['an unknown kind', 'root', 'x', {}, 4],
    ['a made-up token', 'doctor:doctor', '1.9999999999999.AAAAAAAAAAAA.x', {}, 4],
    ['the client id of another', BOX, null, { clientId: 'box:cabinet-2' }, 5],
    ['a session to be kept', BOX, null, { clean: false }, 5],
  ])('refuses %s', async (_what, user, password, more, code) => {
    await expect(plain(url(), user, password ?? relay.dev.box.password, more)).rejects.toMatchObject({
      code,
    });
  });

  it('throws out who sends 64 KB and one byte, passes 64 KB', async () => {
    const [b, d] = [await box(url()), await doctor(url())];
    await b.client.subscribeAsync('box/cabinet-1/from/+');
    d.client.publish('box/cabinet-1/from/doctor', 'x'.repeat(65_536));
    await until(() => b.heard.length === 1);
    d.client.publish('box/cabinet-1/from/doctor', 'y'.repeat(65_537));
    await until(() => !d.client.connected);
    expect(b.heard).toHaveLength(1);
  });
});

it('closes on a stranger that announces 200 MB, before they come', async () => {
  const socket = tcpConnect(Number(new URL(relay.mqtt).port), '127.0.0.1');
  const gone = new Promise((resolve) => socket.on('close', resolve));
  socket.on('error', () => {});
  socket.write(Buffer.from([0x10, 0x80, 0x80, 0x80, 0x64]));
  await gone;
});

it('a new login of a doctor ends the older password', async () => {
  const older = await relay.login('doctor');
  const newer = await relay.login('doctor');
  await expect(plain(relay.mqtt, 'doctor:doctor', older.password)).rejects.toMatchObject({ code: 4 });
  expect((await plain(relay.mqtt, 'doctor:doctor', newer.password)).client.connected).toBe(true);
  await expect(plain(relay.mqtt, 'doctor:doctor-2', newer.password)).rejects.toMatchObject({ code: 4 });
});

it('ends a connection with the life of its password', async () => {
  const brief = await testRelay({ tokenHours: 0.4 / 3600 });
  try {
    const { password } = await brief.login('doctor');
    const { client } = await plain(brief.ws, 'doctor:doctor', password);
    await until(() => !client.connected, 2000);
    await expect(plain(brief.ws, 'doctor:doctor', password)).rejects.toMatchObject({ code: 4 });
  } finally {
    await brief.close();
  }
});

it('knows a token after a restart', async () => {
  const { password } = await relay.login('doctor');
  const other = await testRelay();
  try {
    expect((await plain(other.mqtt, 'doctor:doctor', password)).client.connected).toBe(true);
  } finally {
    await other.close();
  }
});
