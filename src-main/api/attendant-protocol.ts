/**
 * What the attendant's page may know of a cabinet, and what it may say to it. The same over the relay and over the
 * cabinet's own network. No field can carry a name, an age, an answer or a value: every text is of a closed list, but
 * for the place, which the operator sets.
 */
import { z } from 'zod';
import { PRINTER_TROUBLES } from '../../state-machines/documents.ts';
import { nameSchema } from './names.ts';

const callId = z.string().regex(/^[0-9a-f]{8}$/);
const time = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/);

/** Unanswered for so long, a call is also for the second contact. */
export const ESCALATE_MS = 60_000;

export const helpCallSchema = z.strictObject({
  id: callId,
  /** Wall-clock milliseconds, as every instant here. */
  since: z.number(),
  state: z.enum(['called', 'coming']),
  /** 2: nobody has answered in time, the second contact is called too. Absent: the first. */
  contact: z.literal(2).optional(),
});
export type HelpCall = z.infer<typeof helpCallSchema>;

/** Today's opening hours, from and to. */
export const hoursSchema = z.strictObject({
  open: z.boolean(),
  today: z.array(z.tuple([time, time])).max(4),
});
export type Hours = z.infer<typeof hoursSchema>;

/** What there is to do beside a call. */
export const choresSchema = z.strictObject({
  /** Somebody waits for a doctor, since when; not who. */
  waitingSince: z.number().nullable(),
  /** A visit was left to be read, and nobody has for too long. */
  unreadLate: z.boolean(),
  /** The last patient has left: nobody is let in before it is cleaned. */
  cleaningSince: z.number().nullable(),
  /** What stopped the printer last. */
  printer: z.enum(PRINTER_TROUBLES).nullable(),
  /** Null: the operator set none. */
  hours: hoursSchema.nullable(),
});
export type Chores = z.infer<typeof choresSchema>;

export const boardSchema = z.strictObject({
  box: nameSchema,
  place: z.string().max(80),
  /** False: the cabinet has not been heard of. */
  reachable: z.boolean(),
  call: helpCallSchema.nullable(),
  chores: choresSchema.nullable(),
});
export type Board = z.infer<typeof boardSchema>;

export const attendantActSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('coming'), call: callId }),
  /** The cabinet is clean: the next patient may come in. */
  z.strictObject({ type: z.literal('cleaned') }),
  /** Paper, ink or what else the printer wanted. */
  z.strictObject({ type: z.literal('supplied') }),
]);
export type AttendantAct = z.infer<typeof attendantActSchema>;

// --- the page and its server, over HTTP ---

export const ATTENDANT_PATHS = {
  session: '/attendant-api/session',
  boards: '/attendant-api/boards',
  act: '/attendant-api/act',
} as const;
/** The longest a question for news is held open. */
export const NEWS_WITHIN_MS = 20_000;

export const attendantLoginSchema = z.strictObject({ who: nameSchema, pin: z.string().regex(/^\d{6,12}$/) });
export type AttendantLogin = z.infer<typeof attendantLoginSchema>;
export const attendantSessionSchema = z.strictObject({
  who: nameSchema,
  token: z.string().min(32).max(128),
  contact: z.union([z.literal(1), z.literal(2)]),
  expires: z.number(),
});
export type AttendantSession = z.infer<typeof attendantSessionSchema>;

export const boardsSchema = z.strictObject({
  revision: z.number().int(),
  /** The server's wall clock, for ages. */
  now: z.number(),
  boards: z.array(boardSchema).max(64),
});
export type Boards = z.infer<typeof boardsSchema>;
export const attendantOrderSchema = z.strictObject({ box: nameSchema, act: attendantActSchema });

/** Whom a server lets in; the PIN as `hash-secret` writes it. */
export const attendantPeopleSchema = z
  .array(
    z.strictObject({
      who: nameSchema,
      pinHash: z.string().regex(/^scrypt\$/),
      contact: z.union([z.literal(1), z.literal(2)]).default(1),
    }),
  )
  .max(32);
export type AttendantPeople = z.infer<typeof attendantPeopleSchema>;
