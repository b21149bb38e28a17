/**
 * Who is who: boxes by password, doctors by secret (login) or by the token a login gave them (MQTT, /ice). Whose keys
 * are whose, the issuer says on the ground of it.
 */
import type { Session } from '../src-main/api/fleet-protocol.ts';
import { MQTT_PATH, userNames } from '../src-main/api/fleet-protocol.ts';
import { isRemembered, NOBODY, verifySecret } from '../src-main/api/secrets.ts';
import { readRequest } from '../src-main/api/trust/request.ts';
import { parseUserName, type User } from './access.ts';
import { type AttemptLimit, createAttempts } from './attempts.ts';
import type { RelayConfig } from './config.ts';
import type { Issuer } from './issuer.ts';
import { createTokens } from './tokens.ts';

export type Refusal =
  | { readonly refused: 'wrong' }
  /** The keys are not asked for by who logs in. */
  | { readonly refused: 'bad-request' }
  | { readonly refused: 'too-many'; readonly retryMs: number };

/** A known user; `expires` (wall ms) when the password has an end. */
export interface Known {
  readonly user: User;
  readonly expires: number | null;
}

export interface Accounts {
  /** @param request of a certificate, as the page signed it */
  login(
    doctor: string,
    secret: string,
    request: string,
    address: string,
  ): Promise<{ session: Session } | Refusal>;
  authenticate(name: string, password: string, address: string): Promise<Known | Refusal>;
  /** A box proves itself with its key. */
  certifyBox(request: string): Promise<{ certificate: string } | Refusal>;
}

const WINDOW_MS = 15 * 60 * 1000;
/** Of one user from one address, of one address, of one user. */
export const LIMITS: readonly AttemptLimit[] = [
  { failures: 5, windowMs: WINDOW_MS },
  { failures: 50, windowMs: WINDOW_MS },
  { failures: 500, windowMs: WINDOW_MS },
];
const BUSY_RETRY_MS = 1000;

export function createAccounts(config: RelayConfig, issuer: Issuer, now: () => number): Accounts {
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
    async login(id, secret, requestText, address) {
      const doctor = doctors.get(id);
      const refusal = await check(userNames.doctor(id), secret, doctor?.secretHash, address);
      if (refusal || doctor === undefined) return refusal ?? { refused: 'wrong' };
      const request = await readRequest(requestText);
      if (request === null) return { refused: 'bad-request' };
      const token = tokens.issue(id);
      const certificate = await issuer.doctor(id, doctor.name, request, token.expires);
      if (typeof certificate !== 'string') return { refused: 'bad-request' };
      const { issuers } = issuer;
      return { session: { id, name: doctor.name, mqttPath: MQTT_PATH, ...token, certificate, issuers } };
    },
    async certifyBox(requestText) {
      const request = await readRequest(requestText);
      const box = boxes.get(request?.sub.replace(/^box:/, '') ?? '');
      if (request === null || box === undefined) return { refused: 'wrong' };
      const certificate = await issuer.box(box.name, box.keys, request);
      return typeof certificate === 'string' ? { certificate } : { refused: 'wrong' };
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
