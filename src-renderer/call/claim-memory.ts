import { z } from 'zod';
import { LEASE_OVER_MS } from '../../src-main/api/call-protocol.ts';
import { type RelaySession, sessionSchema } from './login.ts';

/**
 * What survives a reload or a crash of the page, for this tab only (sessionStorage): who is logged in, and the claim
 * that may be resumed within its lease. Nothing about the patient.
 */
export interface ClaimMemory {
  session(): RelaySession | null;
  keepSession(session: RelaySession | null): void;
  /** Null when there is none, it is another doctor's, or its lease is over. */
  claim(doctor: string, wall: number): { readonly box: string; readonly claim: string } | null;
  /** Called again while the call lives, to renew `wall`. */
  keepClaim(claim: { doctor: string; box: string; claim: string; wall: number } | null): void;
}

const claimSchema = z.object({ doctor: z.string(), box: z.string(), claim: z.uuid(), wall: z.number() });
const SESSION_KEY = 'box-medicale.session';
const CLAIM_KEY = 'box-medicale.claim';

export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function createClaimMemory(store: Store | undefined): ClaimMemory {
  const read = <T>(key: string, schema: z.ZodType<T>): T | null => {
    try {
      const parsed = schema.safeParse(JSON.parse(store?.getItem(key) ?? 'null'));
      return parsed.success ? parsed.data : null;
    } catch {
      return null;
    }
  };
  const write = (key: string, value: unknown) => {
    try {
      if (value === null) store?.removeItem(key);
      else store?.setItem(key, JSON.stringify(value));
    } catch {
      // Storage denied or full: a reload then asks for the login again.
    }
  };
  return {
    session: () => read(SESSION_KEY, sessionSchema),
    keepSession: (session) => write(SESSION_KEY, session),
    claim(doctor, wall) {
      const kept = read(CLAIM_KEY, claimSchema);
      if (!kept || kept.doctor !== doctor || wall - kept.wall > LEASE_OVER_MS) return null;
      return { box: kept.box, claim: kept.claim };
    },
    keepClaim: (claim) => write(CLAIM_KEY, claim),
  };
}
