/** One touch, or Escape twice, and nothing of the visit is on the screen any more; it ends as if its patient had left. */
import { useCallback, useEffect, useState } from 'react';
import type { Phase } from '../../state-machines/contract.ts';
import type { PatientSession } from './session.ts';

/** Between two presses of Escape. */
export const TWICE_MS = 1000;
const AGAIN_MS = 1000;
/** Then the core ends it by itself: nobody answers. */
const MOST_TRIES = 30;

/** Nobody's visit is on the screen. */
const NOBODY: readonly Phase[] = ['idle', 'cleaning'];
/** A second "leave" ends what the screen still says to the one who left, and every print with it. */
const LEFT: readonly Phase[] = ['goodbye', 'abandoned', 'documents'];

/** Tries until nobody is in the cabinet. */
export async function leaveAtOnce(
  session: Pick<PatientSession, 'getState' | 'request'>,
  wait: (ms: number) => Promise<void>,
): Promise<void> {
  for (let tried = 0; tried < MOST_TRIES; tried += 1) {
    const phase = session.getState().view?.phase ?? 'idle';
    if (NOBODY.includes(phase)) return;
    const reply = await session.request({ type: 'leave' });
    // What it leads to may come as a view after the reply.
    await wait(reply.ok || LEFT.includes(phase) ? AGAIN_MS / 10 : AGAIN_MS);
  }
}

export interface QuickExit {
  /** The harmless page covers everything. */
  readonly out: boolean;
  quit(): void;
  close(): void;
}

export function useQuickExit(session: PatientSession, phase: Phase | null): QuickExit {
  const [out, setOut] = useState(false);
  const somebody = phase !== null && !NOBODY.includes(phase);
  const quit = useCallback(() => {
    setOut(true);
    void leaveAtOnce(session, (ms) => new Promise((done) => setTimeout(done, ms)));
  }, [session]);
  // The next one finds the cabinet as it always is.
  useEffect(() => {
    if (phase === 'idle') setOut(false);
  }, [phase]);
  useEffect(() => {
    if (!somebody) return;
    let last = Number.NEGATIVE_INFINITY;
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.repeat) return;
      const now = performance.now();
      if (now - last < TWICE_MS) quit();
      last = now;
    };
    window.addEventListener('keydown', pressed, { capture: true });
    return () => window.removeEventListener('keydown', pressed, { capture: true });
  }, [somebody, quit]);
  const close = useCallback(() => setOut(false), []);
  return { out: out && phase !== 'idle', quit, close: somebody ? () => undefined : close };
}
