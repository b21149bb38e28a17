/** What the visit remembers. Plain JSON: it is committed after every step. */
import { z } from 'zod';
import { thirdAgreementSchema } from '../agreements.ts';
import { bundleSchema, earlierSchema, shareQuestionSchema, writtenNoteSchema } from '../closing.ts';
import {
  capabilitySchema,
  examModeSchema,
  examNameSchema,
  identitySchema,
  languageSchema,
  needSchema,
  readingSchema,
  refusedSchema,
} from '../contract.ts';
import { detailsSchema, draftSchema, identityCheckSchema } from '../details.ts';
import { givenDocumentSchema } from '../documents.ts';
import { enteredSchema } from '../entered.ts';
import { instrumentSchema } from '../exam/context.ts';
import { quickSetSchema } from '../quick-set.ts';
import { visitEndSchema } from '../records.ts';
import { redFlagAnswerSchema, urgentSchema } from '../red-flags.ts';
import { helperSchema, shownSentenceSchema } from '../sentences.ts';
import { unitSchema } from '../visit-events.ts';
import { holdSchema, unreadSchema } from '../visit-views.ts';

/** Belongs to the cabinet, not to the patient: outlives a visit. */
export const surroundingsSchema = z.object({
  broker: z.enum(['up', 'down']),
  media: z.object({ camera: z.boolean(), microphone: z.boolean() }),
  /** By what they serve; one that was never told of is absent. */
  instruments: z.partialRecord(needSchema, instrumentSchema),
  /** What the last self-test closed. */
  closed: z.array(capabilitySchema),
  /** Where several serve one capability. */
  units: z.partialRecord(capabilitySchema, z.array(unitSchema)),
});
export type Surroundings = z.infer<typeof surroundingsSchema>;

export const seatSchema = z.object({
  id: z.string(),
  name: z.string(),
  claim: z.uuid(),
  link: z.enum(['connecting', 'live', 'lost']),
  /** The patient has been told that the doctor is lost. */
  told: z.boolean(),
});
export type Seat = z.infer<typeof seatSchema>;

/** What the patient gave and got; kept through an interruption. */
export const answersSchema = z.object({
  visit: z.uuid().nullable(),
  /** Wall clock, ms: the day on which an age is counted. */
  begunAt: z.number().nullable(),
  language: languageSchema,
  languageChosen: z.boolean(),
  identity: identitySchema.nullable(),
  details: detailsSchema,
  identityCheck: identityCheckSchema.nullable(),
  consent: z.boolean().nullable(),
  /** To pictures and sounds of exams; null: not asked yet. */
  mediaConsent: z.boolean().nullable(),
  third: thirdAgreementSchema.nullable(),
  /** Wall clock, ms. Kept through a lost doctor: back to the front of the queue. */
  waitingSince: z.number().nullable(),
  results: z.array(readingSchema),
  refused: z.array(refusedSchema),
  helpRequested: z.boolean(),
  /** Calls of this visit so far: the number of a call never comes twice. */
  calls: z.number().int().min(0),
  redFlags: z.array(redFlagAnswerSchema),
  urgent: urgentSchema.nullable(),
  helper: helperSchema.nullable(),
  entered: z.array(enteredSchema),
  documents: z.array(givenDocumentSchema),
  /** For the next doctor. */
  note: writtenNoteSchema.nullable(),
  /** The newest. */
  summary: bundleSchema.nullable(),
  /** The next doctor may read what this and earlier ones left; null: he said nothing in this visit. */
  share: z.boolean().nullable(),
  /** Of visits before this one: outlives it. */
  unread: z.array(unreadSchema),
});
export type Answers = z.infer<typeof answersSchema>;

export const visitContextSchema = z.object({
  ...answersSchema.shape,
  ...surroundingsSchema.shape,
  /** Typed so far; null: nothing, or it became an identity. */
  draft: draftSchema.nullable(),
  identifyError: z.enum(['unknown-code']).nullable(),
  doctor: seatSchema.nullable(),
  lastExam: z.object({ exam: examNameSchema, mode: examModeSchema }).nullable(),
  /** The exam is over and its end still on the screen. */
  examOver: z.boolean(),
  /** The idle watch of this phase; null where nobody is asked. Monotonic ms. */
  watch: z.object({ askMs: z.number(), armedAt: z.number() }).nullable(),
  stillThereUntil: z.number().nullable(),
  resumed: z.boolean(),
  endedBecause: visitEndSchema.nullable(),
  hold: holdSchema.nullable(),
  sentence: shownSentenceSchema.nullable(),
  quickSet: quickSetSchema.nullable(),
  keepOn: z.boolean(),
  /** The doctor's choice among several instruments, by capability. */
  chosen: z.partialRecord(capabilitySchema, z.string()),
  /** The visit that the doctor has before him while nobody is here; it is no visit of this cabinet's state. */
  reading: z.uuid().nullable(),
  /** On the patient's screen. */
  shareAsked: shareQuestionSchema.nullable(),
  /** What other doctors left, as far as this one may see it. */
  earlier: earlierSchema.nullable(),
  /** The record vouches for who the patient is. */
  confirmed: z.boolean(),
});
export type VisitContext = z.infer<typeof visitContextSchema>;

const NO_ANSWERS: Answers = {
  visit: null,
  begunAt: null,
  language: 'fr',
  languageChosen: false,
  identity: null,
  details: [],
  identityCheck: null,
  consent: null,
  mediaConsent: null,
  third: null,
  waitingSince: null,
  results: [],
  refused: [],
  helpRequested: false,
  calls: 0,
  redFlags: [],
  urgent: null,
  helper: null,
  entered: [],
  documents: [],
  note: null,
  summary: null,
  share: null,
  unread: [],
};

export const UNKNOWN_SURROUNDINGS: Surroundings = {
  broker: 'down',
  media: { camera: false, microphone: false },
  instruments: {},
  closed: [],
  units: {},
};

/** Nobody is here. */
export function emptyContext(surroundings: Surroundings, unread: Answers['unread'] = []): VisitContext {
  return {
    ...NO_ANSWERS,
    unread,
    broker: surroundings.broker,
    media: surroundings.media,
    instruments: surroundings.instruments,
    closed: surroundings.closed,
    units: surroundings.units,
    draft: null,
    identifyError: null,
    doctor: null,
    lastExam: null,
    examOver: false,
    watch: null,
    stillThereUntil: null,
    resumed: false,
    endedBecause: null,
    hold: null,
    sentence: null,
    quickSet: null,
    keepOn: false,
    chosen: {},
    reading: null,
    shareAsked: null,
    earlier: null,
    confirmed: false,
  };
}

/** What can still be read of a context of another version, answer by answer; the rest is as if never given. */
export function salvageAnswers(context: unknown): Answers {
  const source = typeof context === 'object' && context !== null ? (context as Record<string, unknown>) : {};
  const saved: Record<string, unknown> = { ...NO_ANSWERS };
  for (const [name, schema] of Object.entries(answersSchema.shape)) {
    const parsed = schema.safeParse(source[name]);
    if (parsed.success) saved[name] = parsed.data;
  }
  return answersSchema.parse(saved);
}
