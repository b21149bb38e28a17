/** Runs checks side by side where they do not disturb one another, each and all within their time. */
import type { Clock } from '../../../drivers/contract.ts';
import { adviceKey, type SelftestLine } from '../../api/selftest-protocol.ts';
import { type Check, failed, type Outcome, warned } from './check.ts';

/** Of a whole run. */
export const RUN_LIMIT_MS = 90_000;
/** A check that was ended still holds what it uses for so long: an instrument is released within 3 s. */
const LET_GO_MS = 4000;

export interface RunOptions {
  readonly checks: readonly Check[];
  readonly clock: Clock;
  /** ms since 1970 UTC */
  readonly wallNow: () => number;
  readonly limitMs?: number;
  /** Ends the run: what has not finished is `cancelled`. */
  readonly signal?: AbortSignal;
  readonly onLine?: (line: SelftestLine) => void;
}

export function toLine(
  { id, group, capabilities }: Pick<Check, 'id' | 'group' | 'capabilities'>,
  { status, reason, facts }: Outcome,
  durationMs: number,
  at: number,
): SelftestLine {
  const advice = reason === null ? null : adviceKey(reason.code);
  return { id, group, status, reason, advice, facts, capabilities: [...capabilities], durationMs, at };
}

/** A line for each check, in their order. Never rejects: a check that throws fails its own line. */
export async function runChecks(options: RunOptions): Promise<readonly SelftestLine[]> {
  const { checks, clock, wallNow, limitMs = RUN_LIMIT_MS, onLine } = options;
  const ending = new AbortController();
  const cancelled = () => options.signal?.aborted === true;
  const end = () => ending.abort();
  options.signal?.addEventListener('abort', end);
  if (cancelled()) end();
  const stopTimer = clock.after(limitMs, end);
  const last = new Map<string, Promise<unknown>>();

  async function one(check: Check): Promise<SelftestLine> {
    const before = check.uses.map((name) => last.get(name));
    const turn = Promise.withResolvers<void>();
    for (const name of check.uses) last.set(name, turn.promise);
    await Promise.all(before);
    const from = clock.now();
    const outcome = await bounded(check, turn.resolve);
    const line = toLine(check, outcome, Math.max(0, clock.now() - from), wallNow());
    onLine?.(line);
    return line;
  }

  /** `free`: what it uses may be used by the next. */
  function bounded(check: Check, free: () => void): Promise<Outcome> {
    const own = new AbortController();
    return new Promise((resolve) => {
      let letGo = (): void => {};
      const over = (outcome: Outcome): void => {
        ending.signal.removeEventListener('abort', onEnd);
        stopOwn();
        own.abort();
        letGo = clock.after(LET_GO_MS, free);
        resolve(outcome);
      };
      const late = () => over(failed('took-too-long', `${check.limitMs} ms`));
      const onEnd = () => (cancelled() ? over(warned('cancelled')) : late());
      const stopOwn = clock.after(check.limitMs, late);
      if (ending.signal.aborted) return onEnd();
      ending.signal.addEventListener('abort', onEnd);
      const broken = (error: unknown) =>
        over(failed('check-broken', error instanceof Error ? error.message : 'unknown'));
      void check
        .run(own.signal)
        .then(over, broken)
        .finally(() => {
          letGo();
          free();
        });
    });
  }

  try {
    return await Promise.all(checks.map(one));
  } finally {
    stopTimer();
    options.signal?.removeEventListener('abort', end);
  }
}
