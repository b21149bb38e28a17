/** Answers the core's question whether the watch really looks, in the patient's page. */
import type { FromClient, FromCore } from '../../../src-main/api/core-api.ts';
import { MODELS_FOLDER } from '../../../state-machines/distress/models.ts';
import { makeWatchWorker } from '../make-worker.ts';
import type { Picture } from '../worker/messages.ts';
import figureUrl from './figure.jpg';

interface Port {
  send(message: FromClient): void;
  subscribe(listener: (message: FromCore) => void): () => void;
}

const EMPTY = { width: 320, height: 240 } as const;

async function figure(): Promise<Picture> {
  const answer = await fetch(figureUrl);
  return createImageBitmap(await answer.blob());
}

/** Light from one side, so that it is no covered lens. */
async function nobody(): Promise<Picture> {
  const canvas = new OffscreenCanvas(EMPTY.width, EMPTY.height);
  const brush = canvas.getContext('2d');
  if (brush === null) throw new Error('no canvas');
  const light = brush.createLinearGradient(0, 0, EMPTY.width, 0);
  light.addColorStop(0, '#777');
  light.addColorStop(1, '#eee');
  brush.fillStyle = light;
  brush.fillRect(0, 0, EMPTY.width, EMPTY.height);
  return canvas.transferToImageBitmap();
}

/** @param page the page's address; the models lie beside it */
export function answerWatchQuestions(port: Port, page: string): () => void {
  return port.subscribe((message) => {
    if (message.type !== 'selftest.watch.ask') return;
    const { ask } = message;
    port.send({ type: 'selftest.watch', ask, proof: { state: 'trying' } });
    void import('./prove.ts')
      .then(({ proveWatch }) =>
        proveWatch({
          makeWorker: makeWatchWorker,
          models: new URL(`../${MODELS_FOLDER}/`, page).href,
          figure,
          nobody,
          after(ms, then) {
            const timer = setTimeout(then, ms);
            return () => clearTimeout(timer);
          },
        }),
      )
      .then((proof) => port.send({ type: 'selftest.watch', ask, proof }));
  });
}
