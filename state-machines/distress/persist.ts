/** The watch between two starts of the core. Its snapshot has one length, so that it does not tell what is in it. */
import { z } from 'zod';
import type { Instant } from '../contract.ts';
import { CHECK_ANSWERS } from './check.ts';
import { ACKNOWLEDGERS, ALERT_STEPS, EPISODE_STATES, WATCH_VERSION } from './episode.ts';
import { padTo } from './padding.ts';
import { watchEntrySchema } from './row.ts';
import { CHECK_QUESTIONS, SIGNALS, type Signal } from './vocabulary.ts';
import type { Episode, WatchState } from './watch.ts';

const STATE_BYTES = 6144;

/** A persisted watch, beside the machines of the visit. */
export interface WatchSnapshot {
  readonly machine: 'watch';
  readonly version: number;
  readonly state: { readonly value: unknown; readonly context: unknown };
}

const when = z.number().nullable();
const episodeSchema = z.object({
  value: z.enum(EPISODE_STATES),
  context: z.object({
    signal: z.enum(SIGNALS),
    id: z.string().nullable(),
    startedAt: when,
    confirmedAt: when,
    endedAt: when,
    calmSince: when,
    confidence: z.number(),
    step: z.enum(ALERT_STEPS),
    dueAt: when,
    by: z.enum(ACKNOWLEDGERS).nullable(),
    acknowledgedAt: when,
    falseAlarm: z.boolean(),
  }),
});
const savedSchema = z.object({
  visit: z.string(),
  /** All seven, in the order of `SIGNALS`. */
  episodes: z.array(episodeSchema).length(SIGNALS.length),
  call: z.object({ id: z.string(), since: z.number(), state: z.enum(['called', 'coming']) }).nullable(),
  checks: z.object({
    talkSince: when,
    asked: z.array(z.enum(CHECK_QUESTIONS)),
    current: z
      .object({
        id: z.string(),
        question: z.enum(CHECK_QUESTIONS),
        askedAt: z.number(),
        dueAt: when,
        answer: z.enum(CHECK_ANSWERS).nullable(),
      })
      .nullable(),
  }),
  models: z.string().nullable(),
  unwritten: z.array(watchEntrySchema),
  dropped: z.number(),
  bootId: z.string(),
  at: z.object({ mono: z.number(), wall: z.number() }),
});

export function freezeWatch(state: WatchState, bootId: string, at: Instant): WatchSnapshot {
  const { visit, episodes, call, checks, models, unwritten, dropped } = state;
  const context = {
    visit,
    episodes: SIGNALS.map((signal) => episodes[signal]),
    call,
    checks,
    models,
    unwritten,
    dropped,
    bootId,
    at: { mono: at.mono, wall: at.wall },
  };
  return {
    machine: 'watch',
    version: WATCH_VERSION,
    state: { value: 'on', context: padTo(STATE_BYTES, context) },
  };
}

const shift = (value: number | null, by: number): number | null => (value === null ? null : value + by);

function moved(episode: Episode, by: number): Episode {
  const { context } = episode;
  return {
    ...episode,
    context: {
      ...context,
      startedAt: shift(context.startedAt, by),
      confirmedAt: shift(context.confirmedAt, by),
      endedAt: shift(context.endedAt, by),
      calmSince: shift(context.calmSince, by),
      dueAt: shift(context.dueAt, by),
      acknowledgedAt: shift(context.acknowledgedAt, by),
    },
  };
}

/** Null: another version, or nothing that can be read. After a reboot its instants follow the wall clock. */
export function thawWatch(saved: WatchSnapshot, bootId: string, now: Instant): WatchState | null {
  if (saved.version !== WATCH_VERSION) return null;
  const parsed = savedSchema.safeParse(saved.state.context);
  if (!parsed.success) return null;
  const { visit, episodes, call, checks, models, unwritten, dropped, at } = parsed.data;
  const sameBoot = parsed.data.bootId === bootId;
  const by = sameBoot ? 0 : now.mono - Math.max(0, now.wall - at.wall) - at.mono;
  const byName = Object.fromEntries(
    SIGNALS.map((signal, index) => [signal, moved(episodes[index] as Episode, by)]),
  ) as Record<Signal, Episode>;
  return {
    visit,
    episodes: byName,
    call: call && { ...call, since: call.since + by },
    checks: {
      ...checks,
      talkSince: shift(checks.talkSince, by),
      current: checks.current && {
        ...checks.current,
        askedAt: checks.current.askedAt + by,
        dueAt: shift(checks.current.dueAt, by),
      },
    },
    models,
    unwritten,
    dropped,
  };
}
