/** Settings of the way to the health record. Off unless an address is set; secrets are in files, never in the list. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { TEMPERATURE_SITES } from '../uplink/fhir/codes.ts';
import { LIMITS } from '../uplink/packer.ts';
import type { RecordSettings } from '../uplink/uplink.ts';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** In the clear only within this machine. */
const webAddress = z.url({ protocol: /^https?$/ }).refine(
  (text) => {
    const url = URL.parse(text);
    return url !== null && (url.protocol === 'https:' || LOOPBACK.test(url.hostname));
  },
  { message: 'https:, or http: to this machine itself' },
);
const file = z.string().min(1).optional();

export const recordEnvironment = {
  /** Base address of the operator's FHIR R4 record; without it nothing leaves, `npm run journal -- export` does. */
  BOX_RECORD_URL: webAddress.optional(),
  /** Base address of an ANS "Mesures" feed, beside the record and fed once the record calls an identity qualified. */
  BOX_RECORD_ANS_URL: webAddress.optional(),
  BOX_RECORD_ANS_SOURCE: z
    .string()
    .regex(/^urn:oid:[0-2](\.(0|[1-9]\d*))+$/, 'urn:oid: of the editor')
    .optional(),
  BOX_RECORD_PROXY: z.url({ protocol: /^https?$/ }).optional(),
  /** OAuth2 client credentials: address of the token, id, file of the secret, scope. */
  BOX_RECORD_TOKEN_URL: webAddress.optional(),
  BOX_RECORD_CLIENT_ID: z.string().min(1).optional(),
  BOX_RECORD_CLIENT_SECRET_FILE: file,
  BOX_RECORD_SCOPE: z.string().min(1).optional(),
  /** PEM files of a client certificate, its key, and the authority that signed the record's. */
  BOX_RECORD_CERT: file,
  BOX_RECORD_KEY: file,
  BOX_RECORD_CA: file,
  /** Where the cabinet's thermometer measures. */
  BOX_RECORD_TEMPERATURE_SITE: z.enum(TEMPERATURE_SITES).default('unknown'),
  /** Canonical of a device identifier's type: phd1 (ANS), phd2 (PHD 2.0). */
  BOX_RECORD_DEVICE_TYPES: z.enum(['phd1', 'phd2']).default('phd1'),
  /** Whether the doctor's own documents leave too; his software has them already. */
  BOX_RECORD_DOCUMENTS: z.enum(['yes', 'no']).default('no'),
  /** Most entries of one transaction. */
  BOX_RECORD_ENTRIES: z.coerce.number().int().min(LIMITS.entries).max(200).default(LIMITS.entries),
} as const;
type Environment = z.infer<z.ZodObject<typeof recordEnvironment>>;

function oauthOf(e: Environment): RecordSettings['oauth'] {
  const parts = [e.BOX_RECORD_TOKEN_URL, e.BOX_RECORD_CLIENT_ID, e.BOX_RECORD_CLIENT_SECRET_FILE];
  const [tokenUrl, clientId, secretFile] = parts;
  if (tokenUrl === undefined && clientId === undefined && secretFile === undefined) return null;
  if (tokenUrl === undefined || clientId === undefined || secretFile === undefined)
    throw new Error(
      'BOX_RECORD_TOKEN_URL, BOX_RECORD_CLIENT_ID and BOX_RECORD_CLIENT_SECRET_FILE go together',
    );
  const clientSecret = secretIn(secretFile);
  const scope = e.BOX_RECORD_SCOPE;
  return { tokenUrl, clientId, clientSecret, ...(scope === undefined ? {} : { scope }) };
}

function secretIn(name: string): string {
  let text: string;
  try {
    text = readFileSync(name, 'utf8').trim();
  } catch {
    throw new Error(`BOX_RECORD_CLIENT_SECRET_FILE: ${name} cannot be read`);
  }
  if (text === '') throw new Error(`BOX_RECORD_CLIENT_SECRET_FILE: ${name} is empty`);
  return text;
}

/** @throws Error with the setting's name */
export function readRecordSettings(e: Environment): RecordSettings {
  const { BOX_RECORD_CERT: cert, BOX_RECORD_KEY: key, BOX_RECORD_CA: ca, BOX_RECORD_PROXY: proxy } = e;
  if (e.BOX_RECORD_ANS_URL !== undefined && e.BOX_RECORD_URL === undefined)
    throw new Error(
      'BOX_RECORD_ANS_URL needs BOX_RECORD_URL: the record says which identities are qualified',
    );
  if ((cert === undefined) !== (key === undefined))
    throw new Error('BOX_RECORD_CERT and BOX_RECORD_KEY go together');
  const tls = {
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(ca === undefined ? {} : { ca }),
  };
  return {
    url: e.BOX_RECORD_URL ?? null,
    mesuresUrl: e.BOX_RECORD_ANS_URL ?? null,
    mesuresSource: e.BOX_RECORD_ANS_SOURCE ?? null,
    http: { tls, ...(proxy === undefined ? {} : { proxy }) },
    oauth: oauthOf(e),
    temperatureSite: e.BOX_RECORD_TEMPERATURE_SITE,
    deviceTypes: e.BOX_RECORD_DEVICE_TYPES,
    documents: e.BOX_RECORD_DOCUMENTS === 'yes',
    entries: e.BOX_RECORD_ENTRIES,
  };
}
