/** Keeps one core process running where no service does. Adopts one that already answers. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createBackOff, RESTART_BACK_OFF } from './back-off.ts';
import type { CoreState } from './core-link.ts';

export interface CoreKeeperOptions {
  readonly node: string;
  readonly entry: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Bounded by the caller, never rejects. */
  readonly coreState: () => Promise<CoreState>;
  readonly log: (text: string) => void;
  readonly now?: () => number;
  /** Between looks at a core that runs. */
  readonly lookEveryMs?: number;
  /** A started core may be silent this long before it counts as hung. */
  readonly startLimitMs?: number;
}

export interface CoreKeeper {
  /** Ends the core it started: SIGTERM, after 3 s SIGKILL. */
  stop(): Promise<void>;
}

/** Looks in a row without an answer that make a core hung. */
const HUNG_AFTER = 5;

export function keepCore(options: CoreKeeperOptions): CoreKeeper {
  const { node, entry, env, coreState, log } = options;
  const now = options.now ?? (() => performance.now());
  const lookEveryMs = options.lookEveryMs ?? 1000;
  const startLimitMs = options.startLimitMs ?? 20_000;
  const backOff = createBackOff(RESTART_BACK_OFF);
  let child: ChildProcess | null = null;
  let startedAt = Number.NEGATIVE_INFINITY;
  let startDue: NodeJS.Timeout | null = null;
  let silent = 0;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const start = () => {
    startDue = null;
    if (stopped || child) return;
    startedAt = now();
    silent = 0;
    // Its stdout carries a token: it goes nowhere.
    const made = spawn(node, [entry], { env: { ...env }, stdio: ['ignore', 'ignore', 'inherit'] });
    child = made;
    let ended = false;
    const over = (why: string) => {
      if (ended) return;
      ended = true;
      if (child === made) child = null;
      if (stopped) return;
      const pause = backOff.next(now());
      log(`the core ${why}; started again in ${pause} ms`);
      if (pause === 0) start();
      else startDue = setTimeout(start, pause);
    };
    made.once('error', (error) => over(`could not start (${error.message})`));
    made.once('exit', (code, signal) => over(`ended with ${signal ?? `code ${code}`}`));
  };

  const look = async () => {
    const state = await coreState();
    if (stopped) return;
    silent = state === 'answers' ? 0 : silent + 1;
    if (child) {
      if (silent >= HUNG_AFTER && now() - startedAt > startLimitMs) {
        log('the core does not answer; it is ended and started again');
        silent = 0;
        child.kill('SIGKILL');
      }
    } else if (state === 'gone' && !startDue) start();
    timer = setTimeout(look, lookEveryMs);
  };
  look();

  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      if (startDue) clearTimeout(startDue);
      const last = child;
      if (!last || last.exitCode !== null || last.signalCode !== null) return;
      await new Promise<void>((resolve) => {
        const hard = setTimeout(() => last.kill('SIGKILL'), 3000);
        last.once('exit', () => {
          clearTimeout(hard);
          resolve();
        });
        last.kill('SIGTERM');
      });
    },
  };
}
