/** Booking codes that the cabinet knows without a network, read once at start from a file. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { Identity } from '../../../state-machines/contract.ts';

export const bookingsSchema = z.array(
  z.strictObject({
    code: z.string().min(4).max(32),
    birthName: z.string().trim().min(1).max(80),
    firstName: z.string().trim().min(1).max(80),
    birthDate: z.iso.date().nullable(),
  }),
);
export type Bookings = z.infer<typeof bookingsSchema>;

/** Spaces, hyphens and letter case do not matter to somebody who copies a code from a letter. */
const normal = (code: string): string => code.replace(/[\s-]/g, '').toUpperCase();

export function findBooking(bookings: Bookings, code: string): Identity | null {
  const found = bookings.find((b) => normal(b.code) === normal(code));
  if (!found) return null;
  const { birthName, firstName, birthDate } = found;
  return { birthName, firstName, birthDate, status: 'provisional', source: 'booking-code' };
}

/** Wrong codes in a row before guessing is slowed down, and for how long nothing is found then. */
const WRONG_TRIES = 5;
const PAUSE_MS = 60_000;

export type FindBooking = (code: string) => Identity | null;

/**
 * A found code greets a stranger by his name, so codes cannot be tried out: after five wrong ones even a right one is
 * unknown for a minute. The way by name stays open.
 */
export function createBookingFinder(bookings: Bookings, nowMono: () => number): FindBooking {
  let wrong = 0;
  let pausedUntil = Number.NEGATIVE_INFINITY;
  return (code) => {
    if (nowMono() < pausedUntil) return null;
    const found = findBooking(bookings, code);
    wrong = found ? 0 : wrong + 1;
    if (wrong >= WRONG_TRIES) {
      wrong = 0;
      pausedUntil = nowMono() + PAUSE_MS;
    }
    return found;
  };
}

/** A missing file means no bookings; a bad one is an error that names the place, not the content. */
export async function loadBookings(file: string | undefined): Promise<Bookings> {
  if (file === undefined) return [];
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]';
    throw error;
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error(`bookings file ${file}: not JSON`);
  }
  const parsed = bookingsSchema.safeParse(json);
  if (!parsed.success)
    throw new Error(`bookings file ${file}: bad entry at ${parsed.error.issues[0]?.path.join('.')}`);
  return parsed.data;
}
