/** What an exam remembers, one shape for all. Plain JSON: it is committed after every step. */
import { z } from 'zod';
import type { Capability } from '../../drivers/contract.ts';
import {
  type Correction,
  capabilitySchema,
  correctionSchema,
  type ExamMode,
  type ExamName,
  examModeSchema,
  examNameSchema,
  instantSchema,
  instrumentIdentitySchema,
  instrumentStateSchema,
  type MediaTarget,
  type Need,
  needSchema,
  pressuresSchema,
  questionSchema,
  READING_FLAGS,
  readingSchema,
  refusedSchema,
  scalarSecondSchema,
  secondSchema,
  troubleSchema,
} from '../contract.ts';
import { AGE_BANDS, type AgeBand, type CuffPatient } from './age.ts';
import { captureContextSchema } from './capture-context.ts';
import { endReasonSchema } from './reasons.ts';

export const instrumentSchema = z.object({
  state: instrumentStateSchema,
  fault: z.string().nullable(),
  identity: instrumentIdentitySchema.nullable(),
  /** The core can start this cuff; never true for anything else. */
  remoteStart: z.boolean(),
});
export type Instrument = z.infer<typeof instrumentSchema>;

export const UNKNOWN_INSTRUMENT: Instrument = {
  state: 'absent',
  fault: null,
  identity: null,
  remoteStart: false,
};

/** A pressure as an instrument gave it, and how it came. */
export const heardSchema = z.object({
  numbers: pressuresSchema,
  at: instantSchema,
  instrument: instrumentIdentitySchema,
  irregular: z.boolean(),
  takenAt: z.string().nullable(),
  timeByPerson: z.boolean(),
  /** Fresh uuids for the readings that it becomes, and for the means that it may complete. */
  ids: z.array(z.string()),
});
export type Heard = z.infer<typeof heardSchema>;

/** A pressure that counts. */
export const takeSchema = z.object({
  numbers: pressuresSchema,
  flags: z.array(z.enum(READING_FLAGS)),
  /** Ids of its readings. */
  readings: z.array(z.string()),
});
export type Take = z.infer<typeof takeSchema>;

export const cuffContextSchema = z.object({
  /** What inflates is set to this first; null: nothing may inflate. */
  patient: z.enum(['adult', 'child']).nullable(),
  /** Which kind the patient said "ready" for. */
  kind: z.enum(['driven', 'memory']).nullable(),
  /** The last "ready" on the position step. Monotonic ms. */
  ready: z.object({ at: z.number(), by: z.enum(['patient', 'helper']) }).nullable(),
  /** The command whose cuff moves now. */
  command: z.string().nullable(),
  /** Every command of this exam that was obeyed: none is obeyed twice. */
  used: z.array(z.string()),
  /** The rest that the protocol asks for was kept. */
  rested: z.boolean(),
  /** Goes to the judge. */
  heard: heardSchema.nullable(),
  /** Waits for a person, since no clock vouches for its time. */
  unconfirmed: heardSchema.nullable(),
  takes: z.array(takeSchema),
  /** /min, from the oximeter a short while ago; null: not measured. */
  oximeterPulse: z.number().nullable(),
});
export type CuffContext = z.infer<typeof cuffContextSchema>;

export const examContextSchema = z.object({
  exam: examNameSchema,
  needs: needSchema,
  /** Instruments of the hub that it works with. */
  wants: z.array(capabilitySchema),
  mode: examModeSchema,
  ageBand: z.enum(AGE_BANDS),
  answers: z.array(z.object({ question: questionSchema, yes: z.boolean() })),
  /** Tries, from 1. */
  attempt: z.number().int().min(1),
  trouble: troubleSchema.nullable(),
  /** What the doctor saw go wrong: stands on the position step until the patient is ready. */
  correction: correctionSchema.nullable(),
  instrument: instrumentSchema,
  /** When this step ends by itself, for a countdown. Monotonic ms. */
  until: z.number().nullable(),
  /** Start of the unbroken time with the sensor in place. */
  onFinger: instantSchema.nullable(),
  /** When the last second of this contact came. */
  lastSecondAt: z.number().nullable(),
  /** The last unbroken run of seconds that count, at most as long as the protocol asks. */
  window: z.array(z.union([secondSchema, scalarSecondSchema])),
  progress: z.number().min(0).max(1),
  /** The window is complete and goes to the judge. */
  ripe: z.boolean(),
  /** The sensor was off the patient since the last reading. */
  wasOff: z.boolean(),
  extremesSeen: z.array(z.string()),
  results: z.array(readingSchema),
  refused: z.array(refusedSchema),
  endReason: endReasonSchema.nullable(),
  cuff: cuffContextSchema,
  /** Null: an exam that takes no pictures or sounds. */
  media: captureContextSchema.nullable(),
});
export type ExamContext = z.infer<typeof examContextSchema>;

export interface ExamInput {
  readonly exam: ExamName;
  readonly needs: Need;
  readonly wants: readonly Capability[];
  readonly mode: ExamMode;
  readonly ageBand: AgeBand;
  readonly cuffPatient: CuffPatient | null;
  readonly oximeterPulse: number | null;
  readonly instrument: Instrument;
  /** Said before: not asked again. */
  readonly mediaConsent: boolean;
  readonly correction: Correction | null;
  /** Where the doctor wants it to begin; null: where it usually does. */
  readonly target: MediaTarget | null;
}

export function startContext(input: ExamInput): ExamContext {
  const { exam, needs, mode, ageBand, instrument } = input;
  return {
    exam,
    needs,
    wants: [...input.wants],
    mode,
    ageBand,
    answers: input.mediaConsent ? [{ question: 'media-consent', yes: true }] : [],
    attempt: 1,
    trouble: null,
    correction: input.correction,
    instrument,
    until: null,
    onFinger: null,
    lastSecondAt: null,
    window: [],
    progress: 0,
    ripe: false,
    wasOff: true,
    extremesSeen: [],
    results: [],
    refused: [],
    endReason: null,
    cuff: {
      patient: input.cuffPatient,
      kind: null,
      ready: null,
      command: null,
      used: [],
      rested: false,
      heard: null,
      unconfirmed: null,
      takes: [],
      oximeterPulse: input.oximeterPulse,
    },
    media: null,
  };
}
