import type { LineSession } from './line-session.ts';

export interface Question<F, T extends F> {
  readonly bytes: Uint8Array;
  /** Names the question to the technician. */
  readonly what: string;
  isAnswer(frame: F): frame is T;
}

/** Asks, waits `ms`, asks again up to `tries` times in all. null: no answer, aborted, or the session ended. */
export async function ask<F, T extends F>(
  session: LineSession<F>,
  { bytes, what, isAnswer }: Question<F, T>,
  ms: number,
  tries: number,
  signal: AbortSignal,
): Promise<T | null> {
  for (let tried = 0; tried < tries && session.fault() === null && !signal.aborted; tried += 1) {
    const answer = session.waits.next(isAnswer, ms, signal);
    await session.send(bytes, what);
    const given = await answer;
    if (given !== null) return given;
  }
  return null;
}
