/** Grows the window of a measurement second by second. Anything that breaks it starts it anew. */
import type { Reading, Second } from '../contract.ts';
import type { Delays } from '../delays.ts';
import type { OximetryContext } from './context.ts';
import { isStable, secondTrouble, type Values } from './judge.ts';
import { LIMITS } from './limits.ts';

type Window = Pick<OximetryContext, 'trouble' | 'onFinger' | 'lastSecondAt' | 'window' | 'progress' | 'ripe'>;

export const EMPTY_WINDOW: Omit<Window, 'trouble'> = {
  onFinger: null,
  lastSecondAt: null,
  window: [],
  progress: 0,
  ripe: false,
};

/** An accepted try makes at most this many readings, each with an id of its own. */
export const READINGS_PER_TRY = 3;

/** Twice the same second, or one from before: it never counts again. */
export const isOld = (context: OximetryContext, second: Second): boolean =>
  context.lastSecondAt !== null && second.at.mono <= context.lastSecondAt;

export function addSecond(
  context: OximetryContext,
  second: Second,
  delays: Delays,
  freshIds: readonly string[],
): Window {
  const limits = LIMITS[context.ageBand];
  const trouble = secondTrouble(second, limits);
  if (trouble === 'finger-out') return { ...EMPTY_WINDOW, trouble };
  const broken = context.lastSecondAt === null || second.at.mono - context.lastSecondAt > delays.gapMs;
  const onFinger = broken || context.onFinger === null ? second.at : context.onFinger;
  const needed = Math.max(1, Math.ceil(delays.stableMs / 1000));
  const run = trouble !== null ? [] : [...(broken ? [] : context.window), second].slice(-needed);
  const elapsed = second.at.mono - onFinger.mono;
  const full = run.length === needed;
  const longEnough = elapsed >= delays.minimumOnFingerMs;
  const stable = full && isStable(run, limits);
  return {
    trouble: trouble ?? (longEnough && full && !stable ? 'unstable' : null),
    onFinger,
    lastSecondAt: second.at.mono,
    window: run,
    progress: Math.min(1, elapsed / delays.minimumOnFingerMs),
    ripe: longEnough && stable && freshIds.length >= READINGS_PER_TRY,
  };
}

/** The readings of an accepted window; `ids` are fresh uuids, one a reading. */
export function makeReadings(
  context: OximetryContext,
  values: Values,
  confirmed: readonly string[],
  ids: readonly string[],
): Reading[] {
  const at = context.window.at(-1)?.at;
  const instrument = context.instrument.identity;
  if (!at || !instrument) throw new Error('a reading needs a window and an instrument');
  const quantities = [
    {
      quantity: 'spo2',
      value: values.spo2,
      unit: '%',
      confirmedExtreme: confirmed.includes('spo2-low'),
    },
    {
      quantity: 'pulse-rate',
      value: values.pulse,
      unit: '/min',
      confirmedExtreme: confirmed.includes('pulse-low') || confirmed.includes('pulse-high'),
    },
    ...(values.perfusionIndex === null
      ? []
      : [
          {
            quantity: 'perfusion-index' as const,
            value: values.perfusionIndex,
            unit: '%',
            confirmedExtreme: false,
          },
        ]),
  ] as const;
  return quantities.map((q, index) => {
    const id = ids[index];
    if (!id) throw new Error('a reading needs an id of its own');
    return { id: `urn:uuid:${id}`, ...q, quality: 'good', at, instrument };
  });
}
