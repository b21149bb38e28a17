/** The technician's PIN: its hash in the data folder, and how often it may be tried. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import { HASH_PATTERN, hashSecret, NOBODY, verifySecret } from '../../api/secrets.ts';

const PIN_PATTERN = /^\d{6,12}$/;
/** Wrong tries before the first wait. */
const FREE_TRIES = 3;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;

const fileSchema = z.object({ v: z.literal(1), hash: z.string().regex(HASH_PATTERN) });
const triesSchema = z.object({ v: z.literal(1), wrong: z.number().int().min(0), until: z.number() });
type Tries = z.infer<typeof triesSchema>;
const NO_TRIES: Tries = { v: 1, wrong: 0, until: 0 };

export type PinVerdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: 'wrong-pin' | 'wait' | 'no-pin'; readonly waitMs: number };

export interface PinGate {
  /** One at a time: a second check waits for the first. */
  check(pin: string): Promise<PinVerdict>;
}

/** null: it may be the PIN; else what is wrong with it. */
export function weakPin(pin: string): 'not-digits' | 'too-simple' | null {
  if (!PIN_PATTERN.test(pin)) return 'not-digits';
  const steps = new Set([...pin].slice(1).map((digit, i) => (Number(digit) - Number(pin[i]) + 10) % 10));
  const [only] = steps;
  return steps.size === 1 && (only === 0 || only === 1 || only === 9) ? 'too-simple' : null;
}

async function writeWhole(file: string, content: object): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(content), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

async function readParsed<T>(file: string, schema: z.ZodType<T>): Promise<T | null> {
  try {
    return schema.safeParse(JSON.parse(await readFile(file, 'utf8'))).data ?? null;
  } catch {
    return null;
  }
}

/** Replaces the PIN; wrong tries are forgotten. @throws RangeError for a weak one; the system's error. */
export async function setPin(file: string, pin: string): Promise<void> {
  const weak = weakPin(pin);
  if (weak !== null) throw new RangeError(weak);
  await keepSecret(file, pin);
}

/** Replaces what `createPinGate` of that file compares with. */
export async function keepSecret(file: string, secret: string): Promise<void> {
  await writeWhole(file, { v: 1, hash: await hashSecret(secret) });
  await writeWhole(triesFile(file), NO_TRIES);
}

const triesFile = (file: string): string => `${file}.tries`;

/** Waiting doubles with each wrong try, survives a restart, and is never longer than 15 minutes. */
function waitAfter(wrong: number): number {
  if (wrong < FREE_TRIES) return 0;
  return Math.min(FIRST_WAIT_MS * 2 ** Math.min(wrong - FREE_TRIES, 10), LONGEST_WAIT_MS);
}

/** @param wallNow ms since 1970 UTC: the wait outlives the process. */
export function createPinGate(file: string, wallNow: () => number = Date.now): PinGate {
  let tail: Promise<unknown> = Promise.resolve();

  async function check(pin: string): Promise<PinVerdict> {
    const tries = (await readParsed(triesFile(file), triesSchema)) ?? NO_TRIES;
    // A wall clock that was set back must not shut the technician out.
    const waitMs = Math.min(tries.until - wallNow(), LONGEST_WAIT_MS);
    if (waitMs > 0) return { ok: false, why: 'wait', waitMs };
    const stored = await readParsed(file, fileSchema);
    // Counted before it is looked at: a core that is killed meanwhile has counted it.
    const wrong = tries.wrong + 1;
    const until = wallNow() + waitAfter(wrong);
    await writeWhole(triesFile(file), { v: 1, wrong, until });
    const verdict = await verifySecret(pin, stored?.hash ?? NOBODY);
    if (stored === null) return { ok: false, why: 'no-pin', waitMs: 0 };
    if (verdict !== 'yes') return { ok: false, why: 'wrong-pin', waitMs: waitAfter(wrong) };
    await writeWhole(triesFile(file), NO_TRIES);
    return { ok: true };
  }

  return {
    check(pin) {
      const done = tail.then(() => check(pin));
      tail = done.catch(() => {});
      return done;
    },
  };
}
