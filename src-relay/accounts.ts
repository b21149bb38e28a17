/** Who is who: boxes by password, doctors by secret (login) or by the token a login gave them (MQTT, /ice). */
import type { Session } from '../src-main/api/fleet-protocol.ts';
import { MQTT_PATH, userNames } from '../src-main/api/fleet-protocol.ts';
import { isRemembered, NOBODY, verifySecret } from '../src-main/api/secrets.ts';
import { parseUserName, type User } from './access.ts';
import { type AttemptLimit, createAttempts } from './attempts.ts';
import type { RelayConfig } from './config.ts';
import { createTokens } from './tokens.ts';

export type Refusal =
  | { readonly refused: 'wrong' }
  | { readonly refused: 'too-many'; readonly retryMs: number };

/** A known user; `expires` (wall ms) when the password has an end. */
export interface Known {
  readonly user: User;
  readonly expires: number | null;
}

export interface Accounts {
  login(doctor: string, secret: string, address: string): Promise<{ session: Session } | Refusal>;
  authenticate(name: string, password: string, address: string): Promise<Known | Refusal>;
}

const WINDOW_MS = 15 * 60 * 1000;
/** Of one user from one address, of one address, of one user. */
export const LIMITS: readonly AttemptLimit[] = [
  { failures: 5, windowMs: WINDOW_MS },
  { failures: 50, windowMs: WINDOW_MS },
  { failures: 500, windowMs: WINDOW_MS },
];
const BUSY_RETRY_MS = 1000;

export function createAccounts(config: RelayConfig, now: () => number): Accounts {
  const attempts = createAttempts(LIMITS, now);
  const tokens = createTokens(Buffer.from(config.tokenKey, 'base64url'), config.tokenHours * 3600_000, now);
  const doctors = new Map(config.doctors.map((doctor) => [doctor.id, doctor]));
  const boxes = new Map(config.boxes.map((box) => [box.name, box]));

  async function check(
    name: string,
    secret: string,
    hash: string | undefined,
    address: string,
  ): Promise<Refusal | null> {
    const keys = [`${address} ${name}`, address, name];
    const retryMs = attempts.wait(keys);
    if (retryMs > 0) return { refused: 'too-many', retryMs };
    const verdict = await verifySecret(secret, hash ?? NOBODY);
    if (verdict === 'busy') return { refused: 'too-many', retryMs: BUSY_RETRY_MS };
    if (verdict === 'no' || hash === undefined) {
      attempts.failed(keys);
      return { refused: 'wrong' };
    }
    attempts.succeeded(`${address} ${name}`);
    return null;
  }

  return {
    async login(id, secret, address) {
      const doctor = doctors.get(id);
      const refusal = await check(userNames.doctor(id), secret, doctor?.secretHash, address);
      if (refusal || doctor === undefined) return refusal ?? { refused: 'wrong' };
      return { session: { id, name: doctor.name, mqttPath: MQTT_PATH, ...tokens.issue(id) } };
    },
    async authenticate(name, password, address) {
      const user = parseUserName(name);
      if (user?.kind === 'box') {
        const hash = boxes.get(user.name)?.passwordHash;
        // Somebody's wrong guesses must not keep a box out that was in before.
        if (hash !== undefined && isRemembered(password, hash)) return { user, expires: null };
        const refusal = await check(name, password, hash, address);
        return refusal ?? { user, expires: null };
      }
      if (user === null || !doctors.has(user.name)) return { refused: 'wrong' };
      const token = tokens.check(user.name, password);
      return 'refused' in token ? { refused: 'wrong' } : { user, expires: token.expires };
    },
  };
}
