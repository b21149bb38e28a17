/** Passwords at rest: scrypt, written `scrypt$N$r$p$salt$hash` with base64url parts. */
import { createHmac, randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';

const COST = { N: 2 ** 15, r: 8, p: 1 } as const;
const HASH_BYTES = 32;
/** Each derivation takes 32 MB and tens of milliseconds; more at once are told to come back. */
const AT_ONCE = 4;

let running = 0;

/** Passwords already found right, by hash, so that a fleet coming back after a cut costs no derivation again. */
const right = new Map<string, Buffer>();
const memoryKey = randomBytes(32);
const inMemory = (secret: string) =>
  createHmac('sha256', memoryKey).update(secret.normalize('NFKC')).digest();

export const HASH_PATTERN = /^scrypt\$(32768|65536|131072)\$8\$([1-4])\$([\w-]{16,64})\$([\w-]{43})$/;

/** Never the secret's: compared against when the user is unknown, so that both cases take the same time. */
export const NOBODY = `scrypt$${COST.N}$8$1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

export async function hashSecret(secret: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(secret, salt, COST);
  return `scrypt$${COST.N}$${COST.r}$${COST.p}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

/** `busy`: too many are being checked right now. */
export async function verifySecret(secret: string, stored: string): Promise<'yes' | 'no' | 'busy'> {
  const parts = HASH_PATTERN.exec(stored);
  const [, cost, blocks, salt, hash] = parts ?? [];
  if (salt === undefined || hash === undefined) return 'no';
  if (isRemembered(secret, stored)) return 'yes';
  if (running >= AT_ONCE) return 'busy';
  running += 1;
  try {
    const derived = await derive(secret, Buffer.from(salt, 'base64url'), {
      N: Number(cost),
      r: COST.r,
      p: Number(blocks),
    });
    if (!timingSafeEqual(derived, Buffer.from(hash, 'base64url'))) return 'no';
    right.set(stored, inMemory(secret));
    return 'yes';
  } finally {
    running -= 1;
  }
}

/** True when this very secret was found right before, by this process. Costs next to nothing. */
export function isRemembered(secret: string, stored: string): boolean {
  const before = right.get(stored);
  return before !== undefined && timingSafeEqual(before, inMemory(secret));
}

function derive(secret: string, salt: Buffer, cost: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(
      secret.normalize('NFKC'),
      salt,
      HASH_BYTES,
      { ...cost, maxmem: 256 * 1024 * 1024 },
      (error, key) => (error ? reject(error) : resolve(key)),
    );
  });
}
