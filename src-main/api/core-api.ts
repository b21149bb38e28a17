/**
 * Core ⇄ renderer, terminal and dev dock: one typed two-way API over a WebSocket on 127.0.0.1. The first message of
 * a client is `hello` with a one-time token; each `welcome` carries the token for the next connection.
 */
import { z } from 'zod';
import {
  examStepSchema,
  languageSchema,
  patientViewSchema,
  questionSchema,
} from '../../state-machines/contract.ts';
import { channelSchema, liveSchema, waveSchema } from './call-protocol.ts';
import { dockActionSchema, dockStateSchema } from './dock-protocol.ts';
import { icePolicySchema, iceServerSchema, signalSchema } from './fleet-protocol.ts';
import {
  bulkFromCabinetSchemas,
  bulkFromDoctorSchemas,
  mediaFromClientSchemas,
  mediaFromCoreSchemas,
  mediaLabelsSchema,
} from './media-protocol.ts';
import { technicianFromClientSchemas, technicianFromCoreSchemas } from './selftest-protocol.ts';
import { visitActionSchemas } from './visit-actions.ts';
import { checkIdSchema, watchFromCoreSchemas, watchReportSchema } from './watch-protocol.ts';

export type { DockAction, DockState } from './dock-protocol.ts';
export { dockActionSchema, dockStateSchema };

export const API_VERSION = 1;
export const API_PATH = '/api';
/** The renderer says it is alive this often. */
export const RENDERER_HEARTBEAT_MS = 500;

/** `technician`: self-test and guided parts; never who is in the cabinet. */
export const roleSchema = z.enum(['patient', 'dock', 'terminal', 'technician']);
export type Role = z.infer<typeof roleSchema>;

/** What a person does on the cabinet's own screen. */
export const patientActionSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('begin') }),
  z.object({ type: z.literal('welcomeDone') }),
  z.object({ type: z.literal('language'), language: languageSchema }),
  z.object({ type: z.literal('identifyByCode'), code: z.string().trim().min(1).max(32) }),
  z.object({
    type: z.literal('identifyByName'),
    birthName: z.string().trim().min(1).max(80),
    firstName: z.string().trim().min(1).max(80),
    birthDate: z.iso.date().nullable(),
  }),
  z.object({ type: z.literal('consent'), granted: z.boolean() }),
  z.object({ type: z.literal('back') }),
  z.object({ type: z.literal('leave') }),
  z.object({ type: z.literal('stillHere') }),
  z.object({ type: z.literal('active') }),
  z.object({ type: z.literal('help') }),
  /** The answer to "are you all right?". */
  z.object({ type: z.literal('allRight'), well: z.boolean() }),
  /** The answer to an ordinary question of the visit. */
  z.object({ type: z.literal('check'), id: checkIdSchema, yes: z.boolean() }),
  z.object({ type: z.literal('ready'), step: examStepSchema, by: z.enum(['patient', 'helper']).optional() }),
  z.object({ type: z.literal('answer'), question: questionSchema, yes: z.boolean() }),
  z.object({ type: z.literal('cannot') }),
  /** Of an exam that takes pictures: now. */
  z.object({ type: z.literal('shutter') }),
  ...visitActionSchemas,
  z.object({ type: z.literal('finish') }),
  z.object({ type: z.literal('cleaningDone') }),
]);
export type PatientAction = z.infer<typeof patientActionSchema>;

const requestId = z.number().int().min(1);

export const fromClientSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    api: z.literal(API_VERSION),
    role: roleSchema,
    token: z.string().min(16).max(128),
  }),
  z.object({ type: z.literal('alive') }),
  z.object({ type: z.literal('action'), request: requestId, action: patientActionSchema }),
  z.object({ type: z.literal('dock'), request: requestId, action: dockActionSchema }),
  z.object({ type: z.literal('media'), camera: z.boolean(), microphone: z.boolean() }),
  /** The renderer's peer connection, for the doctor's eyes and the lease. */
  z.object({
    type: z.literal('call.state'),
    epoch: z.number().int(),
    state: z.enum(['connecting', 'connected', 'disconnected', 'failed', 'closed']),
  }),
  z.object({ type: z.literal('call.signal'), epoch: z.number().int(), signal: signalSchema }),
  /** A message that came out of a data channel, as it came. */
  z.object({
    type: z.literal('pipe'),
    epoch: z.number().int(),
    channel: channelSchema,
    data: z.string().max(64 * 1024),
  }),
  /** The renderer finished wiping after `wipe`. */
  z.object({ type: z.literal('wiped') }),
  ...mediaFromClientSchemas,
  /** The bytes of a document of its view, asked for as the doctor asks for a picture. */
  ...bulkFromDoctorSchemas,
  watchReportSchema,
  ...technicianFromClientSchemas,
]);
export type FromClient = z.infer<typeof fromClientSchema>;

export const fromCoreSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('welcome'),
    api: z.literal(API_VERSION),
    nextToken: z.string(),
    simulation: z.boolean(),
    place: z.string(),
    /** Whom the patient may telephone when the line is down, where it was set. */
    phone: z.string().max(24).optional(),
    /** What this cabinet takes its pictures and sounds with, where it was set. */
    mediaLabels: mediaLabelsSchema.optional(),
    view: patientViewSchema,
    /** The core's monotonic time, to turn deadlines of the view into a countdown. */
    now: z.number(),
  }),
  z.object({ type: z.literal('view'), view: patientViewSchema, now: z.number() }),
  z.object({
    type: z.literal('reply'),
    request: requestId,
    ok: z.boolean(),
    error: z
      .object({ code: z.enum(['malformed', 'not-now', 'not-allowed', 'unavailable']), message: z.string() })
      .nullable(),
  }),
  /** The message could not be parsed or came before `hello`; nothing changed. */
  z.object({
    type: z.literal('refused'),
    reason: z.enum(['malformed', 'too-large', 'not-allowed', 'bad-token']),
    detail: z.string(),
  }),
  liveSchema,
  waveSchema,
  z.object({ type: z.literal('dock.state'), state: dockStateSchema }),
  z.object({
    type: z.literal('call.open'),
    epoch: z.number().int(),
    iceServers: z.array(iceServerSchema),
    icePolicy: icePolicySchema.optional(),
    /** Nobody is here: no camera, no microphone is opened. */
    silent: z.boolean().optional(),
  }),
  z.object({ type: z.literal('call.close'), epoch: z.number().int() }),
  z.object({ type: z.literal('call.signal'), epoch: z.number().int(), signal: signalSchema }),
  /** To be sent on a data channel, as it is. `waves` may be dropped when the channel is full. */
  z.object({ type: z.literal('pipe'), epoch: z.number().int(), channel: channelSchema, data: z.string() }),
  z.object({ type: z.literal('wipe') }),
  ...mediaFromCoreSchemas,
  ...bulkFromCabinetSchemas,
  ...watchFromCoreSchemas,
  ...technicianFromCoreSchemas,
]);
export type FromCore = z.infer<typeof fromCoreSchema>;
