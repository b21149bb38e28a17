/** STUN and TURN servers with credentials that end by themselves (coturn's REST scheme). */
import { createHmac } from 'node:crypto';
import type { IceServer } from '../src-main/api/fleet-protocol.ts';
import { type User, userName } from './access.ts';
import type { RelayConfig } from './config.ts';

/** `nowMs`: wall clock. TURN user = `<expiry in s>:<user>`, password = base64(HMAC-SHA1(secret, TURN user)). */
export function iceServersFor(
  config: Pick<RelayConfig, 'iceServers' | 'turn'>,
  user: User,
  nowMs: number,
): IceServer[] {
  if (config.turn === null) return [...config.iceServers];
  const username = `${Math.floor(nowMs / 1000) + config.turn.ttlSeconds}:${userName(user)}`;
  const credential = createHmac('sha1', config.turn.secret).update(username).digest('base64');
  return [...config.iceServers, { urls: config.turn.urls, username, credential }];
}
