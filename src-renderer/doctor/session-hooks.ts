import { useEffect, useState, useSyncExternalStore } from 'react';
import type { DoctorSession, DoctorState } from '../call/session-contract.ts';

export const useDoctorState = (session: DoctorSession): DoctorState =>
  useSyncExternalStore(
    (listener) => session.subscribe(listener),
    () => session.getState(),
  );

/** This page's wall clock, read again every `everyMs`. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
