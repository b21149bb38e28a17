/**
 * What the core and the doctor's page say to each other of the distress watch. It passes through the patient's own
 * page, so it is sealed end to end and lies in every heartbeat, always of one length: the page that carries it, and
 * whoever looks over its shoulder, cannot tell whether there is something to say.
 *
 *   P-256 (the page's key in `hello`, the core's in `welcome`) → HKDF-SHA-256, bound to visit and call → AES-256-GCM
 *   a field: 8 bytes counter, which is the nonce, then the ciphertext of the padded JSON with its tag; base64url
 *
 * The keys are not signed yet: a patient's page that was itself replaced could stand in between.
 */
import { z } from 'zod';
import { CHECK_ANSWERS } from '../../state-machines/distress/check.ts';
import { ACKNOWLEDGERS, ALERT_STEPS, EPISODE_STATES } from '../../state-machines/distress/episode.ts';
import { BLIND_REASONS, CHECK_QUESTIONS, SIGNALS } from '../../state-machines/distress/vocabulary.ts';
import { ATTENDANT_STATES } from './watch-protocol.ts';

/** Of the padded JSON, bytes. */
export const TO_DOCTOR_BYTES = 640;
export const TO_CABINET_BYTES = 96;

const COUNTER_BYTES = 8;
const TAG_BYTES = 16;
const sealedLength = (bytes: number): number => Math.ceil(((COUNTER_BYTES + bytes + TAG_BYTES) * 4) / 3);
const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/);

/** An uncompressed point of P-256. */
export const watchKeySchema = base64url.length(87);
export const toDoctorFieldSchema = base64url.length(sealedLength(TO_DOCTOR_BYTES));
export const toCabinetFieldSchema = base64url.length(sealedLength(TO_CABINET_BYTES));

export type WatchDirection = 'to-doctor' | 'to-cabinet';
export const watchInfo = (visit: string, epoch: number, direction: WatchDirection): string =>
  `box-medicale watch 1 ${visit} ${epoch} ${direction}`;

/** GCM's 12 bytes out of a counter that is used once. */
export function watchNonce(counter: number): Uint8Array<ArrayBuffer> {
  const nonce = new Uint8Array(12);
  new DataView(nonce.buffer).setBigUint64(4, BigInt(counter));
  return nonce;
}
export const counterOf = (field: Uint8Array): number =>
  Number(new DataView(field.buffer, field.byteOffset, COUNTER_BYTES).getBigUint64(0));
/** Before the keys are agreed: what no key opens. */
export { COUNTER_BYTES, sealedLength, TAG_BYTES };

const episodeId = z.string().regex(/^[0-9a-f]{8}$/);
const place = <T extends readonly string[]>(names: T) =>
  z
    .number()
    .int()
    .min(0)
    .max(names.length - 1);
const name = <T extends readonly string[]>(names: T, index: number): T[number] => names[index] as T[number];

/** More open alerts than this are counted, not told. */
export const MOST_OPEN = 6;

export const WATCH_ACTS = ['acknowledge', 'false-alarm'] as const;
export type WatchAct = (typeof WATCH_ACTS)[number];

export interface OpenEpisode {
  readonly id: string;
  readonly signal: (typeof SIGNALS)[number];
  readonly state: (typeof EPISODE_STATES)[number];
  /** Whole seconds since the act began. */
  readonly sinceS: number;
  /** The act itself has ended. */
  readonly ended: boolean;
  /** 0 … 1 */
  readonly confidence: number;
  readonly step: (typeof ALERT_STEPS)[number];
  readonly by: (typeof ACKNOWLEDGERS)[number] | null;
}

/** `waiting`: for a moment in which patient and doctor talk; `shown`: on the patient's screen now. */
export const CHECK_STATES = ['waiting', 'shown', ...CHECK_ANSWERS] as const;

/** The ordinary question that was asked last. */
export interface CheckTold {
  readonly question: (typeof CHECK_QUESTIONS)[number];
  readonly state: (typeof CHECK_STATES)[number];
}

/** What the doctor's page shows. */
export interface WatchPicture {
  /** Signals that the technician switched on; the help button always is. */
  readonly on: readonly (typeof SIGNALS)[number][];
  /** Empty: everything that is on is watched. */
  readonly blind: readonly (typeof BLIND_REASONS)[number][];
  /** Pictures a second. */
  readonly rate: number;
  /** 0 … 1 by signal: a live number, never a result. */
  readonly scores: Readonly<Record<(typeof SIGNALS)[number], number>>;
  readonly open: readonly OpenEpisode[];
  readonly more: number;
  readonly attendant: (typeof ATTENDANT_STATES)[number];
  /** Null: nothing was asked yet. */
  readonly check: CheckTold | null;
  /** The last act that the cabinet has stored, and whether it did something. */
  readonly heard: { readonly act: string; readonly done: boolean } | null;
}

const packedSchema = z.strictObject({
  v: z.literal(2),
  /** Bit by bit, in the order of SIGNALS. */
  on: z.number().int().min(0),
  /** In the order of BLIND_REASONS. */
  b: z.number().int().min(0),
  r: z.number().min(0).max(99),
  /** Hundredths, in the order of SIGNALS. */
  s: z.array(z.number().int().min(0).max(100)).length(SIGNALS.length),
  e: z
    .array(
      z.tuple([
        episodeId,
        place(SIGNALS),
        place(EPISODE_STATES),
        z.number().int().min(0).max(999_999),
        z.union([z.literal(0), z.literal(1)]),
        z.number().int().min(0).max(100),
        place(ALERT_STEPS),
        /** -1: nobody. */
        z
          .number()
          .int()
          .min(-1)
          .max(ACKNOWLEDGERS.length - 1),
      ]),
    )
    .max(MOST_OPEN),
  m: z.number().int().min(0).max(99),
  a: place(ATTENDANT_STATES),
  c: z.tuple([place(CHECK_QUESTIONS), place(CHECK_STATES)]).nullable(),
  h: z.tuple([episodeId, z.union([z.literal(0), z.literal(1)])]).nullable(),
});

const bits = <T>(all: readonly T[], some: readonly T[]): number =>
  all.reduce((sum, each, index) => sum + (some.includes(each) ? 2 ** index : 0), 0);
const ofBits = <T>(all: readonly T[], sum: number): T[] =>
  all.filter((_, index) => Math.floor(sum / 2 ** index) % 2 === 1);

/** JSON of at most TO_DOCTOR_BYTES. */
export function packPicture(picture: WatchPicture): string {
  const packed: z.infer<typeof packedSchema> = {
    v: 2,
    on: bits(SIGNALS, picture.on),
    b: bits(BLIND_REASONS, picture.blind),
    r: Math.min(99, Math.round(picture.rate * 10) / 10),
    s: SIGNALS.map((signal) => Math.round(picture.scores[signal] * 100)),
    e: picture.open
      .slice(0, MOST_OPEN)
      .map((one) => [
        one.id,
        SIGNALS.indexOf(one.signal),
        EPISODE_STATES.indexOf(one.state),
        Math.min(999_999, one.sinceS),
        one.ended ? 1 : 0,
        Math.round(one.confidence * 100),
        ALERT_STEPS.indexOf(one.step),
        one.by === null ? -1 : ACKNOWLEDGERS.indexOf(one.by),
      ]),
    m: Math.min(99, picture.more + Math.max(0, picture.open.length - MOST_OPEN)),
    a: ATTENDANT_STATES.indexOf(picture.attendant),
    c:
      picture.check === null
        ? null
        : [CHECK_QUESTIONS.indexOf(picture.check.question), CHECK_STATES.indexOf(picture.check.state)],
    h: picture.heard === null ? null : [picture.heard.act, picture.heard.done ? 1 : 0],
  };
  return JSON.stringify(packed);
}

/** Null: not a picture. */
export function unpackPicture(json: unknown): WatchPicture | null {
  const parsed = packedSchema.safeParse(json);
  if (!parsed.success) return null;
  const { on, b, r, s, e, m, a, c, h } = parsed.data;
  return {
    on: ofBits(SIGNALS, on),
    blind: ofBits(BLIND_REASONS, b),
    rate: r,
    scores: Object.fromEntries(
      SIGNALS.map((signal, index) => [signal, (s[index] ?? 0) / 100]),
    ) as WatchPicture['scores'],
    open: e.map(([id, signal, state, sinceS, ended, confidence, step, by]) => ({
      id,
      signal: name(SIGNALS, signal),
      state: name(EPISODE_STATES, state),
      sinceS,
      ended: ended === 1,
      confidence: confidence / 100,
      step: name(ALERT_STEPS, step),
      by: by < 0 ? null : name(ACKNOWLEDGERS, by),
    })),
    more: m,
    attendant: name(ATTENDANT_STATES, a),
    check: c && { question: name(CHECK_QUESTIONS, c[0]), state: name(CHECK_STATES, c[1]) },
    heard: h && { act: h[0], done: h[1] === 1 },
  };
}

/** What the doctor's page says. `act` is said again until the cabinet has heard it. */
export const doctorWordSchema = z.strictObject({
  /** The console is in front and has the doctor's eyes, as far as a page can tell. */
  focused: z.boolean(),
  act: z
    .discriminatedUnion('do', [
      z.strictObject({ id: episodeId, do: z.enum(WATCH_ACTS), episode: episodeId }),
      /** One of the ordinary questions, asked again. */
      z.strictObject({ id: episodeId, do: z.literal('ask'), question: z.enum(CHECK_QUESTIONS) }),
    ])
    .nullable(),
});
export type DoctorWord = z.infer<typeof doctorWordSchema>;
export type DoctorAct = NonNullable<DoctorWord['act']>;

const SPACE = 0x20;
/** @throws RangeError: longer than `bytes` */
export function padText(text: string, bytes: number): Uint8Array<ArrayBuffer> {
  const encoded = new TextEncoder().encode(text);
  if (encoded.length > bytes) throw new RangeError(`${encoded.length} bytes do not fit into ${bytes}`);
  const padded = new Uint8Array(bytes).fill(SPACE);
  padded.set(encoded);
  return padded;
}
