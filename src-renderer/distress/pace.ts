/** How often a picture is looked at: five times a second, less where one takes long or the call needs the processor. */

const USUAL_MS = 200;
/** Two a second: slower, and the rules see next to nothing. */
const LONGEST_MS = 500;
/** The call asks for the processor: still three a second. */
const YIELDING_MS = 330;
/** Of one core, the most that looking may take. */
const SHARE = 0.4;
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
      const wanted = Math.max(callNeedsProcessor ? YIELDING_MS : USUAL_MS, (usual ?? 0) / SHARE);
      return Math.min(LONGEST_MS, wanted);
    },
  };
}
