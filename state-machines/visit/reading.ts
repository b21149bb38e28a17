/**
 * Nobody is here, and a doctor reads what somebody left: he is seated as in a call, without a patient, and sees one
 * visit, the one that has waited longest. Whoever begins a visit meanwhile comes first.
 */
import type { Args } from './actions.ts';
import { update } from './actions.ts';
import type { VisitContext } from './context.ts';

export const oldestUnread = ({ unread }: Pick<VisitContext, 'unread'>): string | null =>
  unread.toSorted((a, b) => a.since - b.since)[0]?.visit ?? null;
export const mayOpenPrepared = ({ context }: Args): boolean =>
  context.doctor === null && oldestUnread(context) !== null;
export const openPrepared = update(({ context }) => ({ reading: oldestUnread(context) }));
/** The calls of the cabinet's next visit count from one. */
export const closePrepared = update(() => ({ reading: null, calls: 0 }));
