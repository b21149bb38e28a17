/**
 * How often a picture is looked at: five times a second; four times, above the three that the rules want, where one takes
 * long or the call needs the processor; less only where there is no time for it.
 */

const USUAL_MS = 200;
/** Still more than three a second, also where each look comes a tick of the page late, or the camera's picture does. */
const YIELDING_MS = 250;
/** Two a second: slower, and the rules see next to nothing. */
const LONGEST_MS = 500;
/** Of the time, what looking may take five times a second. */
const SHARE = 0.4;
/** And at four a second, most of it waiting for others. */
const MOST_SHARE = 0.75;
/** Weight of the newest picture. */
const NEWEST = 0.2;

export interface Pace {
  /** How long a picture took, milliseconds. */
  took(spentMs: number): void;
  /** From one picture to the next, milliseconds. */
  interval(callNeedsProcessor: boolean): number;
}

export function createPace(): Pace {
  let usual: number | null = null;
  let first = true;
  return {
    took(spentMs) {
      // The first picture sets the models up.
      if (first) {
        first = false;
        return;
      }
      usual = usual === null ? spentMs : usual + NEWEST * (spentMs - usual);
    },
    interval(callNeedsProcessor) {
      const spent = usual ?? 0;
      const wanted = Math.max(callNeedsProcessor ? YIELDING_MS : USUAL_MS, spent / SHARE);
      return Math.max(Math.min(YIELDING_MS, wanted), Math.min(LONGEST_MS, spent / MOST_SHARE));
    },
  };
}
