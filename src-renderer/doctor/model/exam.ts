/** Which buttons of the exam mean something now. The cabinet decides again; this only spares a useless click. */
import type { DoctorView } from '../../../state-machines/contract.ts';

const OVER: readonly string[] = ['done', 'skipped', 'failed'];

export const isRunning = (view: DoctorView | null): boolean =>
  view?.exam != null && !OVER.includes(view.exam.step);

export interface Available {
  readonly start: boolean;
  readonly repeat: boolean;
  readonly skip: boolean;
  readonly cancel: boolean;
}

export function available(view: DoctorView | null): Available {
  const inCall = view?.phase === 'inCall' || view?.phase === 'exam';
  const running = inCall && isRunning(view);
  return { start: inCall && !running, repeat: running, skip: running, cancel: running };
}
