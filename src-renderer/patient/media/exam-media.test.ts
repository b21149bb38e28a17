import { expect, test, vi } from 'vitest';
import type { FromClient, FromCore } from '../../../src-main/api/core-api.ts';
import type { MediaLabels } from '../../../src-main/api/media-protocol.ts';
import type { MediaExamView } from '../../../state-machines/media.ts';
import type { CabinetCallState } from '../../call/cabinet-peer.ts';
import { createExamMedia } from './exam-media.ts';

class FakeTrack extends EventTarget {
  readyState = 'live';
  contentHint = '';
  readonly label: string;
  constructor(label: string) {
    super();
    this.label = label;
  }
  stop() {
    this.readyState = 'ended';
  }
}
class FakeStream {
  readonly tracks: readonly FakeTrack[];
  constructor(tracks: readonly FakeTrack[]) {
    this.tracks = tracks;
  }
  getTracks() {
    return this.tracks;
  }
}
vi.stubGlobal('MediaStream', FakeStream);

const capture = '11111111-1111-4111-8111-111111111111';
const still = { width: 2, height: 2, sharpness: 1, brightness: 0.5 };
const welcome = { type: 'welcome' } as FromCore;
const order = (over: object = {}): FromCore =>
  ({ type: 'media.capture', capture, need: 'otoscope', kind: 'still', forMs: null, ...over }) as FromCore;
const until = (check: () => void) => vi.waitFor(check, { timeout: 5000, interval: 2 });

const CAMERA = { deviceId: 'b', kind: 'videoinput', label: 'fake_device_2' } as MediaDeviceInfo;
const EAR = { deviceId: 'e', kind: 'audioinput', label: 'Fake Audio Input 2' } as MediaDeviceInfo;

function harness() {
  const listeners = new Set<(message: FromCore) => void>();
  const views = new Set<() => void>();
  const toCore: FromClient[] = [];
  const opened: { track: FakeTrack; asked: MediaStreamConstraints | undefined }[] = [];
  const places: Record<string, string | null> = {};
  const events = new EventTarget();
  let view: MediaExamView | null = null;
  let devices: MediaDeviceInfo[] = [CAMERA, EAR];
  let labels: MediaLabels = {};
  let onPeer = () => {};
  let peerDevices: readonly MediaDeviceInfo[] = [];
  const media = createExamMedia({
    port: {
      send: (message) => toCore.push(message),
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    labels: () => labels,
    view: {
      get: () => view,
      subscribe(listener) {
        views.add(listener);
        return () => views.delete(listener);
      },
    },
    peer: {
      setExamTrack(role, track) {
        places[role] = track?.label ?? null;
      },
      subscribe(listener) {
        onPeer = listener;
        return () => {};
      },
      getState: () => ({ devices: peerDevices }) as CabinetCallState,
    },
    devices: {
      async getUserMedia(asked) {
        const track = new FakeTrack(asked?.audio ? EAR.label : CAMERA.label);
        opened.push({ track, asked });
        return new FakeStream([track]) as unknown as MediaStream;
      },
      enumerateDevices: async () => devices,
      addEventListener: events.addEventListener.bind(events),
      removeEventListener: events.removeEventListener.bind(events),
    },
    takeStill: async () => ({ bytes: Uint8Array.of(1, 2, 3), still }),
    takeClip: async (_track, forMs, signal) => {
      if (forMs === 1000)
        return new Promise((done) => signal.addEventListener('abort', () => done('took-too-long')));
      return 'took-too-long';
    },
  });
  return {
    media,
    opened,
    places,
    listeners,
    views,
    toCore,
    types: () => toCore.map(({ type }) => type),
    running: () => opened.filter(({ track }) => track.readyState === 'live').length,
    say(message: FromCore) {
      for (const listener of [...listeners]) listener(message);
    },
    show(next: Partial<MediaExamView> | null) {
      view = next as MediaExamView | null;
      for (const listener of views) listener();
    },
    plug(next: MediaDeviceInfo[]) {
      devices = next;
      events.dispatchEvent(new Event('devicechange'));
    },
    name(next: MediaLabels) {
      labels = next;
    },
    allowed() {
      peerDevices = [...devices];
      onPeer();
    },
  };
}
const present = (message: FromClient | undefined) =>
  message?.type === 'media.inputs' ? message.inputs.filter((i) => i.present).map((i) => i.need) : null;

test('tells what there is at each welcome and at each change, and nothing twice', async () => {
  const h = harness();
  h.say(welcome);
  await until(() => expect(present(h.toCore[0])).toEqual(['otoscope', 'stethoscope']));
  h.allowed();
  h.plug([CAMERA]);
  await until(() => expect(present(h.toCore.at(-1))).toEqual(['otoscope']));
  expect(h.toCore.length).toBe(2);
  // A core that has just started knows none of it.
  h.say(welcome);
  await until(() => expect(h.toCore.length).toBe(3));
  expect(present(h.toCore.at(-1))).toEqual(['otoscope']);
  h.name({ otoscope: 'another' });
  h.say(welcome);
  await until(() => expect(present(h.toCore.at(-1))).toEqual([]));
  h.name({});
  h.say({ type: 'media.labels', labels: {} });
  await until(() => expect(present(h.toCore.at(-1))).toEqual(['otoscope']));
});

test('the view alone opens and closes the live picture; it fills its own place of the call', async () => {
  const h = harness();
  h.say(welcome);
  await until(() => expect(h.toCore.length).toBe(1));
  h.show({ need: 'otoscope', live: false });
  expect(h.opened.length).toBe(0);
  h.show({ need: 'otoscope', live: true });
  await until(() => expect(h.places['second-camera']).toBe('fake_device_2'));
  expect(h.media.getState().picture).not.toBe(null);
  expect(h.opened[0]?.asked).toMatchObject({ video: { deviceId: { exact: 'b' } } });
  h.show(null);
  expect(h.places['second-camera']).toBe(null);
  expect([h.running(), h.media.getState().picture]).toEqual([0, null]);
});

test('the stethoscope is heard without any processing, as music, in the second audio', async () => {
  const h = harness();
  h.say(welcome);
  await until(() => expect(h.toCore.length).toBe(1));
  h.show({ need: 'stethoscope', live: true });
  await until(() => expect(h.places['second-audio']).toBe('Fake Audio Input 2'));
  expect(h.opened[0]?.asked).toEqual({
    audio: {
      echoCancellation: false,
      noiseSuppression: false,
      autoGainControl: false,
      channelCount: 1,
      deviceId: { exact: 'e' },
    },
  });
  expect(h.opened[0]?.track.contentHint).toBe('music');
  expect(h.media.getState()).toEqual({ picture: null, sound: true });
  expect(h.places['second-camera']).toBe(null);
});

test('a still is of the live track, which stays; without one the camera is opened for it and given back', async () => {
  const h = harness();
  h.say(welcome);
  await until(() => expect(h.toCore.length).toBe(1));
  h.say(order());
  await until(() => expect(h.types()).toEqual(['media.inputs', 'media.taken', 'media.chunk']));
  expect(h.toCore[1]).toMatchObject({ capture, kind: 'still', bytes: 3, source: 'fake_device_2', still });
  expect([h.opened.length, h.running()]).toEqual([1, 0]);
  h.show({ need: 'otoscope', live: true });
  await until(() => expect(h.places['second-camera']).toBe('fake_device_2'));
  h.say(order());
  await until(() => expect(h.toCore.length).toBe(5));
  expect([h.opened.length, h.running()]).toEqual([2, 1]);
});

test('what cannot be taken is told with its reason', async () => {
  const h = harness();
  h.say(order());
  await until(() => expect(h.toCore.at(-1)).toEqual({ type: 'media.failed', capture, reason: 'no-device' }));
  h.say(welcome);
  await until(() => expect(h.types().at(-1)).toBe('media.inputs'));
  h.say(order({ need: 'stethoscope', kind: 'clip', forMs: 2000 }));
  await until(() =>
    expect(h.toCore.at(-1)).toEqual({ type: 'media.failed', capture, reason: 'took-too-long' }),
  );
});

for (const [how, stop] of [
  ['cancelled', { type: 'media.cancel', capture }],
  ['asked by a core that is a new one', welcome],
  ['of a patient who left', { type: 'wipe' }],
] as const) {
  test(`a capture that is ${how} sends nothing any more and holds no device`, async () => {
    const h = harness();
    h.say(welcome);
    await until(() => expect(h.toCore.length).toBe(1));
    h.say(order({ need: 'stethoscope', kind: 'clip', forMs: 1000 }));
    await until(() => expect(h.running()).toBe(1));
    h.say(stop as FromCore);
    await until(() => expect(h.running()).toBe(0));
    expect(h.types().filter((type) => type.startsWith('media.') && type !== 'media.inputs')).toEqual([]);
  });
}

test('a wipe lets go of everything: devices, places in the call, listeners', async () => {
  const h = harness();
  h.say(welcome);
  await until(() => expect(h.toCore.length).toBe(1));
  h.show({ need: 'otoscope', live: true });
  await until(() => expect(h.places['second-camera']).toBe('fake_device_2'));
  h.say({ type: 'wipe' });
  expect([h.running(), h.listeners.size, h.views.size]).toEqual([0, 0, 0]);
  expect(h.places).toEqual({ 'second-camera': null, 'second-audio': null });
  h.plug([]);
  expect(h.toCore.length).toBe(1);
});
