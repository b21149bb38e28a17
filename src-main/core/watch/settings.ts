/** What the technician chose to watch for; everything until then, and when the file cannot be understood. */
import { CAMERA_SIGNALS } from '../../../state-machines/distress/vocabulary.ts';
import { type WatchSettings, watchSettingsSchema } from '../../api/watch-protocol.ts';
import { type ChoiceFile, openChoiceFile } from '../technician/choice-file.ts';

export const DEFAULT_WATCH: WatchSettings = { on: true, signals: [...CAMERA_SIGNALS], room: null };

export type WatchSettingsStore = ChoiceFile<WatchSettings>;

export const openWatchSettings = (file: string, onUnreadable: () => void): WatchSettingsStore =>
  openChoiceFile(file, watchSettingsSchema, DEFAULT_WATCH, onUnreadable);
