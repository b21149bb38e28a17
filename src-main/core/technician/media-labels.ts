/** Which camera and which sound input is for what: as set for this cabinet, until a technician chooses on screen. */
import type { Instant } from '../../../state-machines/contract.ts';
import type { FromCore } from '../../api/core-api.ts';
import { MEDIA_LABELS_CHOSEN, type MediaLabels, mediaLabelsSchema } from '../../api/media-protocol.ts';
import type { Journal } from '../../journal/contract.ts';
import { plainTransaction } from '../../journal/plain-transaction.ts';
import { openChoiceFile } from './choice-file.ts';

export interface MediaLabelsParts {
  readonly journal: Pick<Journal, 'commit'>;
  readonly now: () => Instant;
  /** Of the cabinet's settings, where no technician has chosen. */
  readonly set: MediaLabels;
  /** Of its own, so that the choice outlives every visit and journal. */
  readonly file: string;
  /** The file is there and says nothing that can be understood: the settings hold. */
  readonly onUnreadable: () => void;
  readonly tellScreen: (message: FromCore) => void;
  readonly tellTechnicians: (message: FromCore) => void;
}

export interface MediaLabelsDesk {
  now(): MediaLabels;
  state(): Extract<FromCore, { type: 'media.labels' }>;
  /** In the journal, then in the file, then told. Rejects with what the journal or the disk says. */
  set(labels: MediaLabels): Promise<void>;
}

export function createMediaLabelsDesk(parts: MediaLabelsParts): MediaLabelsDesk {
  const choice = openChoiceFile(parts.file, mediaLabelsSchema, parts.set, parts.onUnreadable);
  const state = () => ({ type: 'media.labels' as const, labels: choice.get() });
  return {
    now: choice.get,
    state,
    async set(labels) {
      const records = [{ kind: MEDIA_LABELS_CHOSEN, payload: labels }];
      await parts.journal.commit(plainTransaction({ visit: null, at: parts.now(), records }));
      choice.set(labels);
      parts.tellScreen(state());
      parts.tellTechnicians(state());
    },
  };
}
