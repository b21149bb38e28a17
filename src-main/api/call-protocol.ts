/**
 * Cabinet ⇄ doctor: what travels over the four data channels of the peer connection. The cabinet's renderer is a
 * pipe; the core on one side and the doctor's page on the other parse every message with these schemas.
 */
import { z } from 'zod';
import { QUANTITIES } from '../../drivers/contract.ts';
import {
  correctionSchema,
  doctorViewSchema,
  examModeSchema,
  examNameSchema,
  instantSchema,
  mediaTargetSchema,
  mediumIdSchema,
  rejectionSchema,
} from '../../state-machines/contract.ts';
import { documentFromCabinetSchemas, documentFromDoctorSchemas } from './document-protocol.ts';
import { bulkFromCabinetSchemas, bulkFromDoctorSchemas } from './media-protocol.ts';
import { visitCommandSchemas } from './visit-commands.ts';
import { toCabinetFieldSchema, toDoctorFieldSchema, watchKeySchema } from './watch-sealed.ts';

export const CALL_PROTOCOL = 1;

/** Pre-negotiated channels (`negotiated: true`), same ids on both sides. */
export const CHANNELS = {
  /** Commands, acknowledgements, 4 Hz heartbeat, clock offset, snapshots. */
  control: { id: 0, ordered: true },
  /** Journal events from a cursor, and their acknowledgement. */
  journal: { id: 1, ordered: true },
  /** Pictures, sound, documents in 16 KB chunks; yields to control. */
  bulk: { id: 2, ordered: true },
  /** Live numbers and waves; never retransmitted. */
  waves: { id: 3, ordered: false, maxRetransmits: 0 },
} as const;
export const channelSchema = z.enum(['control', 'journal', 'bulk', 'waves']);
export type Channel = z.infer<typeof channelSchema>;

/** Order of the transceivers, created by the cabinet, found again by index by the doctor. */
export const TRANSCEIVERS = ['face', 'second-camera', 'voice', 'second-audio'] as const;
export type TransceiverRole = (typeof TRANSCEIVERS)[number];

export const HEARTBEAT_MS = 250;
/** No heartbeat for this long: the numbers are stale and the link is called lost. */
export const HEARTBEAT_LOST_MS = 1500;
/** For the cabinet the doctor is lost only then: a short dip needs no word and no commit. */
export const DOCTOR_LOST_MS = 3000;
/** Lease of a claim: renewed by every heartbeat. */
export const LEASE_TOLD_MS = 20_000;
export const LEASE_OVER_MS = 90_000;
/** Time-to-live of a command that moves or changes something. */
export const COMMAND_TTL_MS = 3000;
export const MAX_MESSAGE_BYTES = 64 * 1024;

export const cursorSchema = z.object({ epoch: z.number().int().min(0), seq: z.number().int().min(0) });

export const commandBodySchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('exam.start'),
    exam: examNameSchema,
    mode: examModeSchema.optional(),
    /** Where to begin, of an exam that takes pictures or sounds. */
    target: mediaTargetSchema.optional(),
  }),
  /** Inflate now: obeyed within 3 s of the press or never, and only beside a fresh "ready". */
  z.object({ type: z.literal('cuff.start') }),
  /** A result of an instrument's memory whose time agrees with nothing. */
  z.object({ type: z.literal('exam.confirm'), accept: z.boolean() }),
  /** What goes in front of the lens or under the head next. */
  z.object({ type: z.literal('exam.target'), target: mediaTargetSchema }),
  /** Freeze: take the picture or sound now. */
  z.object({ type: z.literal('exam.capture') }),
  z.object({
    type: z.literal('exam.judgeMedia'),
    medium: mediumIdSchema,
    accept: z.boolean(),
    /** What it shows, said by the doctor (side of an ear); never filled in for him. */
    target: mediaTargetSchema.optional(),
    /** Of a refusal: what the patient is told. */
    why: rejectionSchema.optional(),
  }),
  z.object({
    type: z.literal('exam.repeat'),
    target: mediaTargetSchema.optional(),
    /** What went wrong: the patient is told. */
    why: correctionSchema.optional(),
  }),
  z.object({ type: z.literal('exam.skipStep') }),
  z.object({ type: z.literal('exam.cancel') }),
  ...visitCommandSchemas,
  z.object({ type: z.literal('visit.end') }),
]);
export type CommandBody = z.infer<typeof commandBodySchema>;

export const commandSchema = z.object({
  type: z.literal('command'),
  id: z.uuid(),
  visit: z.uuid(),
  /** Counts the calls of this visit; a command of an older call is refused. */
  epoch: z.number().int().min(1),
  /** The exam step the doctor saw when pressing, null outside an exam. */
  step: z.string().max(32).nullable(),
  /** When it was pressed, in the cabinet's monotonic milliseconds (by the measured offset). */
  issuedAt: z.number(),
  ttlMs: z.number().int().min(100).max(10_000),
  body: commandBodySchema,
});
export type Command = z.infer<typeof commandSchema>;

/** Doctor → cabinet, on `control` unless said otherwise. */
export const fromDoctorSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    protocol: z.literal(CALL_PROTOCOL),
    /** What the doctor already has of this visit; null = nothing, send from the visit's start. */
    cursor: cursorSchema.nullable(),
    media: z.object({ camera: z.boolean(), microphone: z.boolean() }),
    watchKey: watchKeySchema.optional(),
  }),
  /** `t0`: sender's clock, echoed back. `watch`: sealed, in every one; see `watch-sealed.ts`. */
  z.object({
    type: z.literal('heartbeat'),
    n: z.number().int(),
    t0: z.number(),
    watch: toCabinetFieldSchema.optional(),
  }),
  commandSchema,
  /** On `journal`. */
  z.object({ type: z.literal('ack'), cursor: cursorSchema }),
  /** On `bulk`. */
  ...bulkFromDoctorSchemas,
  ...documentFromDoctorSchemas,
]);
export type FromDoctor = z.infer<typeof fromDoctorSchema>;

export const OUTCOMES = ['executed', 'refused', 'expired', 'duplicate', 'older-epoch'] as const;

export const liveSchema = z.object({
  type: z.literal('live'),
  quantity: z.enum(QUANTITIES),
  /** null: the instrument says "no value". */
  value: z.number().nullable(),
  unit: z.string(),
  quality: z.enum(['good', 'poor', 'none']),
  /** Cabinet's monotonic time at which the frame's last byte arrived. */
  sampledAt: z.number(),
  /** Older than this is stale. */
  quietMs: z.number(),
});
export type Live = z.infer<typeof liveSchema>;

export const waveSchema = z.object({
  type: z.literal('wave'),
  wave: z.enum(['pleth', 'ecg', 'resp']),
  sampledAt: z.number(),
  rate: z.number(),
  range: z.tuple([z.number(), z.number()]),
  samples: z.array(z.number()).max(256),
  beat: z.boolean(),
});
export type Wave = z.infer<typeof waveSchema>;

/** Cabinet → doctor. */
export const fromCabinetSchema = z.discriminatedUnion('type', [
  /** control */
  z.object({
    type: z.literal('welcome'),
    protocol: z.literal(CALL_PROTOCOL),
    box: z.string(),
    visit: z.uuid(),
    epoch: z.number().int().min(1),
    view: doctorViewSchema,
    watchKey: watchKeySchema.optional(),
  }),
  /** control: `tc` is the cabinet's monotonic time when it answered. `watch`: sealed, in every one. */
  z.object({
    type: z.literal('heartbeat'),
    n: z.number().int(),
    t0: z.number(),
    tc: z.number(),
    watch: toDoctorFieldSchema.optional(),
  }),
  z.object({ type: z.literal('view'), view: doctorViewSchema }),
  /** The core restarted under a running call: say `hello` again with your cursor. */
  z.object({ type: z.literal('hello.please') }),
  z.object({
    type: z.literal('command.outcome'),
    id: z.uuid(),
    outcome: z.enum(OUTCOMES),
    reason: z.string().max(200),
  }),
  z.object({
    type: z.literal('refused'),
    reason: z.enum(['malformed', 'too-large', 'not-allowed']),
    detail: z.string().max(200),
  }),
  z.object({
    type: z.literal('bye'),
    reason: z.enum(['ended', 'lease-expired', 'abandoned', 'interrupted']),
  }),
  /** journal */
  z.object({
    type: z.literal('event'),
    epoch: z.number().int(),
    seq: z.number().int(),
    id: z.string(),
    kind: z.string(),
    at: instantSchema,
    payload: z.unknown(),
    /**
     * Hex: the cabinet's keyed hash chain up to this event. `epoch:seq:chain` of the last one acknowledged, kept by the
     * doctor, betrays a journal that was cut off or put back later (`npm run journal -- verify --head`).
     */
    chain: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  }),
  /** waves */
  liveSchema,
  waveSchema,
  /** bulk */
  ...bulkFromCabinetSchemas,
  ...documentFromCabinetSchemas,
]);
export type FromCabinet = z.infer<typeof fromCabinetSchema>;
