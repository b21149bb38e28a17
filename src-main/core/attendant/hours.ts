/** Opening hours as an operator writes them: `mon-fri 08:00-12:00,14:00-18:00; sat 09:00-12:00`, in the cabinet's own zone. */
import type { Hours } from '../../api/attendant-protocol.ts';

const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const MOST_SPANS = 4;
type Span = readonly [from: string, to: string];
/** By day, Sunday first. */
export type Week = readonly (readonly Span[])[];

const TIME = /^([01]\d|2[0-4]):[0-5]\d$/;
const dayOf = (name: string | undefined): number => (DAYS as readonly (string | undefined)[]).indexOf(name);

function spansOf(text: string): Span[] | null {
  const spans = text.split(',').map((span) => span.trim().split('-'));
  const good = spans.every(([from = '', to = '', more]) => {
    return more === undefined && TIME.test(from) && TIME.test(to) && from < to && to <= '24:00';
  });
  return good && spans.length <= MOST_SPANS ? spans.map(([from = '', to = '']) => [from, to]) : null;
}

/** Null: not written so. */
export function readWeek(text: string): Week | null {
  const week: (readonly Span[])[] = DAYS.map(() => []);
  for (const part of text.split(';').map((one) => one.trim())) {
    const [days = '', ...rest] = part.toLowerCase().split(/\s+/);
    const [first, last = first] = days.split('-');
    const [from, to] = [dayOf(first), dayOf(last)];
    const spans = spansOf(rest.join(''));
    if (from < 0 || to < 0 || spans === null) return null;
    for (let day = from; ; day = (day + 1) % DAYS.length) {
      week[day] = spans;
      if (day === to) break;
    }
  }
  return week;
}

export function hoursAt(week: Week, now: Date): Hours {
  const spans = week[now.getDay()] ?? [];
  const time = `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`;
  return {
    open: spans.some(([from, to]) => from <= time && time < to),
    today: spans.map(([from, to]) => [from, to]),
  };
}
