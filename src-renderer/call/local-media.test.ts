import { expect, test, vi } from 'vitest';
import { createLocalMedia } from './local-media.ts';

class FakeTrack extends EventTarget {
  readyState = 'live';
  readonly kind: string;
  readonly id: string;
  constructor(kind: string, id: string) {
    super();
    this.kind = kind;
    this.id = id;
  }
  stop() {
    this.readyState = 'ended';
  }
  unplug() {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }
}

class FakeStream {
  readonly tracks: FakeTrack[];
  constructor(tracks: FakeTrack[]) {
    this.tracks = tracks;
  }
  getTracks() {
    return this.tracks;
  }
}
vi.stubGlobal('MediaStream', FakeStream);

/** `has`: what can be had now; asking for anything else is refused as a whole, as browsers do. */
function fakeDevices(has: { video: boolean; audio: boolean }) {
  const made: FakeTrack[] = [];
  let asked = 0;
  const events = new EventTarget();
  const devices = {
    async getUserMedia(constraints?: MediaStreamConstraints) {
      asked += 1;
      const kinds = (['video', 'audio'] as const).filter((kind) => constraints?.[kind]);
      if (kinds.some((kind) => !has[kind])) throw new DOMException('none', 'NotFoundError');
      const tracks = kinds.map((kind) => new FakeTrack(kind, `${kind}-${made.length}`));
      made.push(...tracks);
      return new FakeStream(tracks) as unknown as MediaStream;
    },
    enumerateDevices: async () => [],
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
  };
  return { devices, made, asked: () => asked, change: () => events.dispatchEvent(new Event('devicechange')) };
}

const live = (made: FakeTrack[]) => made.filter((track) => track.readyState === 'live').length;
const settle = () => new Promise((done) => setTimeout(done, 1));

test('one request gives both, and the same stream stays for the whole call', async () => {
  const fake = fakeDevices({ video: true, audio: true });
  const media = createLocalMedia(fake.devices);
  await media.open();
  const { stream } = media.getState();
  await media.open();
  expect(fake.asked()).toBe(1);
  expect(media.getState().stream).toBe(stream);
  media.close();
  expect(live(fake.made)).toBe(0);
  expect(media.getState()).toMatchObject({ stream: null, camera: null, microphone: null });
});

test('without a camera the microphone alone; a camera plugged later is taken', async () => {
  const has = { video: false, audio: true };
  const fake = fakeDevices(has);
  const media = createLocalMedia(fake.devices);
  await media.open();
  expect(media.getState().camera).toBeNull();
  expect(media.getState().microphone).not.toBeNull();
  has.video = true;
  fake.change();
  await settle();
  expect(media.getState().camera).not.toBeNull();
  media.close();
  expect(live(fake.made)).toBe(0);
});

test('nothing at all is a state, not an error', async () => {
  const fake = fakeDevices({ video: false, audio: false });
  const media = createLocalMedia(fake.devices);
  await media.open();
  expect(media.getState().stream).toBeNull();
  await createLocalMedia(undefined).open();
});

test('a camera pulled out is noticed; another one that cannot be had leaves the present one', async () => {
  const has = { video: true, audio: true };
  const fake = fakeDevices(has);
  const media = createLocalMedia(fake.devices);
  await media.open();
  has.audio = false;
  const before = media.getState().microphone;
  expect(await media.select('microphone', 'other')).toBe(false);
  expect(media.getState().microphone).toBe(before);
  fake.made.find((track) => track.kind === 'video')?.unplug();
  expect(media.getState().camera).toBeNull();
  expect(media.getState().microphone).toBe(before);
});

test('a stream granted after the call has closed is stopped at once', async () => {
  const fake = fakeDevices({ video: true, audio: true });
  const media = createLocalMedia(fake.devices);
  const opening = media.open();
  media.close();
  await opening;
  expect(live(fake.made)).toBe(0);
  expect(media.getState().stream).toBeNull();
});

test('a device that the exams need is given up for a better one, once', async () => {
  const fake = fakeDevices({ video: true, audio: true });
  const asked: (string | undefined)[] = [];
  const { getUserMedia } = fake.devices;
  const media = createLocalMedia(
    {
      ...fake.devices,
      getUserMedia(constraints) {
        const video = constraints?.video;
        if (typeof video === 'object') asked.push((video.deviceId as { exact?: string } | undefined)?.exact);
        return getUserMedia(constraints);
      },
    },
    (kind, _list, current) => (kind === 'camera' && current.id === 'video-0' ? 'face' : null),
  );
  await media.open();
  expect(asked).toEqual([undefined, 'face']);
  expect(media.getState().camera?.id).toBe('video-2');
  expect(live(fake.made)).toBe(2);
  media.close();
});
