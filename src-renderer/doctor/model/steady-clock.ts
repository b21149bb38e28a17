/** Follows a clock that is corrected now and then, without the jumps: for things that scroll. */

/** Share of the difference made good at each reading. */
const FOLLOW = 0.05;
/** A difference of more than this is a new clock, not a correction. */
const JUMP_MS = 400;

/** `target`: the corrected clock's time at `now`, both in milliseconds. */
export function createSteadyClock(): (target: number, now: number) => number {
  let shift: number | null = null;
  return (target, now) => {
    const wanted = target - now;
    shift = shift === null || Math.abs(wanted - shift) > JUMP_MS ? wanted : shift + FOLLOW * (wanted - shift);
    return now + shift;
  };
}
