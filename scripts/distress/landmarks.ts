/** The rules alone, over one clip's landmark files. */
import { readFile } from 'node:fs/promises';
import type { Frame } from '../../src-renderer/distress/frame.ts';
import { createEventLog, type DistressEvent } from '../../src-renderer/distress/rules/events.ts';
import { createWatcher } from '../../src-renderer/distress/rules/watcher.ts';
import { CAMERA_SIGNALS, type CameraSignal, type Room } from '../../state-machines/distress/vocabulary.ts';
import type { Analysis } from './analysis.ts';
import { type LandmarkFile, parseLandmarkFile, toFrames } from './landmark-file.ts';

const OF_HANDS: readonly CameraSignal[] = ['signal-for-help'];

export function watchFrames(
  frames: readonly Frame[],
  room: Room | null,
  signals: readonly CameraSignal[] = CAMERA_SIGNALS,
): readonly DistressEvent[] {
  const watcher = createWatcher({ room, signals });
  const log = createEventLog();
  for (const frame of frames) log.add(frame.atMs, watcher.step(frame));
  return log.events;
}

/** @param files of one and the same clip: its poses, its hands, or both. */
export async function analyseLandmarks(files: readonly string[], room: Room | null): Promise<Analysis> {
  const parsed: LandmarkFile[] = [];
  for (const file of files) {
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch (error) {
      return { problem: `${file}: ${(error as NodeJS.ErrnoException).code ?? 'unreadable'}` };
    }
    const result = parseLandmarkFile(text);
    if ('problem' in result) return { problem: `${file}: ${result.problem}` };
    parsed.push(result);
  }
  const clip = toFrames(parsed);
  if ('problem' in clip) return { problem: `${files.join(', ')}: ${clip.problem}` };
  const signals = parsed.some(({ poses }) => poses !== null) ? CAMERA_SIGNALS : OF_HANDS;
  return { events: watchFrames(clip.frames, room, signals) };
}
