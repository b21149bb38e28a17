import { expect, test } from 'vitest';
import type { CallToDoctor, ToBox } from '../../src-main/api/fleet-protocol.ts';
import { sessionRequestSchema } from '../../src-main/api/fleet-protocol.ts';
import { makePrivateKey } from '../../src-main/api/trust/keys.ts';
import { readRequest } from '../../src-main/api/trust/request.ts';
import { createIssuer } from '../../src-relay/issuer.ts';
import { createFakeClock } from './fake-clock.ts';
import type { FleetOptions } from './fleet-port.ts';
import type { LocalMedia } from './local-media.ts';
import type { PeerOptions } from './peer.ts';
import { createSession } from './session.ts';

const visit = '3f0f5c5e-8a51-4b6e-9d7a-1f2d3c4b5a69';
const issuer = await createIssuer('test', [await makePrivateKey()], Date.now);

/** As the relay answers a login. */
async function answer(body: unknown) {
  const asked = sessionRequestSchema.parse(JSON.parse(String(body)));
  const request = await readRequest(asked.request);
  const id = asked.doctor;
  const certificate = request && (await issuer.doctor(id, 'Dr A', request, 4e12));
  const session = { id, name: 'Dr A', password: 'p'.repeat(20), mqttPath: '/mqtt', expires: 4e12 };
  return JSON.stringify({ ...session, certificate, issuers: issuer.issuers });
}

const noMedia = (): LocalMedia => ({
  getState: () => ({ stream: null, camera: null, microphone: null, devices: [] }),
  subscribe: () => () => {},
  open: () => Promise.resolve(),
  select: () => Promise.resolve(false),
  close: () => {},
});

function memoryStore() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

function harness(status = 200, store = memoryStore()) {
  const clock = createFakeClock(1000);
  const toBox: ToBox[] = [];
  const peers: (PeerOptions & { closed: boolean; said: Record<string, unknown>[] })[] = [];
  let fleet: FleetOptions | null = null;
  let broker = true;
  const ids = [0];
  const session = createSession({
    origin: 'https://relay.test',
    clock,
    store,
    newId: () => `00000000-0000-4000-8000-${String(ids.push(0)).padStart(12, '0')}`,
    createMedia: noMedia,
    fetch: async (_url, init) => new Response(await answer(init?.body), { status }),
    createFleet(options) {
      fleet = options;
      return {
        toBox(_box, message) {
          if (broker) toBox.push(message);
          return broker;
        },
        close: () => Promise.resolve(),
      };
    },
    createPeer(options) {
      const peer = { ...options, closed: false, said: [] as Record<string, unknown>[] };
      peers.push(peer);
      return {
        epoch: options.epoch,
        state: () => 'connecting',
        signal: () => {},
        send(_channel, data) {
          peer.said.push(JSON.parse(data));
          return 'sent';
        },
        isOpen: () => true,
        setTrack: () => Promise.resolve(),
        remote: () => null,
        lacksProcessor: async () => false,
        stats: async () => null,
        close() {
          peer.closed = true;
        },
      };
    },
  });
  const fromBox = (message: CallToDoctor) => fleet?.onMessage('cabinet-1', message);
  const claim = () => session.getState().call?.claim ?? '';
  const accept = (epoch: number) =>
    fromBox({ type: 'claim.accepted', claim: claim(), visit, epoch, iceServers: [] });
  const claims = () => toBox.filter((message) => message.type === 'claim').length;
  return {
    session,
    clock,
    store,
    toBox,
    peers,
    fromBox,
    accept,
    claim,
    claims,
    fleet: () => fleet,
    setBroker: (up: boolean) => (broker = up),
    async enter() {
      await session.login('dr-a', 'secret');
      session.take('cabinet-1');
    },
  };
}

test('login goes to the broker of the relay; a wrong secret and a dead relay are told apart', async () => {
  const h = harness();
  await h.session.login('dr-a', 'secret');
  expect(h.session.getState()).toMatchObject({ login: 'in', doctor: { id: 'dr-a', name: 'Dr A' } });
  expect(h.fleet()).toMatchObject({ url: 'wss://relay.test/mqtt', doctor: 'dr-a' });
  const refused = harness(401);
  await refused.session.login('dr-a', 'wrong');
  expect(refused.session.getState().login).toBe('refused');
  const broken = harness(502);
  await broken.session.login('dr-a', 'secret');
  expect(broken.session.getState().login).toBe('unreachable');
});

test('a claim is accepted, opens a peer as the polite side, and says hello when control opens', async () => {
  const h = harness();
  await h.enter();
  expect(h.toBox).toEqual([{ type: 'claim', claim: h.claim() }]);
  expect(h.session.getState().call).toMatchObject({ link: 'connecting', view: null, ended: null });
  h.accept(1);
  expect(h.peers[0]).toMatchObject({ side: 'doctor', epoch: 1 });
  h.peers[0]?.onOpen('control');
  expect(h.peers[0]?.said[0]).toMatchObject({ type: 'hello', cursor: null });
});

test('the other doctor is told that the visit was taken', async () => {
  const h = harness();
  await h.enter();
  h.fromBox({ type: 'claim.refused', claim: h.claim(), reason: 'taken' });
  expect(h.session.getState()).toMatchObject({
    call: null,
    claimRefused: { box: 'cabinet-1', reason: 'taken' },
  });
  expect(h.store.kept.has('box-medicale.claim')).toBe(false);
  h.session.dismiss();
  expect(h.session.getState().claimRefused).toBeNull();
});

test('a box that never answers does not keep the doctor waiting', async () => {
  const h = harness();
  await h.enter();
  h.clock.pass(30_000);
  expect(h.session.getState().claimRefused?.reason).toBe('no-answer');
  expect(h.claims()).toBeLessThanOrEqual(6);
});

test('a peer that fails for good is replaced by a new call of the same claim, from the cursor', async () => {
  const h = harness();
  await h.enter();
  h.accept(1);
  const first = h.peers[0];
  first?.onOpen('control');
  const event = { type: 'event', epoch: 1, seq: 6, id: 'urn:uuid:6', kind: 'k', payload: null };
  const at = { mono: 0, wall: 0, clockSure: true };
  first?.onMessage('journal', JSON.stringify({ ...event, at }));
  const { claim } = { claim: h.claim() };
  first?.onGaveUp();
  expect(first?.closed).toBe(true);
  expect(h.claims()).toBe(2);
  h.accept(2);
  h.peers[1]?.onOpen('control');
  expect(h.claim()).toBe(claim);
  expect(h.peers[1]?.said[0]).toMatchObject({ type: 'hello', cursor: { epoch: 1, seq: 6 } });
  expect(h.session.getState().call?.events.length).toBe(1);
});

test('a cabinet whose screen restarted opens the next call by itself', async () => {
  const h = harness();
  await h.enter();
  h.accept(1);
  h.accept(1);
  expect(h.peers.length).toBe(1);
  h.accept(2);
  expect(h.peers.map((peer) => [peer.epoch, peer.closed])).toEqual([
    [1, true],
    [2, false],
  ]);
});

test('a channel closed by the other side asks again, unless the end of the call was on its way', async () => {
  const h = harness();
  await h.enter();
  h.accept(1);
  h.peers[0]?.onClosed('control');
  h.clock.pass(1250);
  expect(h.claims()).toBe(2);
  const ended = harness();
  await ended.enter();
  ended.accept(1);
  ended.peers[0]?.onClosed('control');
  ended.fromBox({ type: 'closed', claim: ended.claim(), reason: 'ended' });
  ended.clock.pass(5000);
  expect(ended.claims()).toBe(1);
  expect(ended.session.getState().call?.ended).toBe('ended');
  expect(ended.peers[0]?.closed).toBe(true);
});

test('a lease that ran out ends the call here too', async () => {
  const h = harness();
  await h.enter();
  h.accept(1);
  h.setBroker(false);
  h.peers[0]?.onGaveUp();
  h.clock.pass(91_000);
  expect(h.session.getState().call?.ended).toBe('lease-expired');
});

test('a reloaded page goes on with the same claim and login, within the lease only', async () => {
  const before = harness();
  await before.enter();
  before.accept(1);
  const after = harness(200, before.store);
  expect(after.session.getState()).toMatchObject({ login: 'in' });
  expect(after.toBox).toEqual([{ type: 'claim', claim: before.claim() }]);
  const store = memoryStore();
  store.kept.set('box-medicale.session', before.store.kept.get('box-medicale.session') ?? '');
  const kept = JSON.parse(before.store.kept.get('box-medicale.claim') ?? '{}');
  store.kept.set('box-medicale.claim', JSON.stringify({ ...kept, wall: kept.wall - 95_000 }));
  const late = harness(200, store);
  expect(late.toBox).toEqual([]);
  expect(late.session.getState()).toMatchObject({ login: 'in', call: null });
});

test('release and logout give the claim back and leave nothing in the tab', async () => {
  const h = harness();
  await h.enter();
  h.accept(1);
  const claim = h.claim();
  h.session.logout();
  expect(h.toBox.at(-1)).toEqual({ type: 'release', claim });
  expect(h.peers[0]?.closed).toBe(true);
  expect(h.session.getState()).toMatchObject({ login: 'out', call: null, doctor: null });
  expect([...h.store.kept.keys()]).toEqual([]);
});

test('a password that ran out mid-call leaves the call alone', async () => {
  const h = harness();
  await h.enter();
  h.accept(1);
  h.fleet()?.onRefused();
  expect(h.session.getState()).toMatchObject({ login: 'out', broker: 'down' });
  expect(h.peers[0]?.closed).toBe(false);
  await h.session.login('dr-a', 'secret');
  expect(h.session.getState().call?.epoch).toBe(1);
  expect(h.peers.length).toBe(1);
});

test('messages of another claim or box change nothing', async () => {
  const h = harness();
  await h.enter();
  const before = h.session.getState();
  h.fromBox({ type: 'closed', claim: visit, reason: 'ended' });
  h.fleet()?.onMessage('cabinet-2', { type: 'closed', claim: h.claim(), reason: 'ended' });
  expect(h.session.getState()).toBe(before);
});

test('a personal link opened again does not give the consultation back', async () => {
  const before = harness();
  await before.enter();
  before.accept(1);
  const after = harness(200, before.store);
  await after.session.login('dr-a', 'secret');
  expect(after.toBox.map((message) => message.type)).toEqual(['claim']);
  expect(after.session.getState().call?.claim).toBe(before.claim());
  await after.session.login('dr-b', 'secret');
  expect(after.toBox.at(-1)?.type).toBe('release');
  expect(after.session.getState().call).toBeNull();
});

test('a doctor who has to log in again within the lease finds his consultation', async () => {
  const before = harness();
  await before.enter();
  before.accept(1);
  before.store.kept.delete('box-medicale.session');
  const after = harness(200, before.store);
  expect(after.session.getState().login).toBe('out');
  await after.session.login('dr-a', 'secret');
  expect(after.toBox).toEqual([{ type: 'claim', claim: before.claim() }]);
});
