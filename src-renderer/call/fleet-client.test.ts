import { afterEach, beforeEach, expect, it } from 'vitest';
import type { BoxSeen } from '../../src-main/api/fleet-protocol.ts';
import {
  boxVoice,
  plainClient,
  realClock,
  type TestRelay,
  testRelay,
  until,
} from '../../src-relay/test-relay.ts';
import { createFleetClient, type FleetClient } from './fleet-client.ts';

let relay: TestRelay;
let clients: FleetClient[] = [];

beforeEach(async () => {
  relay = await testRelay();
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()));
  clients = [];
  await relay.close();
});

async function open(keysHere = true) {
  const { keys, ...session } = await relay.login('doctor');
  const lists: (readonly BoxSeen[])[] = [];
  const refused: number[] = [];
  const client = createFleetClient({
    url: relay.ws,
    doctor: 'doctor',
    password: session.password,
    credentials: { ...session, clockAheadMs: 0 },
    keys: async () => (keysHere ? keys : null),
    clock: realClock,
    backoff: { firstMs: 30, maxMs: 60 },
    onPresence: (list) => lists.push(list),
    onMessage: () => {},
    onState: () => {},
    onRefused: () => refused.push(1),
  });
  clients.push(client);
  return { client, lists, refused };
}

const presence = (state: string) => ({
  v: 1,
  box: 'cabinet-1',
  place: 'Ambert',
  state,
  since: 1,
  language: null,
});

it('lists what the broker keeps, and follows it', async () => {
  const { client: box } = await plainClient(relay.mqtt, 'box:cabinet-1', relay.dev.box.password);
  const says = await boxVoice(relay);
  await box.publishAsync('box/cabinet-1/presence', await says(presence('idle')), { retain: true, qos: 1 });
  const { lists } = await open();
  await until(() => lists.at(-1)?.length);
  await box.publishAsync('box/cabinet-1/presence', await says(presence('waiting')), { retain: true, qos: 1 });
  await until(() => lists.at(-1)?.[0]?.state === 'waiting');
  expect(lists.map((list) => list.map(({ state }) => state))).toEqual([[], ['idle'], ['waiting']]);
  await box.endAsync(true);
});

it('forgets the boxes of a broker that no longer knows them', async () => {
  const { client: box } = await plainClient(relay.mqtt, 'box:cabinet-1', relay.dev.box.password);
  const text = await (await boxVoice(relay))(presence('waiting'));
  await box.publishAsync('box/cabinet-1/presence', text, { retain: true, qos: 1 });
  const { client, lists } = await open();
  await until(() => lists.at(-1)?.length);
  const { http, mqtt } = relay;
  await box.endAsync(true);
  await relay.close();
  await until(() => client.state() === 'down');
  relay = await testRelay({}, { http, mqtt });
  await until(() => client.state() === 'up');
  expect(lists.at(-1)).toEqual([]);
});

it('asks for a new login when the keys of the certificate are gone from this browser', async () => {
  const { client, refused } = await open(false);
  await until(() => refused.length && client.state() === 'down');
  expect(refused).toEqual([1]);
});

it('gives way, once, to the same doctor logged in elsewhere', async () => {
  const first = await open();
  await until(() => first.client.state() === 'up');
  const second = await open();
  await until(() => first.refused.length);
  expect(second.client.state()).toBe('up');
  expect(first.client.state()).toBe('down');
  await new Promise((resolve) => setTimeout(resolve, 150));
  expect([first.refused.length, second.refused.length, second.client.state()]).toEqual([1, 0, 'up']);
});
