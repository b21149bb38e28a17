/**
 * Deadlines are decided by the machines, committed with the state, and owned here. After a restart they are armed
 * again for what is left; one that passed meanwhile fires once.
 */
import type { Clock } from '../../drivers/contract.ts';
import type { Instant } from '../../state-machines/contract.ts';
import { type Deadline, remainingMs } from '../journal/index.ts';

const RETRY_MS = 1000;

export interface DeadlineKeeper {
  /** The row to commit for "in so many ms from `at`". Arms nothing. */
  plan(name: string, inMs: number, at: Instant): Deadline;
  /** Arms committed deadlines; the same name replaces. */
  arm(deadlines: readonly Deadline[]): void;
  clear(names: readonly string[]): void;
  close(): void;
}

export function createDeadlineKeeper(options: {
  readonly clock: Clock;
  readonly bootId: string;
  readonly now: () => Instant;
  /** False: it could not be stored. It comes again, for nothing else would end what it ends. */
  readonly onDue: (name: string) => Promise<boolean>;
}): DeadlineKeeper {
  const armed = new Map<string, () => void>();
  let closed = false;

  const disarm = (name: string): void => {
    armed.get(name)?.();
    armed.delete(name);
  };

  const armFor = (name: string, ms: number): void => {
    disarm(name);
    armed.set(
      name,
      options.clock.after(ms, () => void fire(name)),
    );
  };
  const fire = async (name: string): Promise<void> => {
    armed.delete(name);
    const stored = await options.onDue(name);
    if (!stored && !armed.has(name) && !closed) armFor(name, RETRY_MS);
  };

  return {
    plan: (name, inMs, at) => ({
      name,
      bootId: options.bootId,
      dueMono: at.mono + inMs,
      dueWall: at.wall + inMs,
    }),
    arm(deadlines) {
      for (const deadline of deadlines) {
        const left = remainingMs(deadline, { ...options.now(), bootId: options.bootId });
        armFor(deadline.name, left);
      }
    },
    clear(names) {
      for (const name of names) disarm(name);
    },
    close() {
      closed = true;
      for (const name of [...armed.keys()]) disarm(name);
    },
  };
}
