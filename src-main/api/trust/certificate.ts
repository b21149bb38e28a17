/**
 * A certificate says whose a key is: a JWT (ES256) of the issuer, short-lived. Cabinets and doctors' pages hold the
 * issuer's public keys and nothing else of each other.
 */
import { compactVerify, decodeProtectedHeader, errors } from 'jose';
import { z } from 'zod';
import { nameSchema } from '../names.ts';
import type { Attack } from './attacks.ts';
import { publicKeySchema, thumbprintSchema, toVerify } from './keys.ts';

export const CERTIFICATE_TYPE = 'box-certificate';

export const ROLES = ['doctor', 'box'] as const;
/** `claim`: may take visits. `read`: is told what concerns a patient. `arbitrate`: gives visits. */
export const RIGHTS = ['claim', 'read', 'arbitrate'] as const;

/** `doctor:<id>` or `box:<name>`, as the broker knows them. */
const subjectSchema = z.string().regex(/^(doctor|box):[a-z0-9][a-z0-9-]{0,62}$/);

/** Times in whole seconds since 1970, as in every JWT; `at` is the issuer's clock in ms when it signed. */
export const certificateSchema = z.strictObject({
  iss: nameSchema,
  sub: subjectSchema,
  name: z.string().trim().min(1).max(80),
  role: z.enum(ROLES),
  rights: z.array(z.enum(RIGHTS)),
  sign: publicKeySchema,
  /** What may be read by this subject alone is sealed to it; a cabinet is told nothing secret over the broker. */
  seal: publicKeySchema.nullable(),
  nbf: z.number().int(),
  exp: z.number().int(),
  at: z.number(),
  /** As the asker chose it, so that an old answer is not taken for a new one. */
  nonce: z.string().regex(/^[\w-]{22}$/),
});
export type Certificate = z.infer<typeof certificateSchema>;

export const MAX_CERTIFICATE_CHARS = 4096;
export const certificateTextSchema = z
  .string()
  .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/)
  .max(MAX_CERTIFICATE_CHARS);

/** Public keys by thumbprint (`kid`); more than one while the issuer changes its key. */
export const issuersSchema = z.strictObject({
  iss: nameSchema,
  keys: z
    .array(publicKeySchema.extend({ kid: thumbprintSchema }))
    .min(1)
    .max(4),
});
export type Issuers = z.infer<typeof issuersSchema>;

/** A certificate and its key, ready to verify with. */
export interface Known {
  readonly certificate: Certificate;
  readonly key: CryptoKey;
}

export interface CertificateReader {
  /** @param now the fleet's time, ms */
  read(text: string, now: number): Promise<Known | { readonly attack: Attack }>;
}

/** Certificates seen before are not verified again, only their times are looked at. */
const REMEMBERED = 200;

export function createCertificateReader(issuers: Issuers): CertificateReader {
  const keys = new Map<string, Promise<CryptoKey>>();
  const seen = new Map<string, Known>();
  const issuerKey = (kid: string | undefined): Promise<CryptoKey> | null => {
    const found = issuers.keys.find((key) => key.kid === kid);
    if (found === undefined) return null;
    const { kty, crv, x, y, kid: id } = found;
    const key = keys.get(id) ?? toVerify({ kty, crv, x, y });
    keys.set(id, key);
    return key;
  };

  async function verify(text: string): Promise<Known | { readonly attack: Attack }> {
    if (!certificateTextSchema.safeParse(text).success) return { attack: 'unsigned' };
    try {
      const header = decodeProtectedHeader(text);
      const key = header.typ === CERTIFICATE_TYPE ? issuerKey(header.kid) : null;
      if (key === null) return { attack: 'foreign' };
      const { payload } = await compactVerify(text, await key, { algorithms: ['ES256'] });
      const parsed = certificateSchema.safeParse(JSON.parse(new TextDecoder().decode(payload)));
      if (!parsed.success) return { attack: 'unreadable' };
      const certificate = parsed.data;
      if (certificate.iss !== issuers.iss) return { attack: 'foreign' };
      if (!certificate.sub.startsWith(`${certificate.role}:`)) return { attack: 'role' };
      return { certificate, key: await toVerify(certificate.sign) };
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof SyntaxError) return { attack: 'foreign' };
      // A point that is not on the curve.
      if (error instanceof DOMException) return { attack: 'unreadable' };
      throw error;
    }
  }

  return {
    async read(text, now) {
      const known = seen.get(text) ?? (await verify(text));
      if ('attack' in known) return known;
      seen.delete(text);
      seen.set(text, known);
      for (const oldest of seen.keys()) {
        if (seen.size <= REMEMBERED) break;
        seen.delete(oldest);
      }
      const { nbf, exp } = known.certificate;
      if (now < nbf * 1000) return { attack: 'not-yet-valid' };
      return now >= exp * 1000 ? { attack: 'expired' } : known;
    },
  };
}
