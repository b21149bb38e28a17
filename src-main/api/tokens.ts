/** One-time tokens of the core's API: who may connect, once, in which role. Only their hashes are kept. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { type Role, roleSchema } from './core-api.ts';

export const TOKEN_BYTES = 32;
export const MINTED_LIFE_MS = 30_000;
/** Of the token that a `welcome` gives for the next connection. */
export const NEXT_LIFE_MS = 24 * 60 * 60 * 1000;
const MAX_OUTSTANDING = 64;

const storedSchema = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  role: roleSchema,
  /** ms since 1970 UTC: it outlives the process. */
  until: z.number(),
  kind: z.enum(['minted', 'next']),
});
type Stored = z.infer<typeof storedSchema>;
const fileSchema = z.array(storedSchema).max(MAX_OUTSTANDING);

export interface TokenStoreOptions {
  /** ms since 1970 UTC */
  readonly now?: () => number;
  /**
   * Keeps the hashes of `next` tokens (mode 0600) so that a page comes back by itself after a crash of the core; a
   * technician shows his PIN again.
   * Without it they end with the process.
   */
  readonly file?: string;
  readonly onFileError?: (error: unknown) => void;
}

export interface TokenStore {
  /** Lives 30 s. */
  mint(role: Role): string;
  /** Lives until used or revoked, at most 24 h. */
  mintNext(role: Role): string;
  /** True once at most; a token of another role is spent all the same. */
  redeem(token: string, role: Role): boolean;
  revoke(token: string): void;
}

export function createTokenStore(options: TokenStoreOptions = {}): TokenStore {
  const { now = Date.now, file, onFileError } = options;
  let outstanding: Stored[] = file === undefined ? [] : load(file, onFileError);

  const save = (before: string): void => {
    const kept = outstanding.filter(isKept);
    if (file === undefined || before === JSON.stringify(kept)) return;
    try {
      writeFileSync(`${file}.new`, JSON.stringify(kept), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    } catch (error) {
      onFileError?.(error);
    }
  };
  const change = (next: (live: Stored[]) => Stored[]): void => {
    const before = JSON.stringify(outstanding.filter(isKept));
    const live = outstanding.filter(({ until }) => until > now());
    outstanding = next(live).slice(-MAX_OUTSTANDING);
    save(before);
  };
  const add = (role: Role, kind: Stored['kind'], lifeMs: number): string => {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    change((live) => [...live, { hash: hashOf(token), role, until: now() + lifeMs, kind }]);
    return token;
  };
  return {
    mint: (role) => add(role, 'minted', MINTED_LIFE_MS),
    mintNext: (role) => add(role, 'next', NEXT_LIFE_MS),
    redeem(token, role) {
      let found: Stored | null = null;
      change((live) =>
        live.filter((stored) => {
          if (!sameText(stored.hash, hashOf(token))) return true;
          found = stored;
          return false;
        }),
      );
      const spent = found as Stored | null;
      return spent !== null && spent.role === role;
    },
    revoke(token) {
      change((live) => live.filter(({ hash }) => !sameText(hash, hashOf(token))));
    },
  };
}

const isKept = ({ kind, role }: Stored): boolean => kind === 'next' && role !== 'technician';

/** Constant time whatever the lengths. */
export function sameSecret(a: string, b: string): boolean {
  return sameText(hashOf(a), hashOf(b));
}

function hashOf(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('hex');
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function load(file: string, onFileError: ((error: unknown) => void) | undefined): Stored[] {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const absent = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!absent) onFileError?.(error);
    return [];
  }
}
