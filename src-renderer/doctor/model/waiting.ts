/** Order and wording of the waiting room. */
import type { BoxSeen } from '../../../src-main/api/fleet-protocol.ts';
import type { Texts } from '../texts/fr.ts';

const OTHERS: readonly BoxSeen['state'][] = ['in-call', 'busy', 'cleaning', 'idle', 'offline'];

const urgency = ({ urgent }: BoxSeen): number => Number(urgent ?? false);

const byPlace = (a: BoxSeen, b: BoxSeen): number =>
  a.place.localeCompare(b.place, 'fr') || a.box.localeCompare(b.box);

/** Those who wait: who must be seen now, then the longest wait first. */
export const waitingFirst = (boxes: readonly BoxSeen[]): readonly BoxSeen[] =>
  boxes
    .filter((box) => box.state === 'waiting')
    .toSorted((a, b) => urgency(b) - urgency(a) || a.since - b.since || byPlace(a, b));

/** Everything else, the most alive first, then by place. */
export const notWaiting = (boxes: readonly BoxSeen[]): readonly BoxSeen[] =>
  boxes
    .filter((box) => box.state !== 'waiting')
    .toSorted((a, b) => OTHERS.indexOf(a.state) - OTHERS.indexOf(b.state) || byPlace(a, b));

/** Milliseconds as a person says them. Never negative: the cabinet's clock may run ahead of this one. */
export function elapsedText(ms: number, texts: Texts): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return texts.elapsed.days(Math.floor(hours / 24));
  if (hours >= 1) return texts.elapsed.hours(hours, minutes % 60);
  if (minutes >= 1) return texts.elapsed.minutes(minutes, seconds % 60);
  return texts.elapsed.seconds(seconds);
}

/** Completed years, and months below one year. Null when the date is in the future. */
export function ageAt(
  birthDate: string,
  now: Date,
): { readonly years: number; readonly months: number } | null {
  const [year = 0, month = 1, day = 1] = birthDate.split('-').map(Number);
  const months =
    (now.getFullYear() - year) * 12 + (now.getMonth() + 1 - month) - (now.getDate() < day ? 1 : 0);
  return months < 0 ? null : { years: Math.floor(months / 12), months };
}
