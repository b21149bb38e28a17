import { expect, test } from 'vitest';
import type { FromWorker, Picture, ToWorker } from '../worker/messages.ts';
import type { WorkerLike } from '../worker-keeper.ts';
import { proveWatch } from './prove.ts';

type Answer = (message: ToWorker, tell: (answer: FromWorker) => void) => void;
const MODELS = 'd'.repeat(64);

/** A worker that answers as told; 'nobody' and 'figure' pictures are told apart by their name. */
async function proofBy(answer: Answer) {
  let ended = 0;
  const timers = new Set<() => void>();
  const pictureOf = (name: string) => async () => ({ name, close: () => {} }) as unknown as Picture;
  const makeWorker = (): WorkerLike => {
    const worker: WorkerLike = {
      onmessage: null,
      onerror: null,
      terminate: () => {
        ended += 1;
      },
      postMessage(message: ToWorker) {
        answer(message, (data) =>
          queueMicrotask(() => worker.onmessage?.call(worker as Worker, { data } as MessageEvent)),
        );
      },
    };
    return worker;
  };
  const proving = proveWatch({
    makeWorker,
    models: '/models/',
    figure: pictureOf('figure'),
    nobody: pictureOf('nobody'),
    after(_ms, then) {
      timers.add(then);
      return () => timers.delete(then);
    },
  });
  return { proving, timers, ended: () => ended };
}

/** Absence as the rule tells it: begun with the first empty picture, sure after five seconds. */
function watching(seesIn: (name: string) => boolean): Answer {
  let goneAt: number | null = null;
  return (message, tell) => {
    if (message.type === 'start') return tell({ type: 'ready', models: MODELS });
    const { atMs, picture } = message;
    const seen = seesIn((picture as unknown as { name: string }).name);
    goneAt = seen ? null : (goneAt ?? atMs);
    const absence = {
      score: 0,
      startedAt: goneAt,
      confirmedAt: goneAt !== null && atMs - goneAt >= 5000 ? atMs : null,
    };
    tell({ type: 'seen', n: 1, atMs, spentMs: 40, rate: 5, blind: [], states: { absence } } as never);
  };
}

test('it sees the figure, then nobody: it looks', async () => {
  const { proving, timers, ended } = await proofBy(watching((name) => name === 'figure'));
  expect(await proving).toEqual({ state: 'sees', models: MODELS, pictureMs: 40 });
  expect([timers.size, ended()]).toEqual([0, 1]);
});

test.each([
  ['a watch that never sees anybody', watching(() => false), 'sees-nobody'],
  ['a watch that sees somebody everywhere', watching(() => true), 'sees-somebody'],
  ['no WebGL 2', ((_m, tell) => tell({ type: 'cannot', reason: 'no-webgl2' })) satisfies Answer, 'no-webgl2'],
] as const)('%s is told', async (_name, answer, why) => {
  expect(await (await proofBy(answer)).proving).toEqual({ state: 'failed', why });
});

test('a worker that says nothing is given up', async () => {
  const { proving, timers, ended } = await proofBy(() => {});
  for (const over of timers) over();
  expect(await proving).toEqual({ state: 'failed', why: 'worker-lost' });
  expect(ended()).toBe(1);
});
