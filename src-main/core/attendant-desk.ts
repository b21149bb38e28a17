/**
 * Who calls the attendant: the distress watch, somebody who must be seen now, a visit that nobody has read in time.
 * One call at a time goes out, the most pressing that nobody has answered yet; never why.
 */
import { createHash } from 'node:crypto';
import type { Clock } from '../../drivers/contract.ts';
import type { Instant, Unread, Urgent } from '../../state-machines/contract.ts';
import type { AttendantCall } from '../../state-machines/distress/watch.ts';
import { record } from '../../state-machines/records.ts';
import { ESCALATE_MS, type HelpCall } from '../api/attendant-protocol.ts';
import type { Journal } from '../journal/contract.ts';
import { plainTransaction } from '../journal/plain-transaction.ts';

/** Of the visit machine. */
export interface CallingVisit {
  readonly visit: string | null;
  readonly urgent: Urgent | null;
  /** A doctor's line is live: he sees who must be seen. */
  readonly doctorLive: boolean;
  readonly unread: readonly Unread[];
}

export interface AttendantDeskParts {
  readonly clock: Pick<Clock, 'after'>;
  readonly journal: Pick<Journal, 'commit'>;
  readonly now: () => Instant;
  readonly visit: () => CallingVisit;
  readonly publish: (call: HelpCall | null) => void;
  /** An answer to a call of the distress watch, or to none. */
  readonly watchComing: (call: string) => void;
  readonly onError: (error: unknown) => void;
}

export interface AttendantDesk {
  /** Of the distress watch; null: none (any more). */
  watch(call: AttendantCall | null): void;
  visitChanged(): void;
  /** An attendant says that he comes: in the journal first, then told. After a restart of the core he is asked again. */
  coming(call: string): Promise<void>;
  stop(): void;
}

interface Reason {
  readonly id: string;
  readonly visit: string | null;
  /** Wall milliseconds; null: since it is known here. */
  readonly since: number | null;
}

/** 8 hex digits, the same after a restart. */
const idOf = (...parts: readonly (string | number)[]): string =>
  createHash('sha256').update(parts.join('/')).digest('hex').slice(0, 8);

/** The more pressing one first. */
function reasonsOf({ visit, urgent, doctorLive, unread }: CallingVisit): Reason[] {
  const reasons: Reason[] = [];
  if (urgent !== null && visit !== null && !doctorLive)
    reasons.push({ id: idOf('urgent', visit, urgent.calls), visit, since: null });
  const late = unread.filter((one) => one.late);
  const [first] = late;
  if (first !== undefined) {
    const id = idOf('unread', ...late.map((one) => one.visit));
    reasons.push({ id, visit: first.visit, since: Math.min(...late.map(({ dueAt }) => dueAt)) });
  }
  return reasons;
}

export function createAttendantDesk(parts: AttendantDeskParts): AttendantDesk {
  let watched: AttendantCall | null = null;
  let reasons: readonly Reason[] = [];
  let known = new Map<string, { readonly since: number; readonly coming: boolean }>();
  let published: string | null = null;
  /** The call that the second contact has, too. */
  let escalated: string | null = null;
  let stopWaiting = () => {};

  const wallOf = (mono: number): number => {
    const now = parts.now();
    return Math.round(now.wall - now.mono + mono);
  };

  function next(): HelpCall | null {
    const calls: HelpCall[] = watched === null ? [] : [{ ...watched, since: wallOf(watched.since) }];
    for (const { id } of reasons) {
      const { since, coming } = known.get(id) ?? { since: parts.now().wall, coming: false };
      calls.push({ id, since: Math.round(since), state: coming ? 'coming' : 'called' });
    }
    const first = calls.find(({ state }) => state === 'called') ?? calls[0] ?? null;
    return first !== null && first.id === escalated ? { ...first, contact: 2 } : first;
  }

  function publish(): void {
    const call = next();
    // Its instant is counted anew each time and may differ by a millisecond.
    const key = call === null ? 'none' : `${call.id} ${call.state} ${call.contact ?? 1}`;
    if (key === published) return;
    published = key;
    parts.publish(call);
    stopWaiting();
    if (call?.state !== 'called' || call.contact === 2) return;
    const { id, since } = call;
    const leftMs = Math.min(ESCALATE_MS, Math.max(1, since + ESCALATE_MS - parts.now().wall));
    stopWaiting = parts.clock.after(leftMs, () => void escalate(id));
  }

  /** Nobody answered in time: in the journal first, then told to the second contact as well. */
  async function escalate(id: string): Promise<void> {
    if (next()?.id !== id || next()?.state !== 'called') return;
    const visit = reasons.find((reason) => reason.id === id)?.visit ?? parts.visit().visit;
    try {
      const records = [record('attendant.escalated', { call: id })];
      await parts.journal.commit(plainTransaction({ visit, at: parts.now(), records }));
    } catch (error) {
      // A person is needed: he is called even where nothing can be written down.
      parts.onError(error);
    }
    escalated = id;
    publish();
  }

  return {
    stop: () => stopWaiting(),
    watch(call) {
      watched = call;
      publish();
    },
    visitChanged() {
      reasons = reasonsOf(parts.visit());
      const { wall } = parts.now();
      known = new Map(
        reasons.map(({ id, since }) => [id, known.get(id) ?? { since: since ?? wall, coming: false }]),
      );
      publish();
    },
    async coming(call) {
      const reason = reasons.find(({ id }) => id === call);
      const before = known.get(call);
      if (reason === undefined || before === undefined) return parts.watchComing(call);
      if (before.coming) return;
      try {
        const records = [record('attendant.coming', { call })];
        await parts.journal.commit(plainTransaction({ visit: reason.visit, at: parts.now(), records }));
      } catch (error) {
        return parts.onError(error);
      }
      if (!known.has(call)) return;
      known.set(call, { ...before, coming: true });
      publish();
    },
  };
}
