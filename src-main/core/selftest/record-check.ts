/** Does what was measured reach the health record: what waits, what it refused, when it last took something. */
import { type FeedState, isOverdue, PARKED_ALARM_MS, type Trouble } from '../../uplink/contract.ts';
import type { Waiting } from '../../uplink/waiting.ts';
import { type Check, failed, notFitted, type Outcome, passed, warned } from './check.ts';

export interface RecordStanding {
  readonly feeds: readonly Omit<FeedState, 'delivered'>[];
  readonly waiting: Waiting;
}

export interface RecordCheckParts {
  /** Base address; null: the operator has no record and takes the visits out by hand. */
  readonly url: string | null;
  /** Null: nothing is forgotten by itself. */
  readonly retentionMs: number | null;
  /** Resolves to null where nobody knows. */
  readonly look: () => Promise<RecordStanding | null>;
  readonly wallNow: () => number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A link that was cut catches up within it. */
const BEHIND_MS = HOUR_MS;

/** Nobody's time mends these. */
const NOT_LET_IN: readonly Trouble[] = ['token', 'unauthorised', 'tls', 'files'];
/** Waits for a person at the record, not for one here. */
const PASSING = 'identity-not-qualified';

const age = (ms: number): string =>
  ms < 2 * HOUR_MS ? `${Math.max(0, Math.round(ms / MINUTE_MS))} min` : `${Math.round(ms / HOUR_MS)} h`;

function troubleOf({ feeds }: RecordStanding, facts: Outcome['facts']): Outcome | null {
  const troubled = feeds.find(({ trouble }) => trouble !== null);
  if (troubled?.trouble == null) return null;
  const { trouble, detail } = troubled;
  const why = `${trouble} ${detail}`.trim();
  if (trouble === 'too-many-parked') return failed('record-stopped', '', facts);
  if (NOT_LET_IN.includes(trouble)) return failed('record-not-let-in', why, facts);
  if (trouble === 'address') return failed('record-address', why, facts);
  return warned('record-unreachable', why, facts);
}

function withRecord(standing: RecordStanding, now: number, server: string): Outcome {
  const { feeds, waiting } = standing;
  const parked = feeds.flatMap((feed) => feed.parked);
  const successes = feeds.flatMap(({ lastSuccessAt }) => lastSuccessAt ?? []);
  const waited = waiting.oldestAt === null ? 0 : now - waiting.oldestAt;
  const facts = {
    server,
    waiting: waiting.events,
    ...(waiting.oldestAt === null ? {} : { oldestWaiting: age(waited) }),
    parked: parked.length,
    ...(successes.length === 0 ? {} : { lastSuccess: age(now - Math.max(...successes)) }),
  };
  const told = ({ status, code, path }: (typeof parked)[number]): string =>
    [status ?? '', code, path].join(' ').trim();
  const overdue = parked.find((row) => isOverdue(row, now));
  if (overdue !== undefined) return failed('record-parked-overdue', told(overdue), facts);
  if (waited >= PARKED_ALARM_MS) return failed('record-late', '', facts);
  const trouble = troubleOf(standing, facts);
  if (trouble !== null) return trouble;
  const refused = parked.find(({ code }) => code !== PASSING);
  if (refused !== undefined) return warned('record-parked', told(refused), facts);
  return waited >= BEHIND_MS ? warned('record-behind', '', facts) : passed(facts);
}

/** Whoever takes the visits out by hand is reminded, where they are to be forgotten after that. */
function withoutRecord(standing: RecordStanding | null, now: number, retentionMs: number | null): Outcome {
  const waiting = standing?.waiting;
  if (retentionMs === null || waiting?.oldestAt == null) return notFitted('no-record');
  const waited = now - waiting.oldestAt;
  const facts = { waiting: waiting.events, oldestWaiting: age(waited) };
  return waited >= Math.max(retentionMs, PARKED_ALARM_MS)
    ? warned('record-export-due', '', facts)
    : notFitted('no-record');
}

export function createRecordCheck({ url, retentionMs, look, wallNow }: RecordCheckParts): Check {
  return {
    id: 'record',
    group: 'network',
    capabilities: [],
    uses: [],
    limitMs: 6000,
    async run() {
      const standing = await look();
      if (url === null) return withoutRecord(standing, wallNow(), retentionMs);
      if (standing === null) return warned('needs-core');
      return withRecord(standing, wallNow(), URL.parse(url)?.host ?? '');
    },
  };
}
