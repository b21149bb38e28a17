/** The watch on trial, in front of the technician: the visit's own camera, worker and rules, told to nobody. */
import type { MediaLabels } from '../../../src-main/api/media-protocol.ts';
import type { WatchReport, WatchSettings } from '../../../src-main/api/watch-protocol.ts';
import { MODELS_FOLDER } from '../../../state-machines/distress/models.ts';
import { makeWatchWorker } from '../../distress/make-worker.ts';
import { cameraMedia } from '../../distress/patient-watch.ts';
import { createWatchPage } from '../../distress/watch-page.ts';
import { keepLabels } from '../../patient/media/labels.ts';

export interface TrialNow {
  /** Null: no camera gives a picture. */
  readonly picture: MediaStream | null;
  /** Null: nothing was reported yet. */
  readonly report: WatchReport | null;
}

export type OpenTrial = (
  parts: { readonly settings: WatchSettings; readonly labels: MediaLabels },
  onChange: (now: TrialNow) => void,
) => { close(): void };

export const openTrial: OpenTrial = ({ settings, labels }, onChange) => {
  const { forCall } = keepLabels({
    subscribe(listener) {
      listener({ type: 'media.labels', labels });
      return () => {};
    },
  });
  const media = cameraMedia(globalThis.navigator?.mediaDevices, forCall);
  let now: TrialNow = { picture: null, report: null };
  const become = (next: Partial<TrialNow>) => {
    now = { ...now, ...next };
    onChange(now);
  };
  const stopPicture = media.subscribe(() => {
    const { camera } = media.getState();
    if (camera === null) become({ picture: null });
    else if (now.picture?.getVideoTracks()[0] !== camera) become({ picture: new MediaStream([camera]) });
  });
  const page = createWatchPage({
    port: {
      send(message) {
        if (message.type === 'watch.report') become({ report: message });
      },
      subscribe(listener) {
        listener({ type: 'watch.settings', settings });
        return () => {};
      },
    },
    media,
    wanted: { get: () => true, subscribe: () => () => {} },
    callNeedsProcessor: async () => false,
    models: new URL(`../${MODELS_FOLDER}/`, document.baseURI).href,
    makeWorker: makeWatchWorker,
  });
  return {
    close() {
      stopPicture();
      page.close();
    },
  };
};
