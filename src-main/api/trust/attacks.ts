/** How a message of the fleet can be wrong. Named in the journal, counted for the technician, told to the doctor. */
import { z } from 'zod';

export const ATTACKS = [
  /** No signed message at all. */
  'unsigned',
  /** The signature is not that of the key it names, or a signer speaks in another's name. */
  'forged',
  /** The certificate is not from our issuer, or from none of its present keys. */
  'foreign',
  'expired',
  'not-yet-valid',
  /** A true certificate, but not for this: a doctor's where a cabinet must speak, or without the right to it. */
  'role',
  /** Said to another, by another, or of another claim, visit or call. */
  'swapped',
  'replayed',
  'reordered',
  /** What was said before it never came; the message itself is taken. */
  'missing',
  'delayed',
  /** Said to a cabinet or a page before it was started anew. */
  'earlier-run',
  /** Of another DTLS key than the one this call was bound to. */
  'fingerprint',
  /** Kept by the broker, though said once and to one. */
  'retained',
  /** Signed, and still nothing we understand: another version. */
  'unreadable',
] as const;
export const attackSchema = z.enum(ATTACKS);
export type Attack = z.infer<typeof attackSchema>;
