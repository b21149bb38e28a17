/** Who left a visit to be read, and what he answered: from the journal, since nobody is in the cabinet any more. */
import type { Identity, Language, RedFlagAnswer } from '../../../state-machines/contract.ts';
import { readRecord } from '../../../state-machines/records.ts';
import type { ReceivedEvent } from '../../call/session-contract.ts';

export interface Prepared {
  readonly identity: Identity | null;
  readonly language: Language | null;
  readonly redFlags: RedFlagAnswer[];
  /** Wall ms; null: not received yet. */
  readonly leftAt: number | null;
}

/** The last word on each counts: an answer may have been taken back. */
export function preparedOf(events: readonly ReceivedEvent[]): Prepared {
  const flags = new Map<RedFlagAnswer['flag'], RedFlagAnswer>();
  let identity: Identity | null = null;
  let language: Language | null = null;
  let leftAt: number | null = null;
  for (const event of events) {
    identity = readRecord(event, 'identity.given')?.identity ?? identity;
    language = readRecord(event, 'language.chosen')?.language ?? language;
    const flag = readRecord(event, 'red-flag.answer');
    if (flag !== null) flags.set(flag.flag, flag);
    if (readRecord(event, 'visit.prepared') !== null) leftAt = event.at.wall;
  }
  return { identity, language, redFlags: [...flags.values()], leftAt };
}
