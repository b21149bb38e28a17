/** The distress watch. Its frames, crops and landmarks exist here and nowhere else. */
import { createWatcher } from '../rules/index.ts';
import { type Eyes, hasWebgl2, openEyes } from './eyes.ts';
import { createLightMeter } from './light.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { loadModels } from './models.ts';
import { createSightJudge } from './sight.ts';

type Start = Extract<ToWorker, { type: 'start' }>;
type PictureMessage = Extract<ToWorker, { type: 'picture' }>;
type Watch = (message: PictureMessage) => Promise<void>;

const post = (message: FromWorker) => self.postMessage(message);

function watchWith(eyes: Eyes, { room }: Start): Watch {
  const light = createLightMeter();
  const watcher = createWatcher({ room });
  const judge = createSightJudge();
  let n = 0;

  return async ({ picture, atMs }) => {
    const began = performance.now();
    const { width, height } = sizeOf(picture);
    const measured = await light(picture);
    const { poses, hands, people } = eyes.see(picture, atMs);
    const frame = { atMs, width, height, ...measured, poses, hands };
    const states = watcher.step(frame);
    const sight = judge.step(frame, people);
    n += 1;
    post({ type: 'seen', n, atMs, spentMs: performance.now() - began, ...sight, states });
  };
}

const sizeOf = (picture: PictureMessage['picture']) =>
  picture instanceof ImageBitmap ? picture : { width: picture.displayWidth, height: picture.displayHeight };

async function start(message: Start): Promise<Watch | null> {
  if (!hasWebgl2()) {
    post({ type: 'cannot', reason: 'no-webgl2' });
    return null;
  }
  const models = await loadModels(message.models);
  if (models === null) {
    post({ type: 'cannot', reason: 'models-damaged' });
    return null;
  }
  const watch = watchWith(await openEyes(models), message);
  post({ type: 'ready', models: models.hash });
  return watch;
}

let watch: Promise<Watch | null> = Promise.resolve(null);

self.onmessage = async ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'start') {
    watch = start(data);
    await watch;
    return;
  }
  try {
    await (await watch)?.(data);
  } finally {
    data.picture.close();
  }
};

/** What a promise threw nobody hears otherwise; the page starts another worker. */
self.addEventListener('unhandledrejection', ({ reason }: PromiseRejectionEvent) => {
  throw reason;
});
