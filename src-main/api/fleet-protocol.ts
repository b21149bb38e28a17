/**
 * Box ⇄ doctors over any MQTT 3.1.1 broker, which nobody trusts: every message between them is signed (trust/), and
 * what concerns the patient is sealed to one doctor. A box is the arbiter of its own claims, so the fleet needs no
 * central coordinator.
 *
 *   box/<box>/presence          box → all, retained, with an "offline" last will
 *   box/<box>/from/<doctor>     doctor → box
 *   doctor/<doctor>/from/<box>  box → doctor
 *   doctor/<doctor>/duty        doctor → boxes, retained while he is on duty
 *   box/<box>/call              box → attendants, retained: a person is needed there, or not (any more)
 *   box/<box>/attendant/<who>   attendant → box: is coming
 */
import { z } from 'zod';
import { languageSchema } from '../../state-machines/contract.ts';
import { redFlagSchema, URGENCIES } from '../../state-machines/red-flags.ts';
import { attendantActSchema, choresSchema, helpCallSchema } from './attendant-protocol.ts';
import { nameSchema } from './names.ts';
import { attackSchema } from './trust/attacks.ts';
import { certificateTextSchema, issuersSchema } from './trust/certificate.ts';
import { requestTextSchema } from './trust/request.ts';
import { sealedSchema } from './trust/sealed.ts';

export { nameSchema } from './names.ts';

export const topics = {
  presence: (box: string) => `box/${box}/presence`,
  allPresence: 'box/+/presence',
  toBox: (box: string, doctor: string) => `box/${box}/from/${doctor}`,
  boxInbox: (box: string) => `box/${box}/from/+`,
  toDoctor: (doctor: string, box: string) => `doctor/${doctor}/from/${box}`,
  doctorInbox: (doctor: string) => `doctor/${doctor}/from/+`,
  duty: (doctor: string) => `doctor/${doctor}/duty`,
  allDuty: 'doctor/+/duty',
  call: (box: string) => `box/${box}/call`,
  allCalls: 'box/+/call',
  fromAttendant: (box: string, attendant: string) => `box/${box}/attendant/${attendant}`,
  attendantInbox: (box: string) => `box/${box}/attendant/+`,
} as const;

/** MQTT user names: the prefix decides the access rules. */
export const userNames = {
  box: (box: string) => `box:${box}`,
  doctor: (doctor: string) => `doctor:${doctor}`,
  attendant: (attendant: string) => `attendant:${attendant}`,
};

export const BOX_STATES = ['offline', 'idle', 'busy', 'waiting', 'in-call', 'cleaning'] as const;
export const presenceSchema = z.strictObject({
  v: z.literal(1),
  box: nameSchema,
  /** Where the cabinet stands, e.g. its commune. */
  place: z.string().max(80),
  state: z.enum(BOX_STATES),
  /** Wall-clock milliseconds since which this state holds. */
  since: z.number(),
  language: languageSchema.nullable(),
});
export type Presence = z.infer<typeof presenceSchema>;

/** What the doctors on duty are told besides, each in a message sealed to him: it concerns the patients. */
export const noticeSchema = z.strictObject({
  /** Somebody must be seen now: front of the queue, and the attendant is called. */
  urgent: z.boolean().optional(),
  /** Why: by his answers, or by what was measured. */
  because: z.enum(URGENCIES).optional(),
  /** Danger signs he said yes to. */
  flags: z.array(redFlagSchema).max(12).optional(),
  /** Visits that were left to be read; `late`: one of them for too long. */
  unread: z.strictObject({ count: z.number().int().min(1), late: z.boolean() }).optional(),
});
export type Notice = z.infer<typeof noticeSchema>;

/** A box as a doctor on duty sees it. */
export type BoxSeen = Presence & Notice;

/** A doctor's announcement that he is on duty. */
export const dutySchema = z.strictObject({ type: z.literal('duty') });

/** Not why, and nothing about the patient. */
export const callSchema = z.strictObject({
  v: z.literal(1),
  box: nameSchema,
  place: z.string().max(80),
  /** Null: nobody is needed. */
  call: helpCallSchema.nullable(),
  /** Absent: a cabinet that does not tell it. */
  chores: choresSchema.optional(),
});
export type AttendantCallMessage = z.infer<typeof callSchema>;

export const fromAttendantSchema = attendantActSchema;

export const iceServerSchema = z.object({
  urls: z.union([z.string(), z.array(z.string())]),
  username: z.string().optional(),
  credential: z.string().optional(),
});
export type IceServer = z.infer<typeof iceServerSchema>;
export const icePolicySchema = z.enum(['all', 'relay']);
export type IcePolicy = z.infer<typeof icePolicySchema>;

/** An RTCSessionDescription or RTCIceCandidate of one peer connection. */
export const signalSchema = z.union([
  z.strictObject({
    description: z.object({
      type: z.enum(['offer', 'answer', 'pranswer', 'rollback']),
      sdp: z.string().max(64 * 1024),
    }),
  }),
  z.strictObject({
    candidate: z
      .object({
        candidate: z.string().max(2048),
        sdpMid: z.string().max(64).nullable(),
        sdpMLineIndex: z.number().int().nullable(),
        usernameFragment: z.string().max(256).nullish(),
      })
      .nullable(),
  }),
]);
export type Signal = z.infer<typeof signalSchema>;

export const toBoxSchema = z.discriminatedUnion('type', [
  /** A doctor asks for the visit. The same claim id again = the same doctor resumes. */
  z.object({ type: z.literal('claim'), claim: z.uuid() }),
  z.object({ type: z.literal('release'), claim: z.uuid() }),
  /** `epoch` as given by `claim.accepted`. */
  z.object({ type: z.literal('signal'), claim: z.uuid(), epoch: z.number().int(), signal: signalSchema }),
  /** Something said in this box's name was not believed by the doctor's page. */
  z.object({ type: z.literal('distrust'), attack: attackSchema }),
]);
export type ToBox = z.infer<typeof toBoxSchema>;
/** Of a claim or its call. */
export type CallToBox = Extract<ToBox, { claim: string }>;

export const toDoctorSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('claim.accepted'),
    claim: z.uuid(),
    visit: z.uuid(),
    /** Number of this call within the visit. */
    epoch: z.number().int().min(1),
    iceServers: z.array(iceServerSchema),
    /** `relay`: no address of either side is shown to the other (an operator's choice). */
    icePolicy: icePolicySchema.optional(),
  }),
  z.object({
    type: z.literal('claim.refused'),
    claim: z.uuid(),
    reason: z.enum(['taken', 'nobody-waiting', 'malformed']),
  }),
  z.object({ type: z.literal('signal'), claim: z.uuid(), epoch: z.number().int(), signal: signalSchema }),
  z.object({
    type: z.literal('closed'),
    claim: z.uuid(),
    reason: z.enum(['ended', 'lease-expired', 'abandoned', 'interrupted']),
  }),
  /** A `noticeSchema` for this doctor's eyes. */
  z.object({ type: z.literal('notice'), sealed: sealedSchema }),
  /** Something said in this doctor's name was not believed. */
  z.object({ type: z.literal('distrust'), attack: attackSchema }),
]);
export type ToDoctor = z.infer<typeof toDoctorSchema>;
/** Of a claim or its call; the others concern a box as a whole. */
export type CallToDoctor = Extract<ToDoctor, { claim: string }>;

/** The largest MQTT payload a box, a doctor or the relay takes. */
export const MAX_FLEET_BYTES = 64 * 1024;

/** Where the relay serves MQTT over WebSocket. */
export const MQTT_PATH = '/mqtt';

/** Body of the relay's `POST /session`. */
export const sessionRequestSchema = z.strictObject({
  doctor: nameSchema,
  secret: z.string().min(1).max(256),
  /** The keys that this page made, for which it wants a certificate. */
  request: requestTextSchema,
});
export type SessionRequest = z.infer<typeof sessionRequestSchema>;

/** Its answer: the doctor's MQTT user is `userNames.doctor(id)`, `password` holds until `expires` (wall ms). */
export const sessionSchema = z.object({
  id: nameSchema,
  name: z.string().min(1).max(80),
  password: z.string().min(1).max(512),
  mqttPath: z.literal(MQTT_PATH),
  expires: z.number(),
  certificate: certificateTextSchema,
  issuers: issuersSchema,
});
export type Session = z.infer<typeof sessionSchema>;

/** Body of `POST /certificate`: a box asks for its own, by the key that the operator knows it by. */
export const boxCertificateRequestSchema = z.strictObject({ request: requestTextSchema });
export const boxCertificateSchema = z.object({ certificate: certificateTextSchema });

/** Answer of the relay's `GET /ice`. */
export const iceAnswerSchema = z.object({ iceServers: z.array(iceServerSchema) });
