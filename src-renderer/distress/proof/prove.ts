/**
 * Does the watch really look? The visit's own worker is shown a drawn figure, then an empty picture: it must see
 * somebody, then nobody. Proves WebGL 2, the models' hashes, the program and the rules at once; no camera is opened.
 */
import type { WatchProof } from '../../../src-main/api/watch-protocol.ts';
import type { FromWorker, Picture, Seen, ToWorker } from '../worker/messages.ts';
import type { WorkerLike } from '../worker-keeper.ts';

export interface ProofParts {
  readonly makeWorker: () => WorkerLike;
  /** Folder of the models, ends with a slash. */
  readonly models: string;
  /** New ones each time: a worker closes what it was given. Rejects where the page cannot draw. */
  readonly figure: () => Promise<Picture>;
  readonly nobody: () => Promise<Picture>;
  readonly after: (ms: number, then: () => void) => () => void;
}

/** The models are 20 MB, and the first picture sets them up. */
const LIMIT_MS = 60_000;
const STEP_MS = 200;
/** The first second of somebody who appears counts little to the rules. */
const FIGURES = 8;
/** Long enough for the rule of absence: five seconds and a little. */
const EMPTIES = 32;

type Ended = Exclude<WatchProof, { state: 'trying' }>;

export function proveWatch(parts: ProofParts): Promise<Ended> {
  return new Promise((resolve) => {
    const worker = parts.makeWorker();
    const end = (proof: Ended): void => {
      cancel();
      worker.onmessage = null;
      worker.onerror = null;
      worker.terminate();
      resolve(proof);
    };
    const cancel = parts.after(LIMIT_MS, () => end({ state: 'failed', why: 'worker-lost' }));
    const say = (message: ToWorker, transfer: Transferable[] = []) => worker.postMessage(message, transfer);
    let shown = 0;
    let models = '';
    let spentMs = 0;

    const show = async (): Promise<void> => {
      const picture = await (shown < FIGURES ? parts.figure() : parts.nobody());
      shown += 1;
      say({ type: 'picture', atMs: shown * STEP_MS, picture }, [picture]);
    };
    const lost = (): void => end({ state: 'failed', why: 'worker-lost' });
    const judge = ({ states, ...seen }: Seen): void => {
      spentMs += seen.spentMs;
      const { startedAt, confirmedAt } = states.absence;
      if (shown === FIGURES && startedAt !== null) end({ state: 'failed', why: 'sees-nobody' });
      else if (confirmedAt !== null) end({ state: 'sees', models, pictureMs: Math.round(spentMs / shown) });
      else if (shown >= FIGURES + EMPTIES) end({ state: 'failed', why: 'sees-somebody' });
      else show().catch(lost);
    };
    worker.onerror = lost;
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if (data.type === 'cannot') end({ state: 'failed', why: data.reason });
      else if (data.type === 'seen') judge(data);
      else {
        models = data.models;
        show().catch(lost);
      }
    };
    say({ type: 'start', models: parts.models, room: null });
  });
}
