/** What the `distress` command was asked for. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Room } from '../../state-machines/distress/vocabulary.ts';
import { UNTAUGHT_ROOM } from './analysis.ts';

export const USAGE = `usage: distress --video FILE [--room ROOM.json]
       distress --landmarks FILE.json [--landmarks FILE.json] [--room ROOM.json]   (poses, hands or both of one clip)
       distress evaluate FOLDER [--truth FILE] [--room ROOM.json]`;

export type Options =
  | { readonly what: 'video'; readonly file: string; readonly room: Room }
  | { readonly what: 'landmarks'; readonly files: readonly string[]; readonly room: Room }
  | {
      readonly what: 'evaluate';
      readonly folder: string;
      readonly truth: string | null;
      readonly room: Room;
    };

const share = z.number().min(0).max(1);
const roomSchema = z.strictObject({
  floorY: share,
  chair: z.strictObject({ left: share, top: share, right: share, bottom: share }),
});

function readRoom(file: string): Room | { readonly problem: string } {
  try {
    const parsed = roomSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    return { problem: `${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'no room'}` };
  } catch (error) {
    return { problem: `${file}: ${error instanceof Error ? error.message : 'unreadable'}` };
  }
}

/** @returns a problem in words, or the usage. */
export function readOptions(args: readonly string[]): Options | { readonly problem: string } {
  let values: { video?: string; landmarks?: string[]; truth?: string; room?: string };
  let positionals: string[];
  try {
    ({ values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        video: { type: 'string' },
        landmarks: { type: 'string', multiple: true },
        truth: { type: 'string' },
        room: { type: 'string' },
      },
    }));
  } catch {
    return { problem: USAGE };
  }
  const room = values.room === undefined ? UNTAUGHT_ROOM : readRoom(values.room);
  if ('problem' in room) return room;
  const [verb, folder, ...rest] = positionals;
  const { video, landmarks, truth = null } = values;
  if (verb === 'evaluate' && folder !== undefined && rest.length === 0 && video === undefined && !landmarks)
    return { what: 'evaluate', folder, truth, room };
  if (verb !== undefined || truth !== null) return { problem: USAGE };
  if (video !== undefined && landmarks === undefined) return { what: 'video', file: video, room };
  if (video === undefined && landmarks !== undefined && landmarks.length <= 2)
    return { what: 'landmarks', files: landmarks, room };
  return { problem: USAGE };
}
