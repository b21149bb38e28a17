/** The distress watch of the patient's page: from the consent to the goodbye, with a camera of its own opening. */

import type { Phase } from '../../state-machines/contract.ts';
import { MODELS_FOLDER } from '../../state-machines/distress/models.ts';
import type { CorePort } from '../call/cabinet-peer.ts';
import { createLocalMedia, type LocalMedia, type PickDevice } from '../call/local-media.ts';
import { makeWatchWorker } from './make-worker.ts';
import { createWatchPage, type WatchPage } from './watch-page.ts';

/** Before them nobody agreed to a camera; after them nobody is there. */
const WATCHED: readonly Phase[] = ['redFlags', 'waiting', 'alone', 'inCall', 'exam', 'documents', 'goodbye'];

export interface PatientWatchParts {
  readonly port: CorePort;
  readonly phase: { get(): Phase | null; subscribe(listener: () => void): () => void };
  readonly devices: MediaDevices | undefined;
  /** The call's choice: the camera of its face, never an exam's. */
  readonly pick: PickDevice;
  /** The address of the page; the models lie beside it. */
  readonly page: string;
  readonly callNeedsProcessor: () => Promise<boolean>;
}

/** The same camera in the same shape as the call asks for it, so that both share one capture; no microphone. */
function camerasOf(devices: MediaDevices): Parameters<typeof createLocalMedia>[0] {
  return {
    getUserMedia: ({ video } = {}) =>
      video === undefined
        ? Promise.reject(new DOMException('cameras alone', 'NotFoundError'))
        : devices.getUserMedia({ video }),
    enumerateDevices: () => devices.enumerateDevices(),
    addEventListener: devices.addEventListener.bind(devices),
    removeEventListener: devices.removeEventListener.bind(devices),
  };
}

/** Cameras alone, for whoever looks with the watch's eyes. */
export const cameraMedia = (devices: MediaDevices | undefined, pick: PickDevice): LocalMedia =>
  createLocalMedia(devices && camerasOf(devices), pick);

export function createPatientWatch(parts: PatientWatchParts): WatchPage {
  const { port, phase, devices, pick, page, callNeedsProcessor } = parts;
  return createWatchPage({
    port,
    media: cameraMedia(devices, pick),
    wanted: {
      get() {
        const now = phase.get();
        return now !== null && WATCHED.includes(now);
      },
      subscribe: phase.subscribe,
    },
    callNeedsProcessor,
    models: new URL(`../${MODELS_FOLDER}/`, page).href,
    makeWorker: makeWatchWorker,
  });
}
