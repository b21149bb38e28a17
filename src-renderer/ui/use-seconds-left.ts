import { useEffect, useState } from 'react';

const LOOK_MS = 250;

/** Whole seconds until `until` (the page's own monotonic ms), counting down to 0. */
export function useSecondsLeft(until: number): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.ceil((until - now) / 1000));
}
