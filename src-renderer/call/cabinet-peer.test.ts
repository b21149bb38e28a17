import { expect, test, vi } from 'vitest';
import type { FromClient, FromCore } from '../../src-main/api/core-api.ts';
import { createCabinetPeer } from './cabinet-peer.ts';
import { createFakeClock } from './fake-clock.ts';
import type { LocalMedia, LocalMediaState } from './local-media.ts';
import type { PeerOptions } from './peer.ts';

vi.stubGlobal(
  'MediaStream',
  class {
    getVideoTracks() {
      return [];
    }
  },
);

const settle = () => new Promise((done) => setTimeout(done, 1));
const welcome = { type: 'welcome' } as FromCore;
const openOf = (epoch: number, silent?: boolean): FromCore => ({
  type: 'call.open',
  epoch,
  iceServers: [],
  ...(silent === undefined ? {} : { silent }),
});

function harness(mediaOpens: Promise<void> = Promise.resolve()) {
  const clock = createFakeClock();
  const toCore: FromClient[] = [];
  const listeners = new Set<(message: FromCore) => void>();
  type Places = Record<string, string | null>;
  const peers: (PeerOptions & { closed: boolean; said: string[]; places: Places })[] = [];
  let mediaClosed = 0;
  let mediaOpened = 0;
  const nothing: LocalMediaState = { stream: null, camera: null, microphone: null, devices: [] };
  const media: LocalMedia = {
    getState: () => nothing,
    subscribe: () => () => {},
    open() {
      mediaOpened += 1;
      return mediaOpens;
    },
    select: () => Promise.resolve(false),
    close() {
      mediaClosed += 1;
    },
  };
  const cabinet = createCabinetPeer(
    {
      send: (message) => toCore.push(message),
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    {
      clock,
      media,
      createPeer(options) {
        const peer = { ...options, closed: false, said: [] as string[], places: {} as Places };
        peers.push(peer);
        return {
          epoch: options.epoch,
          state: () => 'connecting',
          signal: () => {},
          send(channel, data) {
            peer.said.push(`${channel} ${data}`);
            return 'sent';
          },
          isOpen: () => true,
          setTrack(role, track) {
            peer.places[role] = track?.id ?? null;
            return Promise.resolve();
          },
          remote: () => null,
          lacksProcessor: async () => false,
          stats: async () => null,
          close() {
            peer.closed = true;
          },
        };
      },
    },
  );
  const say = (message: FromCore) => {
    for (const listener of listeners) listener(message);
  };
  const states = () => toCore.flatMap((m) => (m.type === 'call.state' ? [`${m.epoch} ${m.state}`] : []));
  return {
    cabinet,
    clock,
    toCore,
    peers,
    say,
    states,
    listeners,
    mediaClosed: () => mediaClosed,
    mediaOpened: () => mediaOpened,
  };
}

test('a renderer that has just started says that it holds no peer', () => {
  const h = harness();
  h.say(welcome);
  expect(h.states()).toEqual(['0 closed']);
});

test('a call opens once media are there, pipes both ways unread, and closes with everything', async () => {
  const h = harness();
  h.say(openOf(1));
  h.say(openOf(1));
  await settle();
  expect(h.peers.length).toBe(1);
  expect(h.peers[0]).toMatchObject({ side: 'cabinet', epoch: 1, iceTransportPolicy: 'all' });
  h.peers[0]?.onMessage('journal', '{"type":"anything"}');
  expect(h.toCore.at(-1)).toEqual({
    type: 'pipe',
    epoch: 1,
    channel: 'journal',
    data: '{"type":"anything"}',
  });
  h.say({ type: 'pipe', epoch: 1, channel: 'waves', data: 'w' });
  h.say({ type: 'pipe', epoch: 9, channel: 'control', data: 'of another call' });
  expect(h.peers[0]?.said).toEqual(['waves w']);
  h.peers[0]?.onState('connected');
  expect(h.states()).toEqual(['1 connecting', '1 connected']);
  h.say({ type: 'call.close', epoch: 1 });
  expect(h.peers[0]?.closed).toBe(true);
  expect(h.mediaClosed()).toBe(1);
  expect(h.cabinet.getState()).toMatchObject({ state: 'idle', epoch: null, remoteFace: null });
});

test('a doctor who reads what somebody left opens no camera and no microphone', async () => {
  const h = harness();
  h.say(openOf(1, true));
  await settle();
  expect([h.peers.length, h.mediaOpened()]).toEqual([1, 0]);
  expect(h.toCore.some(({ type }) => type === 'media')).toBe(false);
  h.say({ type: 'call.close', epoch: 1 });
  h.say(openOf(2));
  await settle();
  expect(h.mediaOpened()).toBe(1);
});

test('the next visit may count its calls from 1 again', async () => {
  const h = harness();
  h.say(openOf(3));
  await settle();
  h.say({ type: 'call.close', epoch: 3 });
  h.say(openOf(1));
  await settle();
  expect(h.peers.map((peer) => peer.epoch)).toEqual([3, 1]);
});

test('a new call replaces the old one without letting go of the camera', async () => {
  const h = harness();
  h.say(openOf(1));
  await settle();
  h.say(openOf(2));
  await settle();
  expect(h.peers.map((peer) => peer.closed)).toEqual([true, false]);
  expect(h.mediaClosed()).toBe(0);
});

test('a camera that never answers does not hold the call for ever', async () => {
  const h = harness(new Promise(() => {}));
  h.say(openOf(1));
  await settle();
  expect(h.peers.length).toBe(0);
  h.clock.pass(8000);
  await settle();
  expect(h.peers.length).toBe(1);
});

test('a call closed while the camera was awaited never opens', async () => {
  const h = harness(new Promise(() => {}));
  h.say(openOf(1));
  h.say({ type: 'call.close', epoch: 1 });
  h.clock.pass(8000);
  await settle();
  expect(h.peers.length).toBe(0);
});

test('a restarted core is told of the call that goes on; a wipe ends it', async () => {
  const h = harness();
  h.say(openOf(2));
  await settle();
  h.peers[0]?.onState('connected');
  h.say(welcome);
  expect(h.toCore.slice(-2).map((m) => m.type)).toEqual(['media', 'call.state']);
  h.say({ type: 'wipe' });
  expect(h.peers[0]?.closed).toBe(true);
  h.cabinet.close();
  expect(h.listeners.size).toBe(0);
});

test('the doctor says what he has; anything else on the channel is not read here', async () => {
  const h = harness();
  h.say(openOf(1));
  await settle();
  h.peers[0]?.onMessage('control', 'not json with "hello" in it');
  expect(h.cabinet.getState().remoteMedia).toEqual({ camera: false, microphone: false });
  const media = { camera: true, microphone: false };
  h.peers[0]?.onMessage('control', JSON.stringify({ type: 'hello', protocol: 1, cursor: null, media }));
  expect(h.cabinet.getState().remoteMedia).toEqual(media);
});

test("an exam's live track is in its place now and in the next call, until it is taken out", async () => {
  const h = harness();
  const track = { id: 'scope' } as MediaStreamTrack;
  h.say(openOf(1));
  await settle();
  h.cabinet.setExamTrack('second-camera', track);
  expect(h.peers[0]?.places).toMatchObject({ 'second-camera': 'scope', 'second-audio': null });
  h.say(openOf(2));
  await settle();
  expect(h.peers[1]?.places['second-camera']).toBe('scope');
  h.cabinet.setExamTrack('second-camera', null);
  expect(h.peers[1]?.places['second-camera']).toBe(null);
});
