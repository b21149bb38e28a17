/** The page's side of the distress watch: camera to worker, reports to the core. On during a visit, gone with it. */
import { WATCH_REPORT_MS, type WatchSettings } from '../../src-main/api/watch-protocol.ts';
import type { BlindReason } from '../../state-machines/distress/vocabulary.ts';
import type { CorePort } from '../call/cabinet-peer.ts';
import { type Clock, pageClock } from '../call/clock.ts';
import type { LocalMedia } from '../call/local-media.ts';
import { type CameraFeed, type OpenFeed, openCameraFeed } from './camera-feed.ts';
import { createPace } from './pace.ts';
import { makeReport } from './report.ts';
import { keepWorker, type WorkerKeeper, type WorkerLike } from './worker-keeper.ts';

export interface WatchPage {
  close(): void;
}

export interface WatchPageParts {
  readonly port: CorePort;
  /** Cameras alone; opened and closed here. */
  readonly media: LocalMedia;
  /** A visit is under way in which the patient is watched. */
  readonly wanted: { get(): boolean; subscribe(listener: () => void): () => void };
  /** The call's picture suffers for want of processor. */
  readonly callNeedsProcessor: () => Promise<boolean>;
  readonly models: string;
  readonly makeWorker: () => WorkerLike;
  readonly openFeed?: OpenFeed;
  readonly clock?: Clock;
}

const TICK_MS = 50;
const ASK_CALL_MS = 5000;
/** A camera that gives no picture for so long is none. */
const NO_PICTURE_MS = 2000;
/** What was seen so long ago says nothing of now. */
const OLD_MS = 2000;

interface Run {
  readonly keeper: WorkerKeeper;
  readonly pace: ReturnType<typeof createPace>;
  track: MediaStreamTrack | null;
  feed: CameraFeed | null;
  /** When the worker last got a picture. */
  gaveAt: number;
  /** Since when the camera gives none; null: it does. */
  lackSince: number | null;
  taking: boolean;
}

export function createWatchPage(parts: WatchPageParts): WatchPage {
  const { port, media, wanted } = parts;
  const clock = parts.clock ?? pageClock;
  const openFeed = parts.openFeed ?? openCameraFeed;
  let settings: WatchSettings | null = null;
  let run: Run | null = null;
  let yielding = false;
  let reportedAt = Number.NEGATIVE_INFINITY;

  const blindness = (): readonly BlindReason[] => {
    if (settings?.on === false) return ['switched-off'];
    if (run === null) return ['starting'];
    const { keeper, lackSince } = run;
    const now = clock.now();
    const trouble = keeper.trouble();
    if (trouble !== null) return [trouble];
    if (lackSince !== null && now - lackSince > NO_PICTURE_MS) return ['no-camera'];
    const seen = keeper.seen();
    if (seen === null) return ['starting'];
    return now - seen.atMs > OLD_MS ? [...seen.blind, 'too-slow'] : seen.blind;
  };
  const report = () => {
    const now = clock.now();
    reportedAt = now;
    const { keeper } = run ?? {};
    port.send(
      makeReport({
        now,
        seen: keeper?.seen() ?? null,
        models: keeper?.models() ?? null,
        blind: blindness(),
      }),
    );
  };

  const stop = () => {
    run?.feed?.close();
    run?.keeper.close();
    if (run) media.close();
    run = null;
  };
  const start = ({ room }: WatchSettings) => {
    const pace = createPace();
    const keeper = keepWorker({
      makeWorker: parts.makeWorker,
      clock,
      models: parts.models,
      room,
      onSeen({ spentMs }) {
        pace.took(spentMs);
        report();
      },
    });
    run = { keeper, pace, track: null, feed: null, gaveAt: 0, lackSince: clock.now(), taking: false };
    void media.open();
    followCamera();
  };
  const follow = () => {
    const on = wanted.get() && settings?.on === true;
    if (on && run === null && settings) start(settings);
    else if (!on) stop();
  };
  const followCamera = () => {
    if (run === null) return;
    const camera = media.getState().camera;
    if (camera === run.track) return;
    run.feed?.close();
    run.track = camera;
    run.feed = camera && openFeed(camera);
    run.lackSince ??= clock.now();
  };

  const look = async (mine: Run) => {
    mine.taking = true;
    const taken = (await mine.feed?.take()) ?? null;
    mine.taking = false;
    if (taken === null) {
      mine.lackSince ??= clock.now();
      return;
    }
    mine.lackSince = null;
    if (run !== mine || !mine.keeper.free()) {
      taken.picture.close();
      return;
    }
    mine.gaveAt = clock.now();
    mine.keeper.give(taken.picture, taken.atMs);
  };
  const tick = () => {
    if (!wanted.get()) return;
    if (run) {
      run.keeper.check();
      const interval = run.pace.interval(yielding);
      // Half a tick early is nearer than half a tick late.
      const due = clock.now() - run.gaveAt >= interval - TICK_MS / 2;
      if (due && !run.taking && run.keeper.free()) void look(run);
    }
    if (clock.now() - reportedAt >= WATCH_REPORT_MS) report();
  };

  const stopListening = port.subscribe((message) => {
    if (message.type === 'wipe') close();
    if (message.type !== 'watch.settings') return;
    if (JSON.stringify(settings) !== JSON.stringify(message.settings)) stop();
    settings = message.settings;
    follow();
  });
  const stopFollowing = wanted.subscribe(follow);
  const stopMedia = media.subscribe(followCamera);
  const stopTicking = clock.every(TICK_MS, tick);
  const stopAsking = clock.every(ASK_CALL_MS, () => {
    if (run === null) yielding = false;
    else
      parts.callNeedsProcessor().then(
        (needs) => {
          yielding = needs;
        },
        () => undefined,
      );
  });

  function close(): void {
    stopTicking();
    stopAsking();
    stopListening();
    stopFollowing();
    stopMedia();
    stop();
  }
  return { close };
}
