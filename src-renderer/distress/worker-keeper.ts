/** Keeps one watch worker running: hands it pictures one at a time, and starts another when it dies or falls silent. */
import { createBackoff } from '../../src-main/api/backoff.ts';
import type { BlindReason, Room } from '../../state-machines/distress/vocabulary.ts';
import type { Clock } from '../call/clock.ts';
import type { FromWorker, Picture, Seen, ToWorker } from './worker/messages.ts';

export type WorkerLike = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

export interface WorkerKeeper {
  /** It has nothing to do. */
  free(): boolean;
  give(picture: Picture, atMs: number): void;
  /** Why it takes no pictures; null: it does. */
  trouble(): BlindReason | null;
  seen(): Seen | null;
  models(): string | null;
  /** Looks whether it still answers. To be called every second or more often. */
  check(): void;
  close(): void;
}

export interface KeeperParts {
  readonly makeWorker: () => WorkerLike;
  readonly clock: Clock;
  /** Folder of the models, ends with a slash. */
  readonly models: string;
  readonly room: Room | null;
  readonly onSeen: (seen: Seen) => void;
}

/** The models are 20 MB, and the first start compiles them. */
const START_LIMIT_MS = 60_000;
const PICTURE_LIMIT_MS = 10_000;
/** The first picture sets the models up, on a busy machine slowly. */
const FIRST_PICTURE_LIMIT_MS = 60_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** After so long it counts as one that works. */
const WORKED_MS = 60_000;
/** Another look at what cannot be used: the graphics process may be back. */
const CANNOT_AGAIN_MS = 60_000;

export function keepWorker({ makeWorker, clock, models: folder, room, onSeen }: KeeperParts): WorkerKeeper {
  const backoff = createBackoff(FIRST_PAUSE_MS, LONGEST_PAUSE_MS);
  let worker: WorkerLike | null = null;
  let trouble: BlindReason | null = 'starting';
  let seen: Seen | null = null;
  let models: string | null = null;
  let busySince: number | null = null;
  let startedAt = 0;
  let cancelStart = () => {};

  const drop = () => {
    cancelStart();
    if (worker) worker.onmessage = worker.onerror = null;
    worker?.terminate();
    worker = null;
    busySince = null;
  };
  const startIn = (ms: number) => {
    cancelStart = clock.after(ms, start);
  };
  const lost = () => {
    if (models !== null && clock.now() - startedAt > WORKED_MS) backoff.reset();
    drop();
    seen = null;
    models = null;
    trouble = 'worker-lost';
    startIn(backoff.next());
  };
  const hear = (message: FromWorker) => {
    switch (message.type) {
      case 'ready':
        models = message.models;
        trouble = null;
        break;
      case 'cannot':
        drop();
        trouble = message.reason;
        startIn(CANNOT_AGAIN_MS);
        break;
      case 'seen':
        busySince = null;
        seen = message;
        onSeen(message);
        break;
    }
  };

  function start(): void {
    drop();
    startedAt = clock.now();
    const made = makeWorker();
    worker = made;
    made.onmessage = ({ data }: MessageEvent<FromWorker>) => hear(data);
    made.onerror = lost;
    made.postMessage({ type: 'start', models: folder, room } satisfies ToWorker);
  }
  start();

  return {
    free: () => worker !== null && models !== null && busySince === null,
    give(picture, atMs) {
      busySince = clock.now();
      worker?.postMessage({ type: 'picture', atMs, picture } satisfies ToWorker, [picture]);
    },
    trouble: () => trouble,
    seen: () => seen,
    models: () => models,
    check() {
      if (worker === null) return;
      const silentFor = clock.now() - (busySince ?? startedAt);
      if (busySince !== null && silentFor > (seen === null ? FIRST_PICTURE_LIMIT_MS : PICTURE_LIMIT_MS))
        lost();
      else if (models === null && silentFor > START_LIMIT_MS) lost();
    },
    close: drop,
  };
}
