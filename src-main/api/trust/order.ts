/** What was heard of each run of each speaker: nothing twice, nothing out of order, gaps noticed. Pure but for its memory. */
import type { Attack } from './attacks.ts';

export interface Order {
  /** Takes note of the `n`th message; the attack for which it may not be taken, `missing` for one that may. */
  take(stream: string, n: number): Attack | null;
}

const MOST_STREAMS = 512;
/** Older ones than this many are refused as replayed, whether they came once or never. */
const WINDOW = 1024;

export function createOrder(): Order {
  const streams = new Map<string, { highest: number; readonly missed: Set<number> }>();
  return {
    take(stream, n) {
      const known = streams.get(stream) ?? { highest: 0, missed: new Set<number>() };
      streams.delete(stream);
      streams.set(stream, known);
      const [oldest] = streams.keys();
      if (streams.size > MOST_STREAMS && oldest !== undefined) streams.delete(oldest);
      if (n <= known.highest) return known.missed.delete(n) ? 'reordered' : 'replayed';
      const gap = n > known.highest + 1;
      for (let lost = Math.max(known.highest + 1, n - WINDOW); lost < n; lost += 1) known.missed.add(lost);
      for (const lost of known.missed) if (lost < n - WINDOW) known.missed.delete(lost);
      known.highest = n;
      return gap ? 'missing' : null;
    },
  };
}
