/** The rules over a filmed act, for their tests. */
import type { MakeAct } from '../../../fixtures/distress/figure/acts.ts';
import { makeVariant } from '../../../fixtures/distress/figure/variants.ts';
import type { CameraSignal, Room } from '../../../state-machines/distress/vocabulary.ts';
import type { Frame } from '../frame.ts';
import { createEventLog, type DistressEvent } from './events.ts';
import { createWatcher } from './watcher.ts';

export function eventsOf(
  frames: readonly Frame[],
  room: Room | null = null,
  signals?: readonly CameraSignal[],
): readonly DistressEvent[] {
  const watcher = createWatcher(signals === undefined ? { room } : { room, signals });
  const log = createEventLog();
  for (const frame of frames) log.add(frame.atMs, watcher.step(frame));
  return log.events;
}

export interface Tally {
  readonly found: number;
  readonly startRight: number;
  /** `seed@fps: what was told`, of each variant that is wrong. */
  readonly wrong: readonly string[];
}

/** How many of so many variants of an act are told right: its own signal, or nothing. */
export function tally(make: MakeAct, variants: number, rate?: number): Tally {
  let found = 0;
  let startRight = 0;
  const wrong: string[] = [];
  for (let n = 1; n <= variants; n++) {
    const { act, frames, room, fps } = makeVariant(make, n * 7919, rate);
    const events = eventsOf(frames, room);
    const own = events.find(({ signal }) => signal === act.signal);
    if (act.signal === null ? events.length === 0 : own !== undefined) found++;
    else wrong.push(`${n}@${fps}: ${events.map(({ signal, start }) => `${signal} ${start}`).join(', ')}`);
    if (own !== undefined && Math.abs(own.start - (act.start ?? 0)) <= 1) startRight++;
  }
  return { found, startRight, wrong };
}
