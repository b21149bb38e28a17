/** Events against the truth. */

import type { DistressEvent } from '../../src-renderer/distress/rules/events.ts';
import type { Signal } from '../../state-machines/distress/vocabulary.ts';
import type { Truth } from './truth.ts';

/** Times within a second are equal. */
const SAME_S = 1;

export interface JudgedAct {
  readonly file: string;
  readonly signal: Signal;
  /** The event that told it; null: missed. */
  readonly found: DistressEvent | null;
  /** Of the event's start, within a second; null: missed, told before, or the truth does not say when. */
  readonly startRight: boolean | null;
  /** From the true start to the confirmation, seconds. */
  readonly delay: number | null;
  /** What else was told instead, where it was missed. */
  readonly instead: readonly Signal[];
}

export interface Judgement {
  readonly acts: readonly JudgedAct[];
  /** Files in which nothing may be found, with what was. */
  readonly quiet: readonly { readonly file: string; readonly raised: readonly DistressEvent[] }[];
  /** In files with acts: events that tell none of them. */
  readonly besides: readonly { readonly file: string; readonly event: DistressEvent }[];
}

function tells(event: DistressEvent, { signal, start, end }: Truth): boolean {
  if (event.signal !== signal) return false;
  const from = (start ?? 0) - SAME_S;
  const to = (end ?? Number.POSITIVE_INFINITY) + SAME_S;
  return event.start <= to && (event.end ?? Number.POSITIVE_INFINITY) >= from;
}

/** One alert an episode: what still went on when the same act came again tells that too. */
function spans(event: DistressEvent, { signal, start }: Truth): boolean {
  if (event.signal !== signal || start === null) return false;
  return event.start <= start && (event.end ?? Number.POSITIVE_INFINITY) > start + SAME_S;
}

export function judge(
  truth: readonly Truth[],
  eventsOf: ReadonlyMap<string, readonly DistressEvent[]>,
): Judgement {
  const acts: JudgedAct[] = [];
  const used = new Set<DistressEvent>();
  const named = truth.filter((line) => line.signal !== null);
  for (const line of named) {
    const { file, signal, start } = line;
    if (signal === null) continue;
    const events = eventsOf.get(file) ?? [];
    const off = (event: DistressEvent): number => Math.abs(event.start - (start ?? event.start));
    const [found = null] = events
      .filter((event) => !used.has(event) && tells(event, line))
      .sort((a, b) => off(a) - off(b));
    if (found !== null) used.add(found);
    const before = found === null ? events.find((event) => used.has(event) && spans(event, line)) : undefined;
    const told = found ?? before ?? null;
    acts.push({
      file,
      signal,
      found: told,
      startRight: found === null || start === null ? null : off(found) <= SAME_S,
      delay: found === null || start === null ? null : found.confirmed - start,
      instead: told === null ? [...new Set(events.map((event) => event.signal))] : [],
    });
  }
  const raisedIn = (file: string): readonly DistressEvent[] => eventsOf.get(file) ?? [];
  const quiet = truth
    .filter(({ signal }) => signal === null)
    .map(({ file }) => ({ file, raised: raisedIn(file) }));
  const besides = [...new Set(named.map(({ file }) => file))].flatMap((file) =>
    raisedIn(file)
      .filter((event) => !used.has(event))
      .map((event) => ({ file, event })),
  );
  return { acts, quiet, besides };
}
