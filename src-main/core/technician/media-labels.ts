/** Which camera and which sound input is for what: as set for this cabinet, until a technician chooses on screen. */
import { readFileSync } from 'node:fs';
import type { Instant } from '../../../state-machines/contract.ts';
import type { FromCore } from '../../api/core-api.ts';
import { MEDIA_LABELS_CHOSEN, type MediaLabels, mediaLabelsSchema } from '../../api/media-protocol.ts';
import type { Journal } from '../../journal/contract.ts';
import { replaceDurably } from '../../journal/durable-file.ts';
import { plainTransaction } from '../../journal/plain-transaction.ts';

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
  let chosen: MediaLabels | null = null;
  try {
    chosen = mediaLabelsSchema.parse(JSON.parse(readFileSync(parts.file, 'utf8')));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) parts.onUnreadable();
  }
  const now = () => chosen ?? parts.set;
  const state = () => ({ type: 'media.labels' as const, labels: now() });
  return {
    now,
    state,
    async set(labels) {
      const records = [{ kind: MEDIA_LABELS_CHOSEN, payload: labels }];
      await parts.journal.commit(plainTransaction({ visit: null, at: parts.now(), records }));
      replaceDurably(parts.file, `${JSON.stringify(labels)}\n`);
      chosen = labels;
      parts.tellScreen(state());
      parts.tellTechnicians(state());
    },
  };
}
