/**
 * A signed message of the fleet: who says it to whom, in which run of both, as the how-manieth, when, and of which
 * call. On the wire `{"certificate": JWT, "signed": JWS}`, both ES256; the signature covers everything but itself.
 */
import { CompactSign, compactVerify, decodeProtectedHeader, errors } from 'jose';
import { z } from 'zod';
import type { Attack } from './attacks.ts';
import { type Certificate, type CertificateReader, certificateTextSchema } from './certificate.ts';

const MESSAGE_TYPE = 'box-message';
/** Said to whoever listens. */
export const EVERYBODY = 'everybody';

/** SHA-256 of a DTLS certificate as SDP writes it (RFC 8122 §5). */
export const fingerprintSchema = z.string().regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);
/** Of one start of a core or of a page: 16 random bytes. */
export const runSchema = z.string().regex(/^[\w-]{22}$/);

export const messageSchema = z.strictObject({
  v: z.literal(1),
  from: z.string().max(80),
  to: z.string().max(80),
  run: runSchema,
  /** The run of the one it is said to, as far as it is known; null: to everybody. */
  toRun: runSchema.nullable(),
  /** Counts from 1 what this run says to this one. */
  n: z.number().int().min(1),
  /** The fleet's time, ms. */
  at: z.number(),
  claim: z.uuid().nullable(),
  visit: z.uuid().nullable(),
  /** 0: no call yet. */
  epoch: z.number().int().min(0),
  /** DTLS fingerprints of this call: the speaker's, and that of the other side as he knows it. */
  own: fingerprintSchema.nullable(),
  peer: fingerprintSchema.nullable(),
  body: z.unknown(),
});
export type Message = z.infer<typeof messageSchema>;

const wireSchema = z.strictObject({
  certificate: certificateTextSchema,
  signed: z
    .string()
    .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/)
    .max(60 * 1024),
});

export interface Speaker {
  readonly certificate: string;
  /** The private half of the certificate's key. */
  readonly key: CryptoKey;
}

export async function signMessage(message: Message, speaker: Speaker): Promise<string> {
  const signed = await new CompactSign(new TextEncoder().encode(JSON.stringify(message)))
    .setProtectedHeader({ alg: 'ES256', typ: MESSAGE_TYPE })
    .sign(speaker.key);
  return JSON.stringify({ certificate: speaker.certificate, signed });
}

/** True to its signature and certificate; whether it is said to us, now and for the first time, is another question. */
export async function readMessage(
  payload: Uint8Array,
  reader: CertificateReader,
  now: number,
): Promise<{ message: Message; certificate: Certificate } | { attack: Attack }> {
  const wire = wireSchema.safeParse(parseJson(payload));
  if (!wire.success) return { attack: 'unsigned' };
  const { signed } = wire.data;
  const known = await reader.read(wire.data.certificate, now);
  if ('attack' in known) return known;
  const { certificate, key } = known;
  try {
    if (decodeProtectedHeader(signed).typ !== MESSAGE_TYPE) return { attack: 'forged' };
    const verified = await compactVerify(signed, key, { algorithms: ['ES256'] });
    const message = messageSchema.safeParse(parseJson(verified.payload));
    if (!message.success) return { attack: 'unreadable' };
    return message.data.from === certificate.sub
      ? { message: message.data, certificate }
      : { attack: 'forged' };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return { attack: 'forged' };
    throw error;
  }
}

/** What a message says, believed by nobody: for a broker that looks whether it may be kept. */
export function peekBody(payload: Uint8Array): unknown {
  const wire = wireSchema.safeParse(parseJson(payload));
  if (!wire.success) return undefined;
  const middle = wire.data.signed.split('.')[1] ?? '';
  try {
    const binary = atob(middle.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (sign) => sign.charCodeAt(0));
    return messageSchema.safeParse(parseJson(bytes)).data?.body;
  } catch {
    return undefined;
  }
}

export function parseJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload));
  } catch {
    return undefined;
  }
}

/** The one fingerprint of a description; null: none, or several that differ. */
export function fingerprintOf(sdp: string): string | null {
  const found = new Set(
    [...sdp.matchAll(/^a=fingerprint:sha-256 ([0-9A-Fa-f:]{95})\s*$/gm)].map(([, hex]) => hex?.toUpperCase()),
  );
  const others = /^a=fingerprint:(?!sha-256 )/m.test(sdp);
  const [only] = found;
  return found.size === 1 && !others && only !== undefined ? only : null;
}
