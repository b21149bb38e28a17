import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react';
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

/** Focus for the heading of a screen that has just replaced another: the button that led here is gone. */
export function useScreenFocus(): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return heading;
}
