/** A seeded oximeter for the gallery: a pleth wave at 60 Hz and its numbers, some seconds of past included. */
import type { FakeSession } from '../fake-session.ts';

export interface LivePlan {
  readonly spo2: number;
  readonly pulse: number;
  readonly perfusion: number;
  /** mm[Hg] and Cel, of the instruments that stream. */
  readonly cuff?: number;
  readonly celsius?: number;
  readonly quality?: 'good' | 'poor';
  /** The last frame is this old and no more come: a stale or an absent tile. */
  readonly stoppedMs?: number;
  /** Milliseconds before now in which nothing was received: a gap in the strip. */
  readonly gap?: readonly [number, number];
}

const RATE = 60;
const PAST_MS = 8000;
const QUIET_MS = 1000;

/** Systolic peak, dicrotic notch, run-off; `phase` 0..1 within a beat, result 0..1. */
function pleth(phase: number): number {
  const systole = Math.exp(-(((phase - 0.2) / 0.1) ** 2));
  const runOff = phase < 0.2 ? 0 : 0.72 * Math.exp(-(phase - 0.2) / 0.3) * (1 - systole);
  const dicrotic = 0.16 * Math.exp(-(((phase - 0.52) / 0.07) ** 2));
  return 0.06 + 0.84 * Math.min(1, systole + runOff + dicrotic);
}

/** @returns ends it */
export function playLive(session: FakeSession, plan: LivePlan): () => void {
  let ended = false;
  const start = performance.now();
  const end = start - (plan.stoppedMs ?? 0);
  const step = 1000 / RATE;
  const frame = (at: number) => {
    const ago = start - at;
    if (plan.gap !== undefined && ago < plan.gap[0] && ago > plan.gap[1]) return;
    const phase = (((at * plan.pulse) / 60_000) % 1) + (at < 0 ? 1 : 0);
    const level = Math.round(100 * pleth(phase % 1));
    session.emitWave({
      type: 'wave',
      wave: 'pleth',
      sampledAt: at,
      rate: RATE,
      range: [0, 100],
      samples: [level],
      beat: phase < 0.02,
    });
  };
  const numbers = (at: number) => {
    const common = {
      type: 'live',
      quality: plan.quality ?? 'good',
      sampledAt: at,
      quietMs: QUIET_MS,
    } as const;
    session.emitLive({ ...common, quantity: 'spo2', value: plan.spo2, unit: '%' });
    session.emitLive({ ...common, quantity: 'pulse-rate', value: plan.pulse, unit: '/min' });
    session.emitLive({ ...common, quantity: 'perfusion-index', value: plan.perfusion, unit: '%' });
    if (plan.cuff !== undefined)
      session.emitLive({ ...common, quantity: 'press-cuff', value: plan.cuff, unit: 'mm[Hg]' });
    if (plan.celsius !== undefined)
      session.emitLive({ ...common, quantity: 'body-temperature', value: plan.celsius, unit: 'Cel' });
  };
  // Effects that listen run after the first paint.
  setTimeout(() => {
    if (ended) return;
    for (let at = end - PAST_MS; at < end; at += step) frame(at);
    numbers(end);
    if (plan.stoppedMs !== undefined) return;
    let next = start;
    const tick = () => {
      if (ended) return;
      const now = performance.now();
      for (; next <= now; next += step) frame(next);
      numbers(now);
      requestAnimationFrame(tick);
    };
    tick();
  }, 150);
  return () => {
    ended = true;
  };
}
