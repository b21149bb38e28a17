/** When the patient is told that the line to the doctor is down, and what the guide says then. */
import { useEffect, useState } from 'react';
import type { PatientView } from '../../state-machines/contract.ts';
import type { TextKey } from '../ui/languages/index.ts';
import { type NumberKey, numberKey } from '../ui/voice/numbers.ts';

type Link = NonNullable<PatientView['doctor']>['link'];

/** The core has missed the doctor's heart for two seconds by then; he is told after four. */
export const TELL_AFTER_MS = 2000;

/** True from two seconds after the link was lost until it is back. A gap of a moment is nobody's worry. */
export function useLineDown(link: Link | null): boolean {
  const lost = link === 'lost';
  // A page that begins in the middle of it need not wait.
  const [down, setDown] = useState(lost);
  useEffect(() => {
    if (!lost) {
      setDown(false);
      return;
    }
    const timer = setTimeout(() => setDown(true), TELL_AFTER_MS);
    return () => clearTimeout(timer);
  }, [lost]);
  return lost && down;
}

/** What the guide says of it, with the number that may be telephoned. */
export const lineDownWords = (phone: string | null): readonly (TextKey | NumberKey)[] => [
  'call.lost.title',
  'call.lost.text',
  ...(phone === null ? [] : (['call.lost.phone', ...spokenNumber(phone)] as const)),
];

/** A telephone number as French people say it: in its written groups, noughts in front one by one. */
export function spokenNumber(phone: string): readonly NumberKey[] {
  return phone.split(/\D+/).flatMap((group) => {
    const whole = group.length <= 2 ? numberKey(Number(group)) : null;
    if (group === '') return [];
    if (whole !== null && !group.startsWith('0')) return [whole];
    return [...group].flatMap((digit) => numberKey(Number(digit)) ?? []);
  });
}
