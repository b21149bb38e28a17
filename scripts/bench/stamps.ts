/** What the writer of the latency bench and its parent say to each other, and the one clock of the bench. */

export type Leg = 'product' | 'baseline';

/** Frames from one change to the next. Shares no divisor with the six samples of a pleth piece: every phase is met. */
export const CHANGE_EVERY = 11;
/** The baseline's change comes this many frames after the product's. */
export const BASELINE_LATER = 5;
export const FRAMES_PER_SECOND = 60;

export interface Stamp {
  readonly value: number;
  /** Just before the frame was handed to the operating system; see `monotonicMs`. */
  readonly at: number;
}

/** Answered with the stamps since the last such message. */
export interface ToWriter {
  readonly vary: boolean;
}
export type Stamps = Readonly<Record<Leg, readonly Stamp[]>>;
export type FromWriter =
  | { readonly type: 'ready'; readonly baselinePath: string }
  | { readonly type: 'stamps'; readonly stamps: Stamps };

/** CLOCK_MONOTONIC in milliseconds: the same for every process of this machine, Chromium's included. */
export const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;

/** What a page saw: the new text and when, in the same milliseconds. */
export interface Seen {
  readonly text: string;
  readonly at: number;
}

/** Milliseconds from each stamp to the first sight of its value; a frame lost on the way is counted, not timed. */
export function match(
  stamps: readonly Stamp[],
  seen: readonly Seen[],
  withinMs = 2000,
): { readonly ms: readonly number[]; readonly lost: number } {
  const ms: number[] = [];
  let from = 0;
  for (const { value, at } of stamps) {
    const text = String(value);
    const index = seen.findIndex(
      (one, i) => i >= from && one.text === text && one.at > at - 1 && one.at < at + withinMs,
    );
    const found = seen[index];
    if (found === undefined) continue;
    ms.push(found.at - at);
    from = index + 1;
  }
  return { ms, lost: stamps.length - ms.length };
}
