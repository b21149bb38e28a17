import { useEffect } from 'react';
import type { PatientSession } from './session.ts';

/** A touch or key tells the core that somebody is here, at most this often. */
const EVERY_MS = 5000;

export function useActivity(session: PatientSession): void {
  useEffect(() => {
    let last = Number.NEGATIVE_INFINITY;
    const active = () => {
      const { line, view } = session.getState();
      const now = performance.now();
      if (line !== 'open' || view === null || view.visit === null || now - last < EVERY_MS) return;
      last = now;
      void session.request({ type: 'active' });
    };
    const types = ['pointerdown', 'keydown'] as const;
    for (const type of types) document.addEventListener(type, active, { capture: true });
    return () => {
      for (const type of types) document.removeEventListener(type, active, { capture: true });
    };
  }, [session]);
}
