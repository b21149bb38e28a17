/** Journal events of the visit as rows of the results list. Other kinds are the journal's own business. */
import type { DoctorView, Entered, ExamName, Reading } from '../../../state-machines/contract.ts';
import { type ExamResult, readRecord } from '../../../state-machines/records.ts';
import type { ReceivedEvent } from '../../call/session-contract.ts';

export type Refused = DoctorView['refused'][number];

export type ResultRow =
  | {
      readonly type: 'accepted';
      readonly event: ReceivedEvent;
      /** Measured together, from the same bytes; never empty. */
      readonly readings: readonly Reading[];
      /** The bytes they were judged from; null when the cabinet did not send their sum. */
      readonly raw: { readonly bytes: number; readonly sha256: string } | null;
    }
  | { readonly type: 'refused'; readonly event: ReceivedEvent; readonly refused: Refused }
  | {
      readonly type: 'entered';
      readonly event: ReceivedEvent;
      readonly entry: Entered;
      readonly replaced: boolean;
    }
  | {
      readonly type: 'ended';
      readonly event: ReceivedEvent;
      readonly exam: ExamName;
      readonly result: ExamResult;
    };

/** In the journal's order. A payload that does not parse is shown nowhere rather than wrongly. */
export function resultRows(events: readonly ReceivedEvent[]): readonly ResultRow[] {
  const replaced = new Set(events.flatMap((event) => readRecord(event, 'value.entered')?.replaces ?? []));
  return events.flatMap((event): readonly ResultRow[] => {
    const accepted = readRecord(event, 'reading.accepted');
    if (accepted !== null) {
      return [{ type: 'accepted', event, readings: accepted.readings, raw: accepted.raw ?? null }];
    }
    const refused = readRecord(event, 'reading.refused')?.refused;
    if (refused !== undefined) return [{ type: 'refused', event, refused }];
    const entry = readRecord(event, 'value.entered');
    if (entry !== null) return [{ type: 'entered', event, entry, replaced: replaced.has(entry.id) }];
    const ended = readRecord(event, 'exam.ended');
    return ended === null ? [] : [{ type: 'ended', event, exam: ended.exam, result: ended.result }];
  });
}

/** What was measured all the same. */
export function refusedValues({
  values,
  spo2,
  pulse,
}: Refused): readonly Pick<Reading, 'quantity' | 'value'>[] {
  if (values !== undefined && values.length > 0) return values;
  return [
    ...(spo2 === null ? [] : [{ quantity: 'spo2', value: spo2 } as const]),
    ...(pulse === null ? [] : [{ quantity: 'pulse-rate', value: pulse } as const]),
  ];
}

export interface ReadingGroup {
  /** Made of other readings, which are in the list on their own. */
  readonly derived: boolean;
  readonly readings: readonly Reading[];
}

/** The result comes first: what was made of several measurements, then the last of them. */
export function groupsOf(readings: readonly Reading[]): readonly ReadingGroup[] {
  const of = (derived: boolean) => readings.filter((r) => (r.derivedFrom !== undefined) === derived);
  return [true, false].flatMap((derived) => {
    const group = of(derived);
    return group.length === 0 ? [] : [{ derived, readings: group }];
  });
}

export const acceptedCount = (events: readonly ReceivedEvent[]): number =>
  resultRows(events).reduce((sum, row) => sum + (row.type === 'accepted' ? row.readings.length : 0), 0);

/** Hour of the cabinet, in the reader's zone: both people look at the same clock face. */
export const clockTime = (wall: number, lang: string): string =>
  new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(wall);
