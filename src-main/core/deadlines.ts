/**
 * Deadlines are decided by the machines, committed with the state, and owned here. After a restart they are armed
 * again for what is left; one that passed meanwhile fires once.
 */
import type { Clock } from '../../drivers/contract.ts';
import type { Instant } from '../../state-machines/contract.ts';
import { type Deadline, remainingMs } from '../journal/index.ts';

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
  readonly onDue: (name: string) => void;
}): DeadlineKeeper {
  const armed = new Map<string, () => void>();

  const disarm = (name: string): void => {
    armed.get(name)?.();
    armed.delete(name);
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
        disarm(deadline.name);
        const cancel = options.clock.after(
          remainingMs(deadline, { ...options.now(), bootId: options.bootId }),
          () => {
            armed.delete(deadline.name);
            options.onDue(deadline.name);
          },
        );
        armed.set(deadline.name, cancel);
      }
    },
    clear(names) {
      for (const name of names) disarm(name);
    },
    close() {
      for (const name of [...armed.keys()]) disarm(name);
    },
  };
}
