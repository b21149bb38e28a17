import { useEffect, useState } from 'react';
import type { DoctorSession } from '../../call/session-contract.ts';
import { elapsedText } from '../model/waiting.ts';
import { useTexts } from '../texts/context.tsx';

const COUNT_MS = 500;

interface Props {
  /** The cabinet's monotonic ms. */
  readonly until: number;
  readonly session: DoctorSession;
  readonly words: (left: string) => string;
}

/** Time left by the cabinet's clock; nothing while that is not known. */
export function CountDown({ until, session, words }: Props) {
  const texts = useTexts();
  const [, count] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => count((n) => n + 1), COUNT_MS);
    return () => clearInterval(timer);
  }, []);
  const now = session.cabinetNow();
  return now === null ? null : <span>{words(elapsedText(Math.max(0, until - now), texts))}</span>;
}
