/** The words of the visit: phases, exams, steps, what stands in the way. Pure types and schemas. */
import { z } from 'zod';
import { CAPABILITIES } from '../drivers/contract.ts';
import { LANGUAGES } from './languages.ts';

export { LANGUAGES };
export const languageSchema = z.enum(LANGUAGES);
export type Language = z.infer<typeof languageSchema>;

export const PHASES = [
  'idle',
  'welcome',
  'language',
  'identify',
  /** Sex, who came along, who answers for a minor, where to call back: one at a time. */
  'details',
  'consent',
  /** Danger signs are asked, one at a time. */
  'redFlags',
  'waiting',
  /** An exam without a doctor. */
  'alone',
  'inCall',
  'exam',
  'documents',
  'goodbye',
  'cleaning',
  'abandoned',
  'interrupted',
] as const;
export const phaseSchema = z.enum(PHASES);
export type Phase = z.infer<typeof phaseSchema>;

export const EXAMS = [
  'oximetry',
  'blood-pressure',
  'temperature',
  'temperature-ear',
  'temperature-forehead',
  'weight',
  'otoscopy',
  'throat',
  'skin',
  'auscultation',
] as const;
export const examNameSchema = z.enum(EXAMS);
export type ExamName = z.infer<typeof examNameSchema>;

/** quick: one measurement without rest, marked "not at rest". */
export const EXAM_MODES = ['full', 'quick'] as const;
export const examModeSchema = z.enum(EXAM_MODES);
export type ExamMode = z.infer<typeof examModeSchema>;

export const capabilitySchema = z.enum(CAPABILITIES);

export const EXAM_STEPS = [
  'questions',
  'prepare',
  /** Sitting still before a measurement, or between two. */
  'rest',
  'position',
  'connect',
  'measure',
  'judge',
  'repeat',
  'done',
  'skipped',
  'failed',
] as const;
export const examStepSchema = z.enum(EXAM_STEPS);
export type ExamStep = z.infer<typeof examStepSchema>;

/**
 * Why the doctor wants a picture or a sound again: what only a person sees or hears. Each is a trouble with words for
 * the patient.
 */
export const REJECTIONS = [
  'wrong-side',
  'no-pull',
  'too-deep',
  'ear-wax',
  'canal-wall',
  'fogged',
  'glare',
  'no-scale',
  'wrong-place',
  'cloth-noise',
  'talking',
  'again',
] as const;

/**
 * Why the doctor wants a measurement again: what he sees go wrong and no instrument tells. Each is a trouble with words
 * for the patient; which exam knows which is in its declaration.
 */
export const CORRECTIONS = [
  'nail-polish',
  'bright-light',
  'legs-crossed',
  'arm-hanging',
  'sleeve',
  'small-cuff',
  'wrong-angle',
  'ear-pillow',
  'sweat',
  'draught',
  'distance',
  'holding-on',
  'clothes',
  'uneven-floor',
] as const;

/** What stands in the way of a measurement right now; each has a sentence for each of the four people. */
export const TROUBLES = [
  'not-plugged',
  'unplugged',
  'instrument-fault',
  'silent',
  'finger-out',
  'searching',
  'low-perfusion',
  'moving',
  'unstable',
  'implausible',
  'extreme',
  'timeout',
  'probe-out',
  'scale-empty',
  /** Weighed, and to be weighed again: off the scale in between. */
  'still-on',
  'loose-cuff',
  'weak-pulse',
  /** Measured, and outside what the instrument can tell: there is no number. */
  'out-of-range',
  /** The measurement was broken off: by a person, a lost doctor, a lost screen, a restart. */
  'stopped',
  /** The "ready" is too old to move anything: said again. */
  'ready-expired',
  /** A result of the instrument's memory whose time agrees with nothing: the doctor decides. */
  'unconfirmed',
  /** A question was answered with a yes that only the doctor may pass. */
  'question-yes',
  /** Seen or heard in what was just taken. */
  'blurred',
  'too-dark',
  'too-bright',
  'too-quiet',
  'clipped',
  'too-short',
  'no-picture',
  ...REJECTIONS,
  ...CORRECTIONS,
] as const;
export const troubleSchema = z.enum(TROUBLES);
export type Trouble = z.infer<typeof troubleSchema>;

/** What a doctor says with "again". */
export const correctionSchema = z.enum([...REJECTIONS, ...CORRECTIONS, 'low-perfusion', 'moving']);
export type Correction = z.infer<typeof correctionSchema>;

/** Asked before an exam, one at a time. A "yes" has the consequence that the exam declares. */
export const QUESTIONS = [
  /** Pictures and sounds of exams: a yes is a consent, a no ends the exam. Asked once in a visit. */
  'media-consent',
  'arm-unfit',
  'cannot-stand',
  'ear-pain',
  'ear-bleeding',
  'ear-surgery',
  'left-ear-worse',
  'chest-wound',
] as const;
export const questionSchema = z.enum(QUESTIONS);
export type Question = z.infer<typeof questionSchema>;

/** Why an exam is offered to nobody; words for the doctor. */
export const UNAVAILABLE = [
  'absent',
  'faulted',
  'self-test-failed',
  /** Unknown age blocks the cuff. */
  'age-unknown',
  /** No cuff under 3 years. */
  'too-young',
  /** The patient does not want pictures and sounds to be taken. */
  'media-refused',
  /** A person beside the patient has to hold the instrument and read it. */
  'no-helper',
] as const;
export const unavailableSchema = z.enum(UNAVAILABLE);
export type Unavailable = z.infer<typeof unavailableSchema>;

/** Lower-case hex. */
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** An instant on both clocks. Durations use `mono` only. */
export const instantSchema = z.object({
  /** Milliseconds of CLOCK_MONOTONIC; restarts with the machine. */
  mono: z.number(),
  /** Milliseconds since 1970 UTC. */
  wall: z.number(),
  clockSure: z.boolean(),
});
export type Instant = z.infer<typeof instantSchema>;

export const identitySchema = z.object({
  birthName: z.string().trim().min(1).max(80),
  firstName: z.string().trim().min(1).max(80),
  /** ISO 8601 calendar date, or null when the patient did not say. Unknown age blocks a cuff. */
  birthDate: z.iso.date().nullable(),
  /** Always provisional until the record says otherwise. */
  status: z.literal('provisional'),
  /** How it was given. */
  source: z.enum(['booking-code', 'typed']),
});
export type Identity = z.infer<typeof identitySchema>;
