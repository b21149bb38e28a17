import { COMMAND_TTL_MS, type Command, type CommandBody } from '../../src-main/api/call-protocol.ts';
import type { SentCommand } from './session-contract.ts';

/** Beyond its time-to-live an answer may still be on its way back. */
export const UNCONFIRMED_AFTER_MS = COMMAND_TTL_MS + 2000;

/** Reasons given by this page, not by the cabinet. */
export const LOCAL_REASONS = {
  linkLost: 'link-lost',
  clockUnknown: 'clock-unknown',
  noAnswer: 'no-answer',
} as const;

export interface LedgerEntry extends SentCommand {
  /** Page time. */
  readonly pressedAt: number;
}
export type Ledger = readonly LedgerEntry[];

export interface Circumstances {
  readonly visit: string;
  readonly epoch: number;
  readonly step: string | null;
  readonly link: 'connecting' | 'live' | 'lost';
  readonly offset: number | null;
  /** Page time. */
  readonly now: number;
}

export type Decision =
  | { readonly send: true; readonly command: Command }
  | { readonly send: false; readonly reason: string };

/** A command is stamped in cabinet time and never waits here: without a live link and a known clock it is not sent. */
export function decide(id: string, body: CommandBody, seen: Circumstances): Decision {
  if (seen.link !== 'live') return { send: false, reason: LOCAL_REASONS.linkLost };
  if (seen.offset === null) return { send: false, reason: LOCAL_REASONS.clockUnknown };
  const { visit, epoch, step } = seen;
  const issuedAt = seen.now + seen.offset;
  return {
    send: true,
    command: { type: 'command', id, visit, epoch, step, issuedAt, ttlMs: COMMAND_TTL_MS, body },
  };
}

export function pressed(ledger: Ledger, id: string, body: CommandBody, now: number): Ledger {
  return [...ledger, { id, body, outcome: 'pending', reason: '', pressedAt: now }];
}

export function notSent(ledger: Ledger, id: string, body: CommandBody, reason: string, now: number): Ledger {
  return [...ledger, { id, body, outcome: 'refused', reason, pressedAt: now }];
}

/** The cabinet's word replaces "pending" and a later "unconfirmed"; it is never itself replaced. */
export function answered(
  ledger: Ledger,
  id: string,
  outcome: Exclude<SentCommand['outcome'], 'pending' | 'unconfirmed'>,
  reason: string,
): Ledger {
  const open = ledger.some((entry) => entry.id === id && isOpen(entry));
  if (!open) return ledger;
  return ledger.map((entry) => (entry.id === id && isOpen(entry) ? { ...entry, outcome, reason } : entry));
}

export function expire(ledger: Ledger, now: number): Ledger {
  const due = (entry: LedgerEntry) =>
    entry.outcome === 'pending' && now - entry.pressedAt > UNCONFIRMED_AFTER_MS;
  if (!ledger.some(due)) return ledger;
  return ledger.map((entry) =>
    due(entry) ? { ...entry, outcome: 'unconfirmed', reason: LOCAL_REASONS.noAnswer } : entry,
  );
}

function isOpen(entry: LedgerEntry): boolean {
  return entry.outcome === 'pending' || entry.outcome === 'unconfirmed';
}
