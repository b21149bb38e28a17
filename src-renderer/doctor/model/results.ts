/** Journal events of the visit as rows of the results list. Other kinds are the journal's own business. */
import type { Reading, Trouble } from '../../../state-machines/contract.ts';
import { type ExamResult, type RecordPayload, readRecord } from '../../../state-machines/records.ts';
import type { ReceivedEvent } from '../../call/session-contract.ts';

export type ResultRow =
  | {
      readonly type: 'reading';
      readonly event: ReceivedEvent;
      readonly reading: Reading;
      readonly attempt: number;
      /** The bytes the reading was judged from; null when the cabinet did not send their sum. */
      readonly raw: { readonly bytes: number; readonly sha256: string } | null;
    }
  | {
      readonly type: 'refused';
      readonly event: ReceivedEvent;
      readonly attempt: number;
      readonly reason: Trouble;
    }
  | { readonly type: 'ended'; readonly event: ReceivedEvent; readonly result: ExamResult };

function accepted(event: ReceivedEvent, payload: RecordPayload<'reading.accepted'>): readonly ResultRow[] {
  const raw = payload.raw === undefined ? null : { bytes: payload.raw.bytes, sha256: payload.raw.sha256 };
  return payload.readings.map((reading) => ({
    type: 'reading',
    event,
    reading,
    attempt: payload.attempt,
    raw,
  }));
}

/** In the journal's order. A payload that does not parse is shown nowhere rather than wrongly. */
export function resultRows(events: readonly ReceivedEvent[]): readonly ResultRow[] {
  return events.flatMap((event): readonly ResultRow[] => {
    const reading = readRecord(event, 'reading.accepted');
    if (reading !== null) return accepted(event, reading);
    const refused = readRecord(event, 'reading.refused')?.refused;
    if (refused !== undefined) {
      return [{ type: 'refused', event, attempt: refused.attempt, reason: refused.reason }];
    }
    const ended = readRecord(event, 'exam.ended');
    return ended === null ? [] : [{ type: 'ended', event, result: ended.result }];
  });
}

export const acceptedCount = (events: readonly ReceivedEvent[]): number =>
  resultRows(events).filter((row) => row.type === 'reading').length;

/** Hour of the cabinet, in the reader's zone: both people look at the same clock face. */
export const clockTime = (wall: number, lang: string): string =>
  new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(wall);
