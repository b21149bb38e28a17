/** For `npm run distress -- --video`: the cabinet's own worker, fed from a file instead of a camera. */
import type { Room } from '../../../state-machines/distress/vocabulary.ts';
import { makeWatchWorker } from '../make-worker.ts';
import type { ActStates } from '../rules/watcher.ts';
import type { FromWorker, Seen, ToWorker } from '../worker/messages.ts';
import { type Compared, compare, type Run } from './compare.ts';
import { picturesOf } from './pictures.ts';

export type LabSeen = Seen<ActStates>;

export type LabOutcome = { readonly seen: readonly LabSeen[] } | { readonly problem: string };

export interface DistressLab {
  /** The file chosen in the page's input. Never rejects. */
  analyse(room: Room | null, models: string): Promise<LabOutcome>;
  /** For the bench. */
  compare(run: Run, models: string): Promise<Compared>;
}

declare global {
  interface Window {
    distressLab: DistressLab;
  }
}

type Message = FromWorker<ActStates>;

const ANSWER_LIMIT_MS = 120_000;

/** @throws when the worker died or was silent for too long. */
function answerOf(worker: Worker, message: ToWorker, transfer: Transferable[]): Promise<Message> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => fail(new Error('the models do not answer')), ANSWER_LIMIT_MS);
    worker.onmessage = ({ data }: MessageEvent<Message>) => {
      clearTimeout(timer);
      done(data);
    };
    worker.onerror = ({ message: reason }) => {
      clearTimeout(timer);
      fail(new Error(`the worker ended: ${reason}`));
    };
    worker.postMessage(message, transfer);
  });
}

const chosenFile = () => document.querySelector<HTMLInputElement>('#file')?.files?.[0];

async function analyse(room: Room | null, models: string): Promise<LabOutcome> {
  const file = chosenFile();
  if (!file) return { problem: 'no file' };
  const worker = makeWatchWorker();
  try {
    const started = await answerOf(worker, { type: 'start', models, room }, []);
    if (started.type === 'cannot') return { problem: started.reason };
    const seen: LabSeen[] = [];
    for await (const { picture, atMs } of picturesOf(file)) {
      const answer = await answerOf(worker, { type: 'picture', atMs, picture }, [picture]);
      if (answer.type === 'seen') seen.push(answer);
    }
    return seen.length === 0 ? { problem: 'no picture in this file' } : { seen };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  } finally {
    worker.terminate();
  }
}

window.distressLab = {
  analyse,
  async compare(run, models) {
    const file = chosenFile();
    if (!file) throw new Error('no file');
    return compare(file, run, models);
  },
};
