import { expect, test, vi } from 'vitest';
import type { FromClient, FromCore } from '../../src-main/api/core-api.ts';
import type { WatchReport, WatchSettings } from '../../src-main/api/watch-protocol.ts';
import { CAMERA_SIGNALS } from '../../state-machines/distress/vocabulary.ts';
import { createFakeClock } from '../call/fake-clock.ts';
import type { LocalMediaState } from '../call/local-media.ts';
import { seenAt, statesWith } from './sample.fixture.ts';
import { createWatchPage } from './watch-page.ts';
import type { FromWorker, ToWorker } from './worker/messages.ts';
import type { WorkerLike } from './worker-keeper.ts';

const ON: WatchSettings = { on: true, signals: [...CAMERA_SIGNALS], room: null };
const READY: FromWorker = { type: 'ready', models: 'a'.repeat(64) };
const NO_MEDIA: LocalMediaState = { stream: null, camera: null, microphone: null, devices: [] };

class FakeWorker implements WorkerLike {
  onmessage: WorkerLike['onmessage'] = null;
  onerror: WorkerLike['onerror'] = null;
  readonly got: ToWorker[] = [];
  ended = false;
  postMessage(message: ToWorker) {
    this.got.push(message);
  }
  terminate() {
    this.ended = true;
  }
  say(message: FromWorker) {
    this.onmessage?.call(this as unknown as Worker, { data: message } as MessageEvent);
  }
  die() {
    this.onerror?.call(this as unknown as Worker, {} as ErrorEvent);
  }
}

function harness({ camera = true } = {}) {
  const clock = createFakeClock(10_000);
  const hears = new Set<(message: FromCore) => void>();
  const views = new Set<() => void>();
  const sent: WatchReport[] = [];
  const workers: FakeWorker[] = [];
  const feeds: { closed: boolean }[] = [];
  const track = { id: 'camera' } as MediaStreamTrack;
  let media = NO_MEDIA;
  let mediaOpen = false;
  let onMedia = () => {};
  let wanted = true;
  let pictures = true;
  let struggling = false;
  let closedPictures = 0;
  const page = createWatchPage({
    port: {
      send: (message: FromClient) => {
        if (message.type === 'watch.report') sent.push(message);
      },
      subscribe(listener) {
        hears.add(listener);
        return () => hears.delete(listener);
      },
    },
    media: {
      getState: () => media,
      subscribe(listener) {
        onMedia = listener;
        return () => true;
      },
      async open() {
        mediaOpen = true;
        if (camera) h.plug(track);
      },
      select: async () => false,
      close() {
        mediaOpen = false;
        media = NO_MEDIA;
      },
    },
    wanted: {
      get: () => wanted,
      subscribe(listener) {
        views.add(listener);
        return () => views.delete(listener);
      },
    },
    callNeedsProcessor: async () => struggling,
    models: 'http://127.0.0.1/models/',
    makeWorker: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    openFeed: () => {
      const feed = { closed: false };
      feeds.push(feed);
      return {
        async take() {
          if (!pictures) return null;
          const close = () => {
            closedPictures += 1;
          };
          return { picture: { close } as unknown as VideoFrame, atMs: clock.now() };
        },
        close() {
          feed.closed = true;
        },
      };
    },
    clock,
  });
  const h = {
    clock,
    sent,
    workers,
    feeds,
    page,
    mediaIsOpen: () => mediaOpen,
    closedPictures: () => closedPictures,
    plug(next: MediaStreamTrack | null) {
      media = { ...NO_MEDIA, camera: next };
      onMedia();
    },
    hear: (message: FromCore) => {
      for (const listener of [...hears]) listener(message);
    },
    settings: (settings: WatchSettings) => h.hear({ type: 'watch.settings', settings }),
    want(next: boolean) {
      wanted = next;
      for (const listener of views) listener();
    },
    setPictures(next: boolean) {
      pictures = next;
    },
    struggle() {
      struggling = true;
    },
    /** Time passes in small steps; the newest worker answers each picture within one, or not at all. */
    async pass(ms: number, { answers = true } = {}) {
      for (let gone = 0; gone < ms; gone += 50) {
        clock.pass(50);
        await Promise.resolve();
        await Promise.resolve();
        const last = workers.at(-1)?.got.at(-1);
        if (answers && last?.type === 'picture' && last.atMs > (answered.get(workers.length) ?? 0)) {
          answered.set(workers.length, last.atMs);
          workers.at(-1)?.say(seenAt(last.atMs, { n: workers.at(-1)?.got.length ?? 0 }));
        }
      }
    },
    pictures: () => workers.at(-1)?.got.filter(({ type }) => type === 'picture').length ?? 0,
    blind: () => sent.at(-1)?.blind,
  };
  const answered = new Map<number, number>();
  return h;
}

async function watching() {
  const h = harness();
  h.settings(ON);
  await vi.waitFor(() => expect(h.feeds.length).toBe(1));
  h.workers[0]?.say(READY);
  await h.pass(1000);
  return h;
}

test('says "starting" twice a second until the first picture was seen, then reports each picture', async () => {
  const h = harness();
  await h.pass(1000);
  expect(h.workers.length).toBe(0);
  h.settings(ON);
  await h.pass(2000);
  expect(h.blind()).toEqual(['starting']);
  expect(h.sent.length).toBeGreaterThanOrEqual(6);
  h.workers[0]?.say(READY);
  await h.pass(2000);
  expect(h.pictures()).toBeGreaterThanOrEqual(9);
  expect(h.pictures()).toBeLessThanOrEqual(11);
  expect(h.sent.at(-1)).toMatchObject({ blind: [], models: 'a'.repeat(64), rate: 5 });
  h.page.close();
});

test('switched off, no camera is opened and no worker runs, and each report says so', async () => {
  const h = harness();
  h.settings({ ...ON, on: false });
  await h.pass(1000);
  expect([h.workers.length, h.mediaIsOpen(), h.blind()]).toEqual([0, false, ['switched-off']]);
  h.settings(ON);
  await h.pass(100);
  expect([h.workers.length, h.mediaIsOpen()]).toEqual([1, true]);
  h.settings({ ...ON, on: false });
  await h.pass(600);
  expect([h.workers[0]?.ended, h.mediaIsOpen(), h.blind()]).toEqual([true, false, ['switched-off']]);
});

test('without a visit there is no camera, no worker and no report', async () => {
  const h = await watching();
  h.want(false);
  const before = h.sent.length;
  await h.pass(3000);
  expect(h.sent.length).toBe(before);
  expect([h.workers[0]?.ended, h.mediaIsOpen(), h.feeds[0]?.closed]).toEqual([true, false, true]);
});

test('a camera that was never there, and one that was pulled, is told', async () => {
  const none = harness({ camera: false });
  none.settings(ON);
  none.workers[0]?.say(READY);
  await none.pass(3000);
  expect(none.blind()).toEqual(['no-camera']);

  const h = await watching();
  h.plug(null);
  await h.pass(3000);
  expect(h.blind()).toEqual(['no-camera']);
  h.plug({ id: 'another' } as MediaStreamTrack);
  await h.pass(1000);
  expect(h.blind()).toEqual([]);
});

test('a camera that stays plugged and gives no pictures is none', async () => {
  const h = await watching();
  h.setPictures(false);
  await h.pass(3000);
  expect(h.blind()).toEqual(['no-camera']);
});

test('a worker that dies is told and started again, later each time', async () => {
  const h = await watching();
  const starts: number[] = [];
  for (let n = 1; n <= 4; n += 1) {
    h.workers.at(-1)?.die();
    await h.pass(500);
    expect(h.blind()).toEqual(['worker-lost']);
    expect(h.sent.at(-1)?.models).toBe(null);
    const from = h.clock.now();
    while (h.workers.length === n && h.clock.now() - from < 60_000) await h.pass(50);
    starts.push(h.clock.now() - from);
  }
  expect(starts).toEqual([0, 500, 1500, 3500].map((ms) => expect.closeTo(ms, -3)));
  h.workers.at(-1)?.say(READY);
  await h.pass(1000);
  expect(h.blind()).toEqual([]);
});

test('a worker that is silent over a picture is no watch: too slow first, then another one', async () => {
  const h = await watching();
  await h.pass(4000, { answers: false });
  expect(h.blind()).toEqual(['too-slow']);
  await h.pass(8000, { answers: false });
  expect(h.workers[0]?.ended).toBe(true);
  expect(h.workers.length).toBe(2);
  expect(h.blind()).toEqual(['worker-lost']);
});

test.each(['no-webgl2', 'models-damaged'] as const)(
  '%s is told and tried again a minute later',
  async (reason) => {
    const h = harness();
    h.settings(ON);
    h.workers[0]?.say({ type: 'cannot', reason });
    await h.pass(55_000);
    expect([h.workers.length, h.workers[0]?.ended, h.blind()]).toEqual([1, true, [reason]]);
    await h.pass(6000);
    expect(h.workers.length).toBe(2);
  },
);

test('the call comes first: four pictures a second while its picture suffers', async () => {
  const h = await watching();
  h.struggle();
  await h.pass(6000);
  const before = h.pictures();
  await h.pass(5000);
  expect(h.pictures() - before).toBeLessThanOrEqual(21);
});

test('nothing of it is left after a wipe', async () => {
  const h = await watching();
  h.hear({ type: 'wipe' });
  const before = h.sent.length;
  await h.pass(5000);
  expect([h.sent.length, h.workers[0]?.ended, h.mediaIsOpen()]).toEqual([before, true, false]);
});

test('an act under way is told with its age, and grows older while nothing new comes', async () => {
  const h = await watching();
  const at = h.clock.now();
  const fall = { score: 0.9, startedAt: at - 3000, confirmedAt: at - 1000 };
  h.setPictures(false);
  h.workers[0]?.say(seenAt(at, { states: statesWith({ fall }) }));
  expect(h.sent.at(-1)?.signals.fall).toEqual({ score: 0.9, startedAgoMs: 3000, confirmedAgoMs: 1000 });
  await h.pass(1000);
  expect(h.sent.at(-1)?.signals.fall.startedAgoMs).toBeGreaterThanOrEqual(3500);
  expect(h.sent.at(-1)?.ageMs).toBeGreaterThanOrEqual(500);
});
