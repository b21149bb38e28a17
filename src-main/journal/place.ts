/** Epoch and number of an event in the one integer that orders the table of events. */
import type { Cursor } from './contract.ts';

/** 32 bits of it are the number; with the epoch it stays within what a double holds exactly. */
const NUMBERS = 2 ** 32;
const MAX_EPOCH = 2 ** 20;

/** A cursor beyond what can be given is the end. */
export function placeOf({ epoch, seq }: Cursor): number {
  return Math.min(epoch, MAX_EPOCH) * NUMBERS + Math.min(seq, NUMBERS - 1);
}

/** No event lies here or beyond. */
export const END = placeOf({ epoch: MAX_EPOCH, seq: NUMBERS - 1 });
