/** Grows the window of a measurement second by second. Anything that breaks it starts it anew. */
import type { Instant, Trouble } from '../contract.ts';
import type { ExamContext } from './context.ts';

type AnySecond = ExamContext['window'][number];

export type Window = Pick<
  ExamContext,
  'trouble' | 'onFinger' | 'lastSecondAt' | 'window' | 'progress' | 'ripe'
>;

export const EMPTY_WINDOW: Omit<Window, 'trouble'> = {
  onFinger: null,
  lastSecondAt: null,
  window: [],
  progress: 0,
  ripe: false,
};

export interface Rule<S> {
  /** What keeps this second from counting, null when it counts. */
  readonly trouble: Trouble | null;
  /** The sensor is off: everything so far is void. */
  readonly off: boolean;
  /** Seconds that must be unchanged. */
  readonly needed: number;
  /** Unbroken time with the sensor in place before a value is taken. */
  readonly minimumMs: number;
  /** Seconds further apart do not belong to one window. */
  readonly gapMs: number;
  readonly stable: (run: readonly S[]) => boolean;
  /** Enough fresh ids came to make readings of it. */
  readonly mayEnd: boolean;
}

/** `before`: the seconds of this kind in the window so far. */
export function growWindow<S extends AnySecond>(
  context: Pick<ExamContext, 'lastSecondAt' | 'onFinger'>,
  before: readonly S[],
  second: S,
  rule: Rule<S>,
): Window {
  if (rule.off) return { ...EMPTY_WINDOW, trouble: rule.trouble };
  const at: Instant = second.at;
  const broken = context.lastSecondAt === null || at.mono - context.lastSecondAt > rule.gapMs;
  const onFinger = broken || context.onFinger === null ? at : context.onFinger;
  const run = rule.trouble !== null ? [] : [...(broken ? [] : before), second].slice(-rule.needed);
  const elapsed = at.mono - onFinger.mono;
  const full = run.length === rule.needed;
  const longEnough = elapsed >= rule.minimumMs;
  const stable = full && rule.stable(run);
  const share = rule.minimumMs > 0 ? elapsed / rule.minimumMs : run.length / rule.needed;
  return {
    trouble: rule.trouble ?? (longEnough && full && !stable ? 'unstable' : null),
    onFinger,
    lastSecondAt: at.mono,
    window: run,
    progress: Math.min(1, share),
    ripe: longEnough && stable && rule.mayEnd,
  };
}
