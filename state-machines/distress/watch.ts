/** All signals of one visit in one pure step, the attendant's call, and what is still to be written to the journal. */
import type { SnapshotFrom } from 'xstate';
import type { JournalRecord } from '../contract.ts';
import { record } from '../records.ts';
import { step } from '../step-machine.ts';
import { type CheckEvent, type Checks, NO_CHECKS, stepChecks } from './check.ts';
import { WATCH_DELAYS } from './delays.ts';
import {
  type EpisodeContext,
  type EpisodeEvent,
  type EpisodeValue,
  episodeMachine,
  freshEpisode,
  meansNothing,
} from './episode.ts';
import { type WatchEntry, watchRow } from './row.ts';
import { type CameraSignal, SIGNALS, type Signal } from './vocabulary.ts';

export interface Episode {
  readonly value: EpisodeValue;
  readonly context: EpisodeContext;
}

/** The attendant was called; `coming`: has said so. */
export interface AttendantCall {
  readonly id: string;
  readonly since: number;
  readonly state: 'called' | 'coming';
}

export interface WatchState {
  readonly visit: string;
  readonly episodes: Readonly<Record<Signal, Episode>>;
  readonly call: AttendantCall | null;
  readonly checks: Checks;
  /** SHA-256 over the models that tell the signals; null: not known yet. */
  readonly models: string | null;
  /** For the next row of the journal, oldest first. */
  readonly unwritten: readonly WatchEntry[];
  /** Entries that no row had place for. */
  readonly dropped: number;
}

/** One signal as the page reported it, in the core's monotonic ms. */
export interface Seen {
  readonly score: number;
  readonly startedAt: number | null;
  readonly confirmedAt: number | null;
}

/** Before it was given its instant. */
export type Unstamped<T> = T extends unknown ? Omit<T, 'at'> : never;

/** `freshId`: 8 hex digits, new. */
export type WatchEvent = { readonly at: number } & (
  | {
      readonly type: 'report';
      readonly seen: Readonly<Partial<Record<CameraSignal, Seen>>>;
      readonly sees: boolean;
      readonly attentive: boolean;
      readonly models: string | null;
      readonly freshId: string;
    }
  | { readonly type: 'help'; readonly attentive: boolean; readonly freshId: string }
  | { readonly type: 'tick' }
  | { readonly type: 'acknowledge'; readonly episode: string }
  | { readonly type: 'false-alarm'; readonly episode: string }
  | { readonly type: 'answered'; readonly well: boolean }
  | { readonly type: 'coming'; readonly call: string }
  | Unstamped<CheckEvent>
  /** It is time for a row of the journal. */
  | { readonly type: 'row' }
);

export interface WatchResult {
  readonly state: WatchState;
  readonly changed: boolean;
  readonly records: readonly JournalRecord[];
}

/** Waiting for a row; more than this in one rhythm drops the oldest. */
const MOST_UNWRITTEN = 8;

export function beginWatch(visit: string): WatchState {
  const episodes = Object.fromEntries(
    SIGNALS.map((signal) => [signal, { value: 'watching', context: freshEpisode(signal) }]),
  ) as Record<Signal, Episode>;
  return { visit, episodes, call: null, checks: NO_CHECKS, models: null, unwritten: [], dropped: 0 };
}

type Snapshot = SnapshotFrom<typeof episodeMachine>;
function stepEpisode(episode: Episode, event: EpisodeEvent): Episode {
  const before: Snapshot = episodeMachine.resolveState(episode);
  const { snapshot } = step(episodeMachine, before, event);
  if (snapshot.value === episode.value && snapshot.context === before.context) return episode;
  return { value: snapshot.value as EpisodeValue, context: snapshot.context };
}

/** Ids of one event differ by their last digit. */
const idOf = (freshId: string, signal: Signal): string =>
  `${freshId.slice(0, 7)}${SIGNALS.indexOf(signal).toString(16)}`;

function toEpisode(event: WatchEvent, signal: Signal, id: string | null): EpisodeEvent | null {
  const { at } = event;
  switch (event.type) {
    case 'report': {
      const seen = event.seen[signal as CameraSignal];
      const { sees, attentive } = event;
      return seen ? { type: 'report', ...seen, sees, attentive, id: idOf(event.freshId, signal), at } : null;
    }
    case 'help':
      return signal === 'help'
        ? { type: 'pressed', attentive: event.attentive, id: idOf(event.freshId, signal), at }
        : null;
    case 'tick':
      return { type: 'tick', at };
    case 'acknowledge':
    case 'false-alarm':
      return id === event.episode ? { type: event.type, at } : null;
    case 'answered':
      return { type: 'answered', well: event.well, at };
    case 'coming':
      return { type: 'coming', at };
    case 'row':
    case 'talk':
    case 'ask':
    case 'checked':
      return null;
  }
}

const OPEN: readonly EpisodeValue[] = ['confirmed', 'acknowledged'];
const asksForAttendant = ({ value, context }: Episode): boolean =>
  value === 'confirmed' && context.step === 'attendant';

function nextCall(call: AttendantCall | null, episodes: readonly Episode[], event: WatchEvent) {
  const wanting = episodes.filter(asksForAttendant);
  const { at } = event;
  if (call !== null && event.type === 'coming' && event.call === call.id)
    return { ...call, state: 'coming' as const };
  const [first] = wanting;
  const answered = call?.state === 'coming' && at - call.since >= WATCH_DELAYS.callAgainMs;
  if (first !== undefined && (call === null || answered))
    return { id: first.context.id ?? '', since: at, state: 'called' as const };
  // A call stands until somebody comes, or the doctor says that nothing was.
  const stands = episodes.some(({ value, context }) => OPEN.includes(value) && context.step === 'attendant');
  return call?.state === 'called' && !stands ? null : call;
}

const told = (before: Episode, after: Episode): boolean =>
  after.context.confirmedAt !== null &&
  (before.value !== after.value ||
    before.context.step !== after.context.step ||
    before.context.id !== after.context.id ||
    before.context.endedAt !== after.context.endedAt);

function callRecords(before: AttendantCall | null, after: AttendantCall | null): JournalRecord[] {
  if (after === null || (before?.id === after.id && before.state === after.state)) return [];
  return [record(after.state === 'called' ? 'alert.called' : 'attendant.coming', { call: after.id })];
}

/** An event that means nothing now returns the very same state. */
export function stepWatch(state: WatchState, event: WatchEvent): WatchResult {
  if (event.type === 'row') {
    const { unwritten, dropped } = state;
    return {
      state: { ...state, unwritten: [], dropped: 0 },
      changed: true,
      records: [watchRow(unwritten, dropped)],
    };
  }
  if (event.type === 'talk' || event.type === 'ask' || event.type === 'checked') {
    const checks = stepChecks(state.checks, event);
    if (checks === state.checks) return { state, changed: false, records: [] };
    return { state: { ...state, checks }, changed: true, records: [] };
  }
  // An answer to a call that is not this one means nothing.
  if (event.type === 'coming' && event.call !== state.call?.id) return { state, changed: false, records: [] };
  const models = event.type === 'report' ? (event.models ?? state.models) : state.models;
  const episodes: Record<Signal, Episode> = { ...state.episodes };
  const entries = new Map(state.unwritten.map((entry) => [entry.id, entry]));
  let changed = false;
  for (const signal of SIGNALS) {
    const before = state.episodes[signal];
    const mine = toEpisode(event, signal, before.context.id);
    if (mine === null || meansNothing(before.value, before.context, mine)) continue;
    const after = stepEpisode(before, mine);
    if (after === before) continue;
    changed = true;
    episodes[signal] = after;
    const { id } = after.context;
    if (id === null || !told(before, after)) continue;
    entries.delete(id);
    entries.set(id, entryOf(after, signal === 'help' ? null : models));
  }
  const call = nextCall(state.call, Object.values(episodes), event);
  if (!changed && call === state.call && models === state.models)
    return { state, changed: false, records: [] };
  const all = [...entries.values()];
  const unwritten = all.slice(-MOST_UNWRITTEN);
  const dropped = state.dropped + all.length - unwritten.length;
  return {
    state: { ...state, episodes, call, models, unwritten, dropped },
    changed: true,
    records: callRecords(state.call, call),
  };
}

function entryOf({ value, context }: Episode, models: string | null): WatchEntry {
  const { id, signal, startedAt, confirmedAt, endedAt, confidence, step: at, by, falseAlarm } = context;
  return {
    id: id ?? '',
    signal,
    started: Math.round(startedAt ?? 0),
    confirmed: Math.round(confirmedAt ?? 0),
    ended: endedAt === null ? null : Math.round(endedAt),
    confidence: Math.round(confidence * 100) / 100,
    models,
    state: value,
    step: at,
    by,
    falseAlarm,
  };
}

/** Confirmed and not over, oldest first: what the doctor is told. */
export const openEpisodes = (state: WatchState): readonly Episode[] =>
  Object.values(state.episodes)
    .filter(({ value }) => OPEN.includes(value))
    .sort((a, b) => (a.context.confirmedAt ?? 0) - (b.context.confirmedAt ?? 0));

/** Until when "are you all right?" is asked, monotonic ms; null: it is not. */
export function askUntil(state: WatchState): number | null {
  const asking = Object.values(state.episodes).flatMap(({ value, context }) =>
    value === 'confirmed' && context.step === 'asking' && context.dueAt !== null ? [context.dueAt] : [],
  );
  return asking.length === 0 ? null : Math.min(...asking);
}
