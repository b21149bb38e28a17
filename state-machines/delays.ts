/** Every delay of the visit and of the exams, in milliseconds. One table; a test or a demonstration may scale it. */
import { z } from 'zod';

const ms = z
  .number()
  .int()
  .positive()
  .max(24 * 60 * 60 * 1000);

export const delaysSchema = z.strictObject({
  /** Silence before "are you still there?" on a screen that holds personal data. */
  idleAskMs: ms,
  /** The same while waiting for a doctor. */
  waitingAskMs: ms,
  /** Time to answer that question (WCAG 2.2.1: never less than 20 s). */
  stillThereMs: ms,
  /** Touches closer together than this do not set the idle deadline anew. */
  idleRearmMs: ms,
  /** Doctor lost: the patient is told. */
  leaseToldMs: ms,
  /** Doctor lost: the patient goes back to the front of the queue. */
  leaseOverMs: ms,
  goodbyeMs: ms,
  abandonedMs: ms,
  /** For one answer after the other. */
  questionsMs: ms,
  prepareMs: ms,
  /** Blood pressure protocol: sitting still before the first reading. */
  restMs: ms,
  /** Blood pressure protocol: between two readings. */
  pauseMs: ms,
  /** After a try that gave nothing: an arm and its cuff need 30 s, and drivers refuse less. */
  againMs: ms,
  positionMs: ms,
  connectMs: ms,
  measureMs: ms,
  /** A probe follows the body for minutes. */
  temperatureMs: ms,
  /** Above the limit that the drivers set to every measurement of a cuff they start. */
  cuffMs: ms,
  /** A cuff that the patient starts by its own button. */
  memoryMs: ms,
  /** For the doctor's word about a result of unsure time. */
  confirmMs: ms,
  repeatMs: ms,
  /** A live picture or sound that nobody takes. */
  liveMs: ms,
  /** A picture, or the hand-over of a sound beside its own length. */
  captureMs: ms,
  /** For the doctor's word about a picture or sound; without it the exam goes on. */
  wordMs: ms,
  /** How long the end of an exam stays on the patient's screen. */
  examShownMs: ms,
  /** The same within a quick set. */
  quickShownMs: ms,
  /** A quick set as a whole. */
  quickSetMs: ms,
  /** In a quick measurement, on the finger before a value is taken. */
  quickOnFingerMs: ms,
  /** The longest that a doctor's "please wait" stands. */
  holdMs: ms,
  /** What a step gets after a hold in which its time ran out. */
  afterHoldMs: ms,
  /** How long a doctor's sentence stays on the screen. */
  sentenceMs: ms,
  /** What a patient left to be read waits no longer without a word to the attendant. */
  unreadMs: ms,
  /** SpO2 protocol: at least one minute on the finger before a value is taken. */
  minimumOnFingerMs: ms,
  /** SpO2 protocol: the value has to stay unchanged this long. */
  stableMs: ms,
  /** Seconds further apart than this do not belong to one window. */
  gapMs: ms,
});
export type Delays = z.infer<typeof delaysSchema>;

export const DELAYS: Delays = {
  idleAskMs: 60_000,
  waitingAskMs: 300_000,
  stillThereMs: 60_000,
  idleRearmMs: 2_000,
  leaseToldMs: 20_000,
  leaseOverMs: 90_000,
  goodbyeMs: 20_000,
  abandonedMs: 20_000,
  questionsMs: 300_000,
  prepareMs: 300_000,
  restMs: 300_000,
  pauseMs: 60_000,
  againMs: 31_000,
  positionMs: 300_000,
  connectMs: 60_000,
  measureMs: 150_000,
  temperatureMs: 300_000,
  cuffMs: 180_000,
  memoryMs: 300_000,
  confirmMs: 300_000,
  repeatMs: 300_000,
  liveMs: 300_000,
  captureMs: 30_000,
  wordMs: 120_000,
  examShownMs: 10_000,
  quickShownMs: 2_000,
  quickSetMs: 180_000,
  quickOnFingerMs: 15_000,
  holdMs: 180_000,
  afterHoldMs: 30_000,
  sentenceMs: 30_000,
  unreadMs: 4 * 60 * 60 * 1000,
  minimumOnFingerMs: 60_000,
  stableMs: 5_000,
  gapMs: 3_000,
};

/** The deadlines a step may set. The core owns them; a name set again replaces. */
export const DEADLINES = [
  'idle.ask',
  'idle.end',
  'lease.told',
  'lease.over',
  'goodbye.end',
  'exam.questions',
  'exam.prepare',
  'exam.rest',
  'exam.position',
  'exam.connect',
  'exam.measure',
  'exam.judge',
  'exam.repeat',
  'exam.shown',
  'hold.over',
  'sentence.over',
  'quick.share',
  'unread.due',
] as const;
export type DeadlineName = (typeof DEADLINES)[number];
