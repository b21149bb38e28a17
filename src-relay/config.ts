/** What an operator sets. A JSON file with nothing unknown in it; secrets of people and boxes as scrypt hashes. */
import { createHmac, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { attendantPeopleSchema } from '../src-main/api/attendant-protocol.ts';
import { iceServerSchema, nameSchema } from '../src-main/api/fleet-protocol.ts';
import { HASH_PATTERN, hashSecret } from '../src-main/api/secrets.ts';
import { thumbprintSchema } from '../src-main/api/trust/keys.ts';

const listenSchema = (port: number) =>
  z.strictObject({
    host: z.string().min(1).default('127.0.0.1'),
    /** 0 takes a free one. */
    port: z.number().int().min(0).max(65_535).default(port),
  });

export const relayConfigSchema = z.strictObject({
  http: listenSchema(8080).prefault({}),
  mqtt: listenSchema(1883).prefault({}),
  /** Folder of the built pages; null serves none. */
  pages: z.string().nullable().default(null),
  /** Public origins of the pages, e.g. behind a TLS proxy; empty: the origin must be the host asked for. */
  origins: z.array(z.url()).default([]),
  /** How many proxies of the operator's own stand in front of the HTTP port. */
  proxies: z.number().int().min(0).max(3).default(0),
  /** base64url, at least 32 bytes; signs the doctors' short-lived passwords. */
  tokenKey: z.string().regex(/^[\w-]{43,}$/, 'base64url of at least 32 bytes'),
  tokenHours: z.number().positive().max(12).default(12),
  doctors: z.array(
    z.strictObject({
      id: nameSchema,
      name: z.string().trim().min(1).max(80),
      secretHash: z.string().regex(HASH_PATTERN, 'a hash made by hash-secret'),
    }),
  ),
  /** Who may open the attendants' page; the PIN as hash-secret writes it. */
  attendants: attendantPeopleSchema.default([]),
  boxes: z.array(
    z.strictObject({
      name: nameSchema,
      passwordHash: z.string().regex(HASH_PATTERN, 'a hash made by hash-secret'),
      /** Thumbprints of the keys it may ask certificates for; the cabinet's core prints its own. */
      keys: z.array(thumbprintSchema).max(4).default([]),
    }),
  ),
  issuer: z
    .strictObject({
      name: nameSchema.default('box-medicale'),
      /** Made at the first start; null: keys that end with this process. */
      keyFile: z.string().min(1).nullable().default(null),
    })
    .prefault({}),
  iceServers: z.array(iceServerSchema).default([]),
  /** TURN with credentials computed for each asker (coturn `use-auth-secret`). */
  turn: z
    .strictObject({
      urls: z.array(z.string().regex(/^turns?:/)).min(1),
      secret: z.string().min(16),
      ttlSeconds: z.number().int().min(300).max(86_400).default(14_400),
    })
    .nullable()
    .default(null),
});
export type RelayConfig = z.infer<typeof relayConfigSchema>;

/** The configuration, or a sentence that says what is wrong with it. */
export function parseRelayConfig(input: unknown): { config: RelayConfig } | { fault: string } {
  const parsed = relayConfigSchema.safeParse(input);
  if (!parsed.success) return { fault: z.prettifyError(parsed.error) };
  const twice =
    firstTwice(parsed.data.doctors.map((d) => d.id)) ?? firstTwice(parsed.data.boxes.map((b) => b.name));
  return twice === null ? { config: parsed.data } : { fault: `"${twice}" is there twice` };
}

export async function readRelayConfig(path: string): Promise<{ config: RelayConfig } | { fault: string }> {
  try {
    return parseRelayConfig(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

export interface DevConfig {
  readonly config: RelayConfig;
  readonly doctors: readonly { readonly id: string; readonly secret: string }[];
  readonly box: { readonly name: string; readonly password: string };
}

/**
 * Two doctors and a box, secrets random, or always the same for a `seed`. Ports 8080 and 1883 unless overridden.
 * `boxKeys`: thumbprints.
 */
export async function devConfig(
  overrides: Partial<z.input<typeof relayConfigSchema>> = {},
  seed: string = randomBytes(32).toString('base64url'),
  boxKeys: readonly string[] = [],
): Promise<DevConfig> {
  const secretOf = (who: string) => createHmac('sha256', seed).update(who).digest('base64url');
  const doctors = [
    { id: 'doctor', name: 'Médecin de garde', secret: secretOf('doctor') },
    { id: 'doctor-2', name: 'Second médecin', secret: secretOf('doctor-2') },
  ];
  const box = { name: 'cabinet-1', password: secretOf('cabinet-1') };
  const config = relayConfigSchema.parse({
    tokenKey: secretOf('tokens'),
    doctors: await Promise.all(
      doctors.map(async ({ id, name, secret }) => ({ id, name, secretHash: await hashSecret(secret) })),
    ),
    boxes: [{ name: box.name, passwordHash: await hashSecret(box.password), keys: [...boxKeys] }],
    ...overrides,
  });
  return { config, doctors: doctors.map(({ id, secret }) => ({ id, secret })), box };
}

function firstTwice(names: readonly string[]): string | null {
  return names.find((name, index) => names.indexOf(name) !== index) ?? null;
}
