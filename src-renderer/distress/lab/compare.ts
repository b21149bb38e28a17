/** The whole watch beside a bare detectForVideo loop, picture by picture, over the same file again and again. */
import { makeWatchWorker } from '../make-worker.ts';
import type { FromWorker, Picture } from '../worker/messages.ts';
import { picturesOf } from './pictures.ts';

export interface Compared {
  /** Milliseconds a picture, in order; the first ones set the models up. */
  readonly watch: readonly number[];
  readonly bare: readonly number[];
  /** From the start of the worker to its being ready, milliseconds. */
  readonly startMs: number;
}

const answer = <T>(worker: Worker, message: unknown, transfer: Transferable[] = []): Promise<T> =>
  new Promise((done, fail) => {
    worker.onmessage = ({ data }: MessageEvent<T>) => done(data);
    worker.onerror = ({ message: reason }) => fail(new Error(reason));
    worker.postMessage(message, transfer);
  });

/** A camera's pictures are frames, and looked at as such: as bitmaps they would cost what they do not in a cabinet. */
const copyOf = async (picture: Picture): Promise<Picture> =>
  picture instanceof VideoFrame ? picture.clone() : createImageBitmap(picture);

export interface Run {
  /** Pictures; the file begins anew when it ends. */
  readonly count: number;
  /** From one to the next, milliseconds of the pictures' own time. */
  readonly stepMs: number;
  /** False: the watch alone. */
  readonly bare: boolean;
}

/** Twenty seconds: all of them are kept. */
const MOST_PICTURES = 100;

async function firstOf(file: File): Promise<readonly Picture[]> {
  const pictures: Picture[] = [];
  for await (const { picture } of picturesOf(file)) {
    if (pictures.length < MOST_PICTURES) pictures.push(picture);
    else picture.close();
  }
  return pictures;
}

export async function compare(file: File, run: Run, models: string): Promise<Compared> {
  const pictures = await firstOf(file);
  const watchWorker = makeWatchWorker();
  const bareWorker = run.bare
    ? new Worker(new URL('./bare-worker.ts', import.meta.url), { type: 'module' })
    : null;
  try {
    const began = performance.now();
    const ready = await answer<FromWorker>(watchWorker, { type: 'start', models, room: null });
    const startMs = performance.now() - began;
    if (ready.type !== 'ready') throw new Error(JSON.stringify(ready));
    if (bareWorker) await answer<number>(bareWorker, { models });
    const watch: number[] = [];
    const bare: number[] = [];
    for (let n = 0; n < run.count; n += 1) {
      const original = pictures[n % pictures.length];
      if (original === undefined) throw new Error('no picture in this file');
      const atMs = n * run.stepMs;
      const picture = await copyOf(original);
      const seen = await answer<FromWorker>(watchWorker, { type: 'picture', atMs, picture }, [picture]);
      if (seen.type === 'seen') watch.push(seen.spentMs);
      if (!bareWorker) continue;
      const twin = await copyOf(original);
      bare.push(await answer<number>(bareWorker, { atMs, picture: twin }, [twin]));
    }
    return { watch, bare, startMs };
  } finally {
    watchWorker.terminate();
    bareWorker?.terminate();
    for (const picture of pictures) picture.close();
  }
}
