/** Every wait of the distress watch, in milliseconds. */
export const WATCH_DELAYS = {
  /** For the doctor who sees it, before the attendant is called. */
  doctorMs: 15_000,
  /** For an answer to "are you all right?". */
  askMs: 20_000,
  /** An act counts as ended once it was not seen for so long. */
  calmMs: 2_000,
  /** After an end, before the same signal may alert again. */
  rearmMs: 10_000,
  /** An acknowledged alert whose act has ended stays in sight. */
  shownMs: 10_000,
  /** A second press of the help button within it is the same press. */
  helpAgainMs: 5_000,
  /** An attendant who is coming is called anew by an alert later than this. */
  callAgainMs: 60_000,
} as const;

/** Of the ordinary questions: since patient and doctor talk, and how long one stays. Milliseconds. */
export const CHECK_DELAYS = {
  hears: 15_000,
  'at-ease': 45_000,
  alone: 75_000,
  answerMs: 60_000,
} as const;
