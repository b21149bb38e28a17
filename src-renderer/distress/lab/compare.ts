/** The whole watch beside a bare detectForVideo loop, picture by picture, over the same file again and again. */
import { makeWatchWorker } from '../make-worker.ts';
import type { FromWorker, Picture } from '../worker/messages.ts';
import { picturesOf, SAMPLE_MS } from './pictures.ts';

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

/** @param count pictures; the file begins anew when it ends */
export async function compare(file: File, count: number, models: string): Promise<Compared> {
  const [watchWorker, bareWorker] = [
    makeWatchWorker(),
    new Worker(new URL('./bare-worker.ts', import.meta.url), { type: 'module' }),
  ];
  try {
    const began = performance.now();
    const ready = await answer<FromWorker>(watchWorker, { type: 'start', models, room: null });
    const startMs = performance.now() - began;
    if (ready.type !== 'ready') throw new Error(JSON.stringify(ready));
    await answer<number>(bareWorker, { models });
    const watch: number[] = [];
    const bare: number[] = [];
    const both = async (picture: Picture, atMs: number) => {
      const twin = await createImageBitmap(picture);
      const own = await createImageBitmap(picture);
      picture.close();
      const seen = await answer<FromWorker>(watchWorker, { type: 'picture', atMs, picture: own }, [own]);
      if (seen.type === 'seen') watch.push(seen.spentMs);
      bare.push(await answer<number>(bareWorker, { atMs, picture: twin }, [twin]));
    };
    for (let n = 0; n < count; ) {
      const before = n;
      for await (const { picture } of picturesOf(file)) {
        if (n < count) await both(picture, n * SAMPLE_MS);
        else picture.close();
        n += 1;
      }
      if (n === before) throw new Error('no picture in this file');
    }
    return { watch, bare, startMs };
  } finally {
    watchWorker.terminate();
    bareWorker.terminate();
  }
}
