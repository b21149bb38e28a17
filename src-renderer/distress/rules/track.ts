/** The last seconds of one person, bounded in time and in number. */
export interface Track<T extends { readonly atMs: number }> {
  push(entry: T): void;
  clear(): void;
  /** Not older than so many milliseconds before the newest. */
  last(ms: number): readonly T[];
  readonly all: readonly T[];
}

/** 60 frames a second for the longest window would be more than anybody needs. */
const MOST = 2000;

export function createTrack<T extends { readonly atMs: number }>(keepMs: number): Track<T> {
  let entries: T[] = [];
  return {
    get all() {
      return entries;
    },
    push(entry) {
      entries.push(entry);
      const oldest = entry.atMs - keepMs;
      let drop = Math.max(0, entries.length - MOST);
      while ((entries[drop]?.atMs ?? oldest) < oldest) drop++;
      if (drop > 0) entries = entries.slice(drop);
    },
    clear() {
      entries = [];
    },
    last(ms) {
      const newest = entries.at(-1)?.atMs ?? 0;
      return entries.filter(({ atMs }) => atMs >= newest - ms);
    },
  };
}

/** @param share 0 … 1. @returns NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
