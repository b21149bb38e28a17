import type { Clock } from '../contract.ts';

export interface Wakeable {
  /** Resolves true when woken (also if that was since the last `clear`), false after `ms`; no `ms`: no limit. */
  wait(ms?: number): Promise<boolean>;
  wake(): void;
  pending(): boolean;
  clear(): void;
}

/** A sleep that a change of circumstances ends; a change just before the sleep is not missed. */
export function createWakeable(clock: Clock): Wakeable {
  let woken = false;
  let resume: (() => void) | null = null;

  return {
    wait(ms) {
      if (woken) return Promise.resolve(true);
      return new Promise((resolve) => {
        const finish = (value: boolean) => {
          resume = null;
          cancel();
          resolve(value);
        };
        const cancel = ms === undefined ? () => undefined : clock.after(ms, () => finish(false));
        resume = () => finish(true);
      });
    },
    wake() {
      woken = true;
      resume?.();
    },
    pending: () => woken,
    clear() {
      woken = false;
    },
  };
}
