/** Everything that can happen to the cabinet, with the instant it did. */
import { z } from 'zod';
import { closingEventSchemas } from './closing.ts';
import { documentEventSchemas } from './documents.ts';
import {
  CUFF_FAILURES,
  instrumentIdentitySchema,
  instrumentStateSchema,
  pressuresSchema,
  START_REFUSALS,
  scalarSecondSchema,
  secondSchema,
} from './measurements.ts';
import {
  captureFailureSchema,
  handheldSchema,
  mediaInputSchema,
  mediaTargetSchema,
  mediumIdSchema,
  rejectionSchema,
  takenSchema,
} from './media.ts';
import { visitEventSchemas } from './visit-events.ts';
import {
  capabilitySchema,
  correctionSchema,
  examModeSchema,
  examNameSchema,
  examStepSchema,
  identitySchema,
  instantSchema,
  languageSchema,
  questionSchema,
} from './vocabulary.ts';

const at = { at: instantSchema };
const freshIds = z.array(z.uuid());
const doctorIdentity = z.object({ id: z.string().min(1).max(64), name: z.string().min(1).max(80) });

/** Everything that can happen to the cabinet. Parsed where it enters, trusted after. */
export const cabinetEventSchema = z.discriminatedUnion('type', [
  // patient
  z.object({ type: z.literal('patient.begin'), visit: z.uuid(), ...at }),
  z.object({ type: z.literal('patient.welcomeDone'), ...at }),
  z.object({ type: z.literal('patient.language'), language: languageSchema, ...at }),
  /** `identity` null: the booking code is unknown. The core looks the code up before stepping. */
  z.object({ type: z.literal('patient.identified'), identity: identitySchema.nullable(), ...at }),
  z.object({ type: z.literal('patient.consent'), granted: z.boolean(), ...at }),
  z.object({ type: z.literal('patient.back'), ...at }),
  z.object({ type: z.literal('patient.leave'), ...at }),
  z.object({ type: z.literal('patient.stillHere'), ...at }),
  /** Any touch or key; resets the idle deadline, journalled only when it changes something. */
  z.object({ type: z.literal('patient.active'), ...at }),
  z.object({ type: z.literal('patient.help'), ...at }),
  z.object({
    type: z.literal('patient.ready'),
    step: examStepSchema,
    /** Absent: the patient. A helper (relative, nurse, clerk) may say it for him. */
    by: z.enum(['patient', 'helper']).optional(),
    ...at,
  }),
  z.object({ type: z.literal('patient.answer'), question: questionSchema, yes: z.boolean(), ...at }),
  z.object({ type: z.literal('patient.cannot'), ...at }),
  /** Pictures and sounds of exams; apart from the consent to the consultation, and taken back at any time. */
  z.object({ type: z.literal('patient.mediaConsent'), granted: z.boolean(), ...at }),
  /** What a helper reads on the display of an instrument. `freshIds`: at least `SCALAR_IDS`. */
  z.object({
    type: z.literal('helper.typed'),
    exam: examNameSchema,
    /** UCUM unit of the exam's quantity. */
    value: z.number().min(0).max(1000),
    freshIds,
    ...at,
  }),
  z.object({ type: z.literal('patient.finish'), ...at }),
  /** `by`: the attendant who says so; absent: somebody at the cabinet's own screen. */
  z.object({ type: z.literal('cleaning.done'), by: z.string().min(1).max(64).optional(), ...at }),
  ...visitEventSchemas,
  ...documentEventSchemas,
  ...closingEventSchemas,
  // doctor
  z.object({ type: z.literal('doctor.claimed'), doctor: doctorIdentity, claim: z.uuid(), ...at }),
  z.object({ type: z.literal('doctor.connected'), claim: z.uuid(), ...at }),
  z.object({ type: z.literal('doctor.lost'), claim: z.uuid(), ...at }),
  z.object({ type: z.literal('doctor.released'), claim: z.uuid(), ...at }),
  z.object({
    type: z.literal('doctor.startExam'),
    exam: examNameSchema,
    /** Absent: full. */
    mode: examModeSchema.optional(),
    /** Where to begin, of an exam that takes pictures or sounds. */
    target: mediaTargetSchema.optional(),
    ...at,
  }),
  /**
   * Inflate now. `at` is when the cabinet accepted the command. Obeyed in this very step or never: it is not kept
   * for a later "ready". `commandId`: the command's own id.
   */
  z.object({ type: z.literal('doctor.startCuff'), commandId: z.uuid(), ...at }),
  /** What the doctor says of a result whose time cannot be checked. */
  z.object({ type: z.literal('doctor.confirm'), accept: z.boolean(), ...at }),
  /** What goes in front of the lens or under the head next. */
  z.object({ type: z.literal('doctor.target'), target: mediaTargetSchema, ...at }),
  /** Take it now (freeze). `capture`: the command's own id. */
  z.object({ type: z.literal('doctor.capture'), capture: z.uuid(), ...at }),
  /** The doctor's word on a picture or sound. */
  z.object({
    type: z.literal('doctor.judgeMedia'),
    medium: mediumIdSchema,
    accept: z.boolean(),
    /** What it shows, said by the doctor (side of an ear); absent: not said. */
    target: mediaTargetSchema.optional(),
    /** Of a refusal: what the patient is told. Absent: only that it is taken again. */
    why: rejectionSchema.optional(),
    ...at,
  }),
  z.object({
    type: z.literal('doctor.repeatExam'),
    target: mediaTargetSchema.optional(),
    /** What went wrong, as the exam's declaration knows it: the patient is told. */
    why: correctionSchema.optional(),
    ...at,
  }),
  z.object({ type: z.literal('doctor.skipStep'), ...at }),
  z.object({ type: z.literal('doctor.cancelExam'), ...at }),
  z.object({ type: z.literal('doctor.end'), ...at }),
  // instruments
  z.object({
    type: z.literal('instrument.state'),
    /** Absent: oximetry. */
    capability: capabilitySchema.optional(),
    state: instrumentStateSchema,
    fault: z.string().nullable(),
    instrument: instrumentIdentitySchema.nullable(),
    /** Blood pressure only: the core can start this cuff. Anything but true is never started. */
    remoteStart: z.boolean().optional(),
    ...at,
  }),
  z.object({
    type: z.literal('instrument.second'),
    second: secondSchema,
    /** Ids for the readings this second may complete: at least 3, or nothing is accepted yet. */
    freshIds: freshIds.optional(),
    ...at,
  }),
  z.object({
    type: z.literal('instrument.value'),
    capability: z.enum(['temperature', 'weight']),
    second: scalarSecondSchema,
    /** At least `SCALAR_IDS`, or nothing is accepted yet. */
    freshIds: freshIds.optional(),
    ...at,
  }),
  /** Once after every start that was not refused. `freshIds`: at least `PRESSURE_IDS`. */
  z.object({
    type: z.literal('cuff.end'),
    commandId: z.uuid(),
    outcome: z.union([z.object({ numbers: pressuresSchema }), z.object({ failure: z.enum(CUFF_FAILURES) })]),
    instrument: instrumentIdentitySchema,
    freshIds,
    ...at,
  }),
  /** The drivers did not start: nothing moves. */
  z.object({
    type: z.literal('cuff.refused'),
    commandId: z.uuid(),
    reason: z.enum(START_REFUSALS),
    ...at,
  }),
  /** A result that was not in the instrument's memory before. `freshIds`: at least `PRESSURE_IDS`. */
  z.object({
    type: z.literal('memory.record'),
    numbers: pressuresSchema,
    takenAt: z.string().nullable(),
    clock: z.enum(['agrees', 'disagrees', 'none']),
    irregular: z.boolean().nullable(),
    movement: z.boolean().nullable(),
    instrument: instrumentIdentitySchema,
    freshIds,
    ...at,
  }),
  /** The button of the otoscope, or the one on the screen. `capture`: fresh, for what it may take. */
  z.object({ type: z.literal('shutter.pressed'), capture: z.uuid(), ...at }),
  /** The whole list of what pictures and sounds can be taken with. */
  z.object({ type: z.literal('media.inputs'), inputs: z.array(mediaInputSchema), ...at }),
  /** Complete, its bytes with the core. */
  z.object({ type: z.literal('media.captured'), capture: z.uuid(), taken: takenSchema, ...at }),
  z.object({ type: z.literal('media.failed'), capture: z.uuid(), reason: captureFailureSchema, ...at }),
  /** The whole list of the instruments that a helper reads. */
  z.object({ type: z.literal('handhelds'), handhelds: z.array(handheldSchema), ...at }),
  /** The whole list of what the last self-test closed. */
  z.object({ type: z.literal('selftest.closed'), capabilities: z.array(capabilitySchema), ...at }),
  // the core
  z.object({ type: z.literal('deadline'), name: z.string(), ...at }),
  /** The core came back: instruments are stopped, the exam's measurement is aborted and offered again. */
  z.object({ type: z.literal('core.restarted'), ...at }),
  /** No heartbeat of the cabinet's screen for 2 s, or its page is gone: nobody can press "stop". */
  z.object({ type: z.literal('screen.lost'), ...at }),
  z.object({ type: z.literal('fleet.state'), broker: z.enum(['up', 'down']), ...at }),
  z.object({
    type: z.literal('media.state'),
    camera: z.boolean(),
    microphone: z.boolean(),
    ...at,
  }),
]);
export type CabinetEvent = z.infer<typeof cabinetEventSchema>;
export type CabinetEventType = CabinetEvent['type'];
export const CABINET_EVENT_TYPES: readonly CabinetEventType[] = cabinetEventSchema.options.map(
  (option) => option.shape.type.value,
);
