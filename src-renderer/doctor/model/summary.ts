/** The summary of a visit as text to paste: what the journal tells, and what the doctor adds. Pure. */
import type { DoctorView, Reading } from '../../../state-machines/contract.ts';
import { standing } from '../../../state-machines/entered.ts';
import { readRecord } from '../../../state-machines/records.ts';
import type { ReceivedEvent } from '../../call/session-contract.ts';
import type { Texts } from '../texts/fr.ts';
import { enteredText } from './entered.ts';
import { mediaOfVisit } from './media.ts';
import { clockTime, groupsOf, refusedValues, resultRows } from './results.ts';
import { numberText } from './tile.ts';

export interface SummaryDraft {
  readonly reason: string;
  readonly conclusion: string;
  readonly followUp: string;
}
export const EMPTY_DRAFT: SummaryDraft = { reason: '', conclusion: '', followUp: '' };

export interface SummarySource {
  readonly view: DoctorView | null;
  readonly events: readonly ReceivedEvent[];
  readonly place: string;
  readonly doctor: string;
}

type Section = readonly [heading: string, lines: readonly string[]];

/** Letters that older software and many a font have not: a box in their place could be read as a digit. */
export const commonLetters = (text: string): string =>
  text.replaceAll('₂', '2').replaceAll('\u202f', '\u00a0');

const dateText = (wall: number, lang: string): string =>
  new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { dateStyle: 'long' }).format(wall);
/** A calendar date has no zone. */
const birthText = (iso: string, lang: string): string =>
  new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { timeZone: 'UTC' }).format(Date.parse(iso));

/** Until the doctor heard two identifiers, what leaves says so. */
function checkedText(view: SummarySource['view'], { identity }: Texts): string {
  const check = view?.identityCheck ?? null;
  if (check === null) return identity.summary.notChecked;
  return identity.summary.checked(check.identifiers.map((one) => identity.identifiers[one]).join(', '));
}

function head({ view, events, place, doctor }: SummarySource, texts: Texts): string[] {
  const { words } = texts.closing.summary;
  const colon = texts.lang === 'fr' ? '\u00a0:' : ':';
  const line = (name: string, value: string): string => `${name}${colon} ${value}`;
  const begun = events[0]?.at.wall;
  const identity = view?.identity ?? null;
  return [
    words.title,
    line(words.cabinet, place),
    ...(begun === undefined
      ? []
      : [`${words.begun} ${dateText(begun, texts.lang)}, ${clockTime(begun, texts.lang)}`]),
    line(words.doctor, doctor),
    ...(identity === null
      ? [line(words.patient, words.unknown)]
      : [
          line(
            words.patient,
            [
              `${identity.birthName} ${identity.firstName}`,
              identity.birthDate === null
                ? texts.patient.bornUnknown
                : words.bornOn(birthText(identity.birthDate, texts.lang)),
            ].join(', '),
          ),
          line(
            words.identity,
            view?.confirmed === true
              ? words.confirmed
              : `${words.provisional(texts.patient.source[identity.source])}, ${checkedText(view, texts)}`,
          ),
        ]),
  ];
}

function instrumentText({ instrument }: Reading, texts: Texts): string {
  const { words } = texts.closing.summary;
  const serial = instrument.serial === null ? words.noSerial : words.serial(instrument.serial);
  return `${instrument.label} (${serial})`;
}

function readingLine(readings: readonly Reading[], derived: boolean, texts: Texts): string {
  const { results, live, closing } = texts;
  const { words } = closing.summary;
  const [first] = readings;
  if (first === undefined) return '';
  const values = readings.map(
    ({ quantity, value }) =>
      `${live.quantities[quantity]} ${numberText(quantity, value, texts)}\u00a0${live.units[quantity]}`,
  );
  const any = (is: (reading: Reading) => boolean): boolean => readings.some(is);
  const poor = any(({ quality }) => quality === 'poor');
  const marks = [
    ...(derived ? [results.mean] : []),
    words.quality[poor ? 'poor' : 'good'],
    ...(any(({ atRest }) => atRest === false) ? [results.notAtRest] : []),
    ...(any(({ confirmedExtreme }) => confirmedExtreme) ? [results.confirmed] : []),
    ...[...new Set(readings.flatMap(({ site }) => site ?? []))].map((site) => results.sites[site]),
    ...[...new Set(readings.flatMap(({ enteredBy }) => enteredBy ?? []))].map(
      (who) => results.enteredBy[who],
    ),
    ...[...new Set(readings.flatMap(({ flags }) => flags ?? []))].map((flag) => results.flags[flag]),
    ...(any(({ at }) => !at.clockSure) ? [results.clockUnsure] : []),
    instrumentText(first, texts),
  ];
  return `${clockTime(first.at.wall, texts.lang)} ${values.join(', ')} (${marks.join(texts.lang === 'fr' ? '\u00a0; ' : '; ')})`;
}

const valueLines = (events: readonly ReceivedEvent[], texts: Texts): string[] =>
  resultRows(events).flatMap((row) =>
    row.type === 'accepted'
      ? groupsOf(row.readings).map(({ readings, derived }) => readingLine(readings, derived, texts))
      : [],
  );

function enteredLines({ view }: SummarySource, texts: Texts): string[] {
  const { items, by } = texts.lead.entered;
  return standing(view?.entered ?? []).map((entry) => {
    const time = clockTime(entry.at.wall, texts.lang);
    const colon = texts.lang === 'fr' ? '\u00a0:' : ':';
    return `${time} ${items[entry.item]}${colon} ${enteredText(entry, texts)} (${by(entry.by.name)})`;
  });
}

/** By reference: the pictures themselves are in the record. */
function mediaLines(events: readonly ReceivedEvent[], texts: Texts): string[] {
  const { words } = texts.closing.summary;
  return mediaOfVisit(events).map(({ id, at, target, targetConfirmed, kind, accepted, source }) => {
    const judged = accepted === null ? 'unsaid' : accepted ? 'yes' : 'no';
    const doubt = targetConfirmed ? [] : [texts.media.unconfirmed];
    const what = [texts.media.targets[target], words.kinds[kind], words.judged[judged], ...doubt, source];
    return `${clockTime(at.wall, texts.lang)} ${what.join(', ')} (${words.reference} ${id})`;
  });
}

function documentLines({ view }: SummarySource, texts: Texts): string[] {
  const { kinds, states } = texts.documents;
  const colon = texts.lang === 'fr' ? '\u00a0:' : ':';
  return (view?.documents ?? []).map(
    ({ kind, title, hand }) => `${kinds[kind]}, ${title}${colon} ${states[hand.state]}`,
  );
}

/** What went wrong on the way (CSP R6316-4); what was measured and not kept is here and nowhere else. */
function incidentOf(event: ReceivedEvent, texts: Texts): string | null {
  const { words } = texts.closing.summary;
  const colon = texts.lang === 'fr' ? '\u00a0:' : ':';
  const refused = readRecord(event, 'reading.refused')?.refused;
  if (refused !== undefined) {
    const values = refusedValues(refused).map(
      ({ quantity, value }) =>
        `${texts.live.quantities[quantity]} ${numberText(quantity, value, texts)}\u00a0${texts.live.units[quantity]}`,
    );
    const name = texts.exam.names[refused.exam ?? 'oximetry'];
    const what = `${name}, ${texts.exam.refused(refused.attempt)}${colon} ${texts.exam.troubles[refused.reason]}`;
    return values.length === 0 ? what : `${what} ${values.join(', ')}`;
  }
  const trouble = readRecord(event, 'exam.trouble');
  if (trouble !== null && trouble.trouble !== null && TECHNICAL.includes(trouble.trouble))
    return `${texts.exam.names[trouble.exam]}${colon} ${texts.exam.troubles[trouble.trouble]}`;
  const ended = readRecord(event, 'exam.ended');
  if (ended?.result === 'failed') return `${texts.exam.names[ended.exam]}${colon} ${words.failed}`;
  if (readRecord(event, 'doctor.link')?.link === 'lost') return words.lost;
  if (readRecord(event, 'cuff.refused') !== null) return words.cuffRefused;
  if (readRecord(event, 'core.restarted') !== null) return words.restarted;
  if (readRecord(event, 'visit.interrupted') !== null) return words.interrupted;
  const printed = readRecord(event, 'print.over');
  if (printed !== null && printed.why !== null) return words.notPrinted(texts.documents.reasons[printed.why]);
  return null;
}
const TECHNICAL: readonly string[] = ['not-plugged', 'unplugged', 'instrument-fault', 'silent'];

const incidentLines = (events: readonly ReceivedEvent[], texts: Texts): string[] =>
  events.flatMap((event) => {
    const what = incidentOf(event, texts);
    return what === null ? [] : [`${clockTime(event.at.wall, texts.lang)} ${what}`];
  });

const flagLines = ({ view }: SummarySource, texts: Texts): string[] =>
  (view?.redFlags ?? [])
    .filter(({ answer }) => answer === 'yes')
    .map(({ flag }) => texts.lead.flags.names[flag]);

/** Lines, sections apart; nothing is left out because it is empty where its absence would be a finding. */
export function summaryText(source: SummarySource, draft: SummaryDraft, texts: Texts): string {
  const { words } = texts.closing.summary;
  const { events } = source;
  const said = (text: string): string[] => [text.trim() === '' ? words.toFill : text.trim()];
  const orNone = (lines: readonly string[]): readonly string[] => (lines.length === 0 ? [words.none] : lines);
  const optional = (heading: string, lines: readonly string[]): Section[] =>
    lines.length === 0 ? [] : [[heading, lines]];
  const sections: readonly Section[] = [
    [words.reason, said(draft.reason)],
    ...optional(words.flags, flagLines(source, texts)),
    [words.values, orNone(valueLines(events, texts))],
    ...optional(words.entered, enteredLines(source, texts)),
    ...optional(words.media, mediaLines(events, texts)),
    ...optional(words.documents, documentLines(source, texts)),
    [words.incidents, orNone(incidentLines(events, texts))],
    [words.conclusion, said(draft.conclusion)],
    [words.followUp, said(draft.followUp)],
  ];
  const text = [
    head(source, texts).join('\n'),
    ...sections.map(([heading, lines]) => [heading, ...lines].join('\n')),
    words.footer,
  ].join('\n\n');
  return commonLetters(text);
}
