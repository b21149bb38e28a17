/** Why a picture tells less than it should, and how many pictures a second there are. Pure. */
import type { BlindReason } from '../../../state-machines/distress/vocabulary.ts';
import type { Frame } from '../frame.ts';
import { coveredOrDark } from '../rules/index.ts';

/** Below it a fall can be over between two pictures. */
const ENOUGH_PER_S = 3;
const RATE_OVER_MS = 4000;
/** Mean luma. Of the drawn people all are found at 0.2, and not all at 0.15. */
const ENOUGH_LIGHT = 0.18;
/** A state is told once it has held so long, and until it has been over so long. */
const HOLD_MS = 1000;

export interface Sight {
  readonly rate: number;
  readonly blind: readonly BlindReason[];
}

export interface SightJudge {
  step(frame: Frame, people: number): Sight;
}

type Told = Extract<BlindReason, 'covered' | 'dark' | 'several-people' | 'too-slow'>;

export function createSightJudge(): SightJudge {
  const times: number[] = [];
  const held = new Map<Told, { since: number; last: number }>();

  const hold = (reason: Told, now: boolean, atMs: number): boolean => {
    const known = held.get(reason);
    if (now) held.set(reason, { since: known?.since ?? atMs, last: atMs });
    else if (known && atMs - known.last > HOLD_MS) held.delete(reason);
    const current = held.get(reason);
    return current !== undefined && current.last - current.since >= HOLD_MS;
  };

  return {
    step(frame, people) {
      const { atMs } = frame;
      times.push(atMs);
      while ((times[0] ?? atMs) < atMs - RATE_OVER_MS) times.shift();
      const span = atMs - (times[0] ?? atMs);
      const rate = span > 0 ? ((times.length - 1) * 1000) / span : 0;
      const light = coveredOrDark(frame);
      const dim = light === null && frame.brightness !== null && frame.brightness < ENOUGH_LIGHT;
      const slow = span >= RATE_OVER_MS / 2 && rate < ENOUGH_PER_S;
      const told: [Told, boolean][] = [
        ['covered', light === 'covered'],
        ['dark', light === 'dark' || dim],
        ['several-people', people > 1],
        ['too-slow', slow],
      ];
      const blind = told.filter(([reason, now]) => hold(reason, now, atMs)).map(([reason]) => reason);
      return { rate: Math.min(60, rate), blind };
    },
  };
}
