/** How the cabinet names its devices, as the core says with each `welcome` and when a technician chose others. */
import type { MediaLabels } from '../../../src-main/api/media-protocol.ts';
import type { CorePort } from '../../call/cabinet-peer.ts';
import type { PickDevice } from '../../call/local-media.ts';
import { betterFor, chooseInputs } from './choose-inputs.ts';

export interface Labels {
  now(): MediaLabels;
  /** Keeps the exams' devices out of the call. */
  readonly forCall: PickDevice;
}

/** Made before whatever asks for them, so that it hears each `welcome` first. */
export function keepLabels(port: Pick<CorePort, 'subscribe'>): Labels {
  let labels: MediaLabels = {};
  port.subscribe((message) => {
    if (message.type === 'welcome') labels = message.mediaLabels ?? {};
    else if (message.type === 'media.labels') labels = message.labels;
  });
  return {
    now: () => labels,
    forCall(kind, list, current) {
      const use = kind === 'camera' ? 'face' : 'voice';
      return betterFor(use, chooseInputs(list, labels), current.label, labels)?.deviceId ?? null;
    },
  };
}
