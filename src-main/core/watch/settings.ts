/** What the technician chose to watch for, kept in a file of its own so that it outlives every visit and journal. */
import { readFileSync } from 'node:fs';
import { CAMERA_SIGNALS } from '../../../state-machines/distress/vocabulary.ts';
import { type WatchSettings, watchSettingsSchema } from '../../api/watch-protocol.ts';
import { replaceDurably } from '../../journal/durable-file.ts';

export const DEFAULT_WATCH: WatchSettings = { on: true, signals: [...CAMERA_SIGNALS], room: null };

export interface WatchSettingsStore {
  get(): WatchSettings;
  /** Durable when it returns. @throws what the disk says */
  set(settings: WatchSettings): void;
}

/** `onUnreadable`: the file is there and says nothing that can be understood; the default holds, everything on. */
export function openWatchSettings(file: string, onUnreadable: () => void): WatchSettingsStore {
  let now = DEFAULT_WATCH;
  try {
    now = watchSettingsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) onUnreadable();
  }
  return {
    get: () => now,
    set(settings) {
      replaceDurably(file, `${JSON.stringify(settings)}\n`);
      now = settings;
    },
  };
}
