/** Commands of the doctor around the exams; see `call-protocol.ts`. */
import { z } from 'zod';
import {
  capabilitySchema,
  enteredValueSchema,
  handoverNoteSchema,
  helperSchema,
  IDENTIFIERS,
  identifierSchema,
  mediumIdSchema,
  sentenceSchema,
  summarySchema,
  thirdSchema,
} from '../../state-machines/contract.ts';

export const visitCommandSchemas = [
  /** The patient is asked to wait. */
  z.object({ type: z.literal('visit.hold'), on: z.boolean() }),
  /** Large on the patient's screen; spoken where a voice is there. */
  z.object({ type: z.literal('visit.say'), sentence: sentenceSchema }),
  z.object({ type: z.literal('visit.helper'), helper: helperSchema.nullable() }),
  /** Said aloud and compared; none: he takes his word back. */
  z.object({
    type: z.literal('identity.check'),
    identifiers: z.array(identifierSchema).max(IDENTIFIERS.length),
  }),
  /** Has the patient asked whether somebody else may be in the call. */
  z.object({ type: z.literal('third.ask'), who: thirdSchema }),
  /** The oximeter stays live for the whole call. */
  z.object({ type: z.literal('oximeter.keepOn'), on: z.boolean() }),
  /** Which of several instruments measures; null: the cabinet's own choice. */
  z.object({
    type: z.literal('instrument.choose'),
    capability: capabilitySchema,
    unit: z.string().min(1).max(200).nullable(),
  }),
  z.object({ type: z.literal('quickSet.start') }),
  z.object({ type: z.literal('quickSet.stop') }),
  /** `replaces`: the urn of the entry that it corrects; null: the first of its item. */
  z.object({ type: z.literal('value.enter'), entered: enteredValueSchema, replaces: z.string().nullable() }),
  /** Once more on paper; the first time the patient chooses. */
  z.object({ type: z.literal('document.print'), document: mediumIdSchema }),
  /** For the next doctor. `replaces`: the urn of the note that it corrects; null: the first. */
  z.object({ type: z.literal('note.write'), note: handoverNoteSchema, replaces: z.string().nullable() }),
  /** Kept with the visit; a FHIR document is made of it and comes over `bulk`. */
  z.object({ type: z.literal('summary.write'), summary: summarySchema }),
  /** What other doctors left of this patient, where he agreed. */
  z.object({ type: z.literal('earlier.look') }),
  /** Has the patient asked whether this doctor may read it. */
  z.object({ type: z.literal('earlier.ask') }),
  /** Sends what a patient left to be read, and notes that it was read. */
  z.object({ type: z.literal('prepared.read'), visit: z.uuid() }),
] as const;
