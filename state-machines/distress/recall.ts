/**
 * The watch of a visit that is over, for the doctor who opens its record: the discreet calls that nobody has answered
 * yet, out of the rows that the visit wrote. Pure.
 */
import type { Instant } from '../contract.ts';
import { freshEpisode } from './episode.ts';
import { WATCH_KIND, type WatchEntry, watchRowSchema } from './row.ts';
import { DISCREET_SIGNALS } from './vocabulary.ts';
import { beginWatch, type Episode, type WatchState } from './watch.ts';

interface Written {
  readonly kind: string;
  readonly at: Instant;
  readonly payload: unknown;
}

interface Told {
  readonly entry: WatchEntry;
  readonly at: Instant;
}

/** The last word on each alert, in the order they were told first. */
function lastWords(rows: readonly Written[]): readonly Told[] {
  const told = new Map<string, Told>();
  for (const { kind, at, payload } of rows) {
    if (kind !== WATCH_KIND) continue;
    const row = watchRowSchema.safeParse(payload);
    if (!row.success) continue;
    for (const entry of row.data.entries) told.set(entry.id, { entry, at });
  }
  return [...told.values()];
}

function episodeOf({ entry, at }: Told, now: Instant): Episode {
  // Its own clock may be of another boot: the wall clock bridges.
  const moved = (instant: number): number => now.mono - (now.wall - at.wall) - (at.mono - instant);
  return {
    value: 'confirmed',
    context: {
      ...freshEpisode(entry.signal),
      id: entry.id,
      startedAt: moved(entry.started),
      confirmedAt: moved(entry.confirmed),
      endedAt: moved(entry.ended ?? at.mono),
      confidence: entry.confidence,
    },
  };
}

/** Of several of one signal the last. */
export function recallWatch(visit: string, rows: readonly Written[], now: Instant): WatchState {
  const unanswered = lastWords(rows).filter(
    ({ entry }) => DISCREET_SIGNALS.includes(entry.signal) && entry.state === 'confirmed',
  );
  const fresh = beginWatch(visit);
  const episodes = Object.fromEntries(
    unanswered.map((told) => [told.entry.signal, episodeOf(told, now)] as const),
  );
  return { ...fresh, episodes: { ...fresh.episodes, ...episodes } };
}
