/**
 * The operator's authority: who knows the passphrase may read patient data at a terminal. A technician does not. On a
 * disk that is not protected it keeps honest people honest; the keys are protected by the TPM.
 */
import { appendFileSync, existsSync, mkdirSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { createPinGate, keepSecret } from '../../src-main/core/technician/pin.ts';

export const LEAST_CHARACTERS = 12;

export type Authority = { readonly ok: true } | { readonly ok: false; readonly why: string };

const fileIn = (data: string): string => path.join(data, 'operator.json');

export const hasAuthority = (data: string): boolean => existsSync(fileIn(data));

/** Wrong tries are counted, and make the next wait. */
export async function checkAuthority(data: string, passphrase: string): Promise<Authority> {
  if (!hasAuthority(data))
    return { ok: false, why: 'this cabinet has no operator yet: npm run journal -- authority' };
  const verdict = await createPinGate(fileIn(data)).check(passphrase);
  if (verdict.ok) return verdict;
  const wait = verdict.waitMs === 0 ? '' : `; again in ${Math.ceil(verdict.waitMs / 1000)} s`;
  return { ok: false, why: verdict.why === 'wait' ? `too many tries${wait}` : `not the passphrase${wait}` };
}

export async function setAuthority(data: string, passphrase: string): Promise<Authority> {
  if (passphrase.length < LEAST_CHARACTERS)
    return { ok: false, why: `a passphrase has ${LEAST_CHARACTERS} characters at least` };
  mkdirSync(data, { recursive: true, mode: 0o700 });
  await keepSecret(fileIn(data), passphrase);
  return { ok: true };
}

/** Written before anything is shown. @throws the system's error */
export function traceAccess(data: string, act: string, visit: string | null, now: number): void {
  const line = { at: new Date(now).toISOString(), act, visit, user: userInfo().username };
  appendFileSync(path.join(data, 'operator.log'), `${JSON.stringify(line)}\n`, { mode: 0o600, flush: true });
}
