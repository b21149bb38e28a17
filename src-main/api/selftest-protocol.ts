/** The technician's part of the core's API: self-test, guided parts, the way in. Never patient data. */
import { z } from 'zod';
import { CAPABILITIES, type FaultCode } from '../../drivers/contract.ts';
import { mediaLabelsSchema } from './media-protocol.ts';
import { watchProofSchema, watchSettingsSchema } from './watch-protocol.ts';

/** The journal's event type of a result. */
export const SELFTEST_DONE = 'selftest.done';

export const SELFTEST_STATUSES = ['pass', 'warn', 'fail', 'not-fitted'] as const;
export const selftestStatusSchema = z.enum(SELFTEST_STATUSES);
export type SelftestStatus = z.infer<typeof selftestStatusSchema>;

/** In the order of the list. */
export const SELFTEST_GROUPS = ['instruments', 'media', 'printing', 'storage', 'network', 'system'] as const;
export type SelftestGroup = (typeof SELFTEST_GROUPS)[number];

const FAULTS = [
  'not-plugged',
  'unplugged',
  'port-busy',
  'no-permission',
  'open-failed',
  'no-answer',
  'wrong-device',
  'silent',
  'garbage',
  'device-off',
  'two-alike',
  'no-data-cable',
] as const satisfies readonly FaultCode[];

/** Why a line is not simply `pass`. Closed: words and an advice hang on each. */
export const SELFTEST_REASONS = [
  ...FAULTS,
  // any check
  'took-too-long',
  'check-broken',
  'cancelled',
  'needs-core',
  'simulated',
  // instruments
  'nothing-fitted',
  'not-streamed',
  // camera, microphone, speaker
  'no-page',
  'no-device',
  'not-allowed',
  'track-ended',
  'track-muted',
  'no-picture',
  'no-sound',
  // printer
  'no-printer',
  'printer-gone',
  'printer-unreachable',
  'printer-paused',
  'paper-empty',
  'printer-trouble',
  // storage
  'disk-low',
  'disk-full',
  'database-damaged',
  'database-unreadable',
  'not-durable',
  'journal-in-memory',
  'journal-mended',
  'disk-not-protected',
  // time
  'clock-unsynchronised',
  'clock-unknown',
  'clock-jumped',
  'clock-wrong',
  // network
  'broker-down',
  'no-certificate',
  'broker-distrusted',
  'no-turn',
  'turn-no-credentials',
  'turn-no-answer',
  'turn-refused',
  'no-record',
  'record-unreachable',
  'record-not-let-in',
  'record-address',
  'record-behind',
  'record-late',
  'record-parked',
  'record-parked-overdue',
  'record-stopped',
  'record-export-due',
  // system
  'no-models',
  'models-missing',
  'models-damaged',
  'rules-missing',
  'rules-old',
  'watch-off',
  'no-webgl2',
  'watch-stopped',
  'watch-blind',
  // guided
  'no-finger',
  'cuff-refused',
  'cuff-failed',
  'cuff-no-pressure',
  'cuff-kept-air',
  'cuff-air-unseen',
  'stopped',
  'tone-not-heard',
  'said-no',
] as const;
export const selftestReasonSchema = z.enum(SELFTEST_REASONS);
export type SelftestReason = z.infer<typeof selftestReasonSchema>;

export type AdviceKey =
  | `fault.${FaultCode}.technician`
  | `selftest.${Exclude<SelftestReason, FaultCode>}.advice`;

const isFault = (reason: SelftestReason): reason is FaultCode =>
  (FAULTS as readonly string[]).includes(reason);

/** The language files' key of what to do about it. */
export function adviceKey(reason: SelftestReason): AdviceKey {
  return isFault(reason)
    ? `fault.${reason}.technician`
    : `selftest.${reason as Exclude<SelftestReason, FaultCode>}.advice`;
}

export const SELFTEST_FACTS = [
  'instrument',
  'serial',
  'firmware',
  'port',
  'frameAgeMs',
  'devices',
  'label',
  'printer',
  'printerState',
  'freeMB',
  'totalMB',
  'journalMode',
  'synchronous',
  'lostEvents',
  'timeSource',
  'jumpMs',
  'server',
  'transport',
  'rttMs',
  'waiting',
  'oldestWaiting',
  'parked',
  'lastSuccess',
  'files',
  'rules',
  'spo2',
  'pulse',
  'peakMmHg',
  'lastMmHg',
  'levelDb',
  'pictureMs',
] as const;
export type SelftestFact = (typeof SELFTEST_FACTS)[number];
export const selftestFactsSchema = z.partialRecord(
  z.enum(SELFTEST_FACTS),
  z.union([z.string().max(200), z.number(), z.null()]),
);
export type SelftestFacts = z.infer<typeof selftestFactsSchema>;

const capabilitySchema = z.enum(CAPABILITIES);

export const selftestLineSchema = z.object({
  id: z.string().min(1).max(64),
  group: z.enum(SELFTEST_GROUPS),
  status: selftestStatusSchema,
  /** Null only when it passed. `detail` is for the technician, in the words of the system. */
  reason: z.object({ code: selftestReasonSchema, detail: z.string().max(300) }).nullable(),
  /** adviceKey(reason.code) */
  advice: z.string().max(64).nullable(),
  facts: selftestFactsSchema,
  /** Exams that cannot be done while this fails. */
  capabilities: z.array(capabilitySchema),
  durationMs: z.number().min(0),
  /** Wall clock, ms since 1970 UTC. */
  at: z.number(),
});
export type SelftestLine = z.infer<typeof selftestLineSchema>;

/** The last word on each line: those of a whole run, with what was run again or guided since. */
export const selftestResultSchema = z.object({
  v: z.literal(1),
  /** When it last changed, ms since 1970 UTC. */
  at: z.number(),
  lines: z.array(selftestLineSchema).max(100),
});
export type SelftestResult = z.infer<typeof selftestResultSchema>;

/** Parts that a person does with the machine. `lit`: is the lamp of an instrument that is not seen on? */
export const GUIDED_STEPS = ['finger', 'cuff', 'picture', 'tone', 'page', 'lit'] as const;
export const guidedStepSchema = z.enum(GUIDED_STEPS);
export type GuidedStep = z.infer<typeof guidedStepSchema>;
export const guidedId = (step: GuidedStep): string => `guided.${step}`;

export const technicianActionSchema = z.discriminatedUnion('type', [
  /** From the patient's screen, while nobody is in. */
  z.object({ type: z.literal('enter'), pin: z.string().min(1).max(32) }),
  /** `ids` null: everything. */
  z.object({ type: z.literal('run'), ids: z.array(z.string().max(64)).min(1).max(100).nullable() }),
  z.object({ type: z.literal('stop') }),
  /** `ready`: the person has done what the step asks; the cuff moves only then. */
  z.object({
    type: z.literal('guide'),
    step: guidedStepSchema,
    say: z.enum(['begin', 'ready', 'yes', 'no']),
    /** `lit`: the line it is about. */
    line: z.string().max(64).optional(),
    /** `tone`: what the microphone heard of it, dB above the room; null: nothing could be measured. */
    levelDb: z.number().min(-200).max(200).nullable().optional(),
  }),
  z.object({ type: z.literal('watch.set'), settings: watchSettingsSchema }),
  /** All of them: what is left out is found by its name again. */
  z.object({ type: z.literal('media.set'), labels: mediaLabelsSchema }),
  z.object({ type: z.literal('leave') }),
]);
export type TechnicianAction = z.infer<typeof technicianActionSchema>;

const trackSchema = z.object({
  /** Devices of this kind that the system lists. */
  devices: z.number().int().min(0).max(64),
  /** `live`: opened and running; else why not. */
  state: z.enum(['live', 'ended', 'muted', 'no-device', 'not-allowed', 'failed']),
  label: z.string().max(200),
  /** Pictures came, or the room's noise was heard, within the page's patience. */
  alive: z.boolean(),
});
export type MediaTrackReport = z.infer<typeof trackSchema>;

export const mediaReportSchema = z.object({
  camera: trackSchema,
  microphone: trackSchema,
  /** Without permission for the microphone no page sees its speakers. */
  speaker: z.object({ devices: z.number().int().min(0).max(64), label: z.string().max(200) }),
});
export type MediaReport = z.infer<typeof mediaReportSchema>;

const guideViewSchema = z.object({
  step: guidedStepSchema,
  /** asked: waits for the person; working: the machine does something; over: see the line. */
  state: z.enum(['asked', 'working', 'over']),
  values: selftestFactsSchema,
});
export type GuideView = z.infer<typeof guideViewSchema>;

export const technicianFromClientSchemas = [
  z.object({
    type: z.literal('technician'),
    request: z.number().int().min(1),
    action: technicianActionSchema,
  }),
  /** The page's answer to `selftest.media.ask`. */
  z.object({ type: z.literal('selftest.media'), ask: z.number().int(), report: mediaReportSchema }),
  /** The page's answers to `selftest.watch.ask`: at once, then once it is known. */
  z.object({ type: z.literal('selftest.watch'), ask: z.number().int(), proof: watchProofSchema }),
] as const;

export const technicianFromCoreSchemas = [
  /** Before the reply to `enter`. `token` opens one connection as technician, within 30 s. */
  z.object({
    type: z.literal('technician.entry'),
    request: z.number().int().min(1),
    token: z.string().nullable(),
    refused: z.enum(['wrong-pin', 'wait', 'no-pin']).nullable(),
    /** Until the next try is looked at. */
    waitMs: z.number().min(0),
  }),
  /** On connection, and whenever a run begins or ends. */
  z.object({
    type: z.literal('selftest.state'),
    /** Ids under way, in the order of the list; empty: nothing runs. */
    running: z.array(z.string()),
    result: selftestResultSchema.nullable(),
    /** What this cabinet can be guided through. */
    guided: z.array(guidedStepSchema),
  }),
  z.object({ type: z.literal('selftest.line'), line: selftestLineSchema }),
  z.object({ type: z.literal('selftest.guide'), guide: guideViewSchema.nullable() }),
  z.object({ type: z.literal('selftest.media.ask'), ask: z.number().int() }),
  /** Does the watch really look? */
  z.object({ type: z.literal('selftest.watch.ask'), ask: z.number().int() }),
] as const;
