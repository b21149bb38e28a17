/** For the bench: MediaPipe's pose task and nothing else, over the same pictures. */
import { PoseLandmarker } from '@mediapipe/tasks-vision';
import type { Picture } from '../worker/messages.ts';
import { loadModels } from '../worker/models.ts';

type ToBare = { readonly models: string } | { readonly atMs: number; readonly picture: Picture };

let task: PoseLandmarker | null = null;

self.onmessage = async ({ data }: MessageEvent<ToBare>) => {
  if ('models' in data) {
    const models = await loadModels(data.models);
    if (models === null) throw new Error('models-damaged');
    const { wasmPath, wasmLoaderPath, pose } = models;
    task = await PoseLandmarker.createFromOptions(
      { wasmBinaryPath: wasmPath, wasmLoaderPath },
      {
        baseOptions: { modelAssetBuffer: pose, delegate: 'CPU' },
        runningMode: 'VIDEO',
        numPoses: 1,
      },
    );
    self.postMessage(0);
    return;
  }
  const began = performance.now();
  task?.detectForVideo(data.picture, data.atMs).close();
  self.postMessage(performance.now() - began);
  data.picture.close();
};
