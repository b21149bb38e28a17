/** Asks a TURN server for a relayed address and gives it back at once: does the way of the calls work? */
import type { Clock } from '../../../drivers/contract.ts';
import {
  ATTRIBUTE,
  decodeReply,
  encodeRequest,
  errorOf,
  integrityHolds,
  longTermKey,
  METHOD,
  newTransaction,
  relayedAddress,
  type StunReply,
} from './stun-message.ts';
import type { TurnAddress } from './turn-address.ts';
import { openTurnLine } from './turn-line.ts';

/** First wait before a datagram is sent again; doubled each time (RFC 5389, 7.2.1). */
const AGAIN_MS = 500;
const UDP = Buffer.from([17, 0, 0, 0]);
/** How often the server may ask for a fresh nonce. */
const MAX_CHALLENGES = 2;

export type Allocation =
  | { readonly relayed: string; readonly rttMs: number }
  /** `no-answer`: nobody there, or a wall between. `refused`: it answered and will not. */
  | { readonly trouble: 'no-answer' | 'refused'; readonly detail: string };

export interface AllocateOptions {
  readonly username: string;
  readonly credential: string;
  readonly clock: Clock;
  readonly limitMs: number;
}

/** Never rejects. */
export function allocate(address: TurnAddress, options: AllocateOptions): Promise<Allocation> {
  const { username, credential, clock, limitMs } = options;
  return new Promise((resolve) => {
    let key: Buffer | null = null;
    let signed: readonly (readonly [number, Buffer])[] = [];
    let transaction = newTransaction();
    let request: Buffer = Buffer.alloc(0);
    let sentAt = 0;
    let challenges = 0;
    let stopAgain = (): void => {};
    let over = false;

    const finish = (allocation: Allocation): void => {
      if (over) return;
      over = true;
      stopTimer();
      stopAgain();
      line.close();
      resolve(allocation);
    };
    const trouble = (what: 'no-answer' | 'refused', detail: string): void =>
      finish({ trouble: what, detail });
    const stopTimer = clock.after(limitMs, () => trouble('no-answer', `nothing in ${limitMs} ms`));

    const transmit = (waitMs: number): void => {
      line.send(request);
      if (address.transport !== 'udp') return;
      stopAgain = clock.after(waitMs, () => transmit(waitMs * 2));
    };
    const ask = (): void => {
      transaction = newTransaction();
      request = encodeRequest(
        METHOD.allocate,
        transaction,
        [[ATTRIBUTE.requestedTransport, UDP], ...signed],
        key,
      );
      sentAt = clock.now();
      stopAgain();
      transmit(AGAIN_MS);
    };

    /** 401: sign with this realm and nonce. 438: the nonce is too old, here is another. */
    const challenged = (reply: StunReply): boolean => {
      const realm = reply.attributes.get(ATTRIBUTE.realm);
      const nonce = reply.attributes.get(ATTRIBUTE.nonce);
      const code = errorOf(reply)?.code;
      const asks = (code === 401 && key === null) || code === 438;
      if (!asks || realm === undefined || nonce === undefined || challenges >= MAX_CHALLENGES) return false;
      challenges += 1;
      key = longTermKey(username, realm.toString('utf8'), credential);
      signed = [
        [ATTRIBUTE.username, Buffer.from(username, 'utf8')],
        [ATTRIBUTE.realm, realm],
        [ATTRIBUTE.nonce, nonce],
      ];
      ask();
      return true;
    };
    const giveBack = (withKey: Buffer): void => {
      const lifetime = [ATTRIBUTE.lifetime, Buffer.alloc(4)] as const;
      line.send(encodeRequest(METHOD.refresh, newTransaction(), [lifetime, ...signed], withKey));
    };

    const line = openTurnLine(address, {
      onOpen: ask,
      onGone: (reason) => trouble('no-answer', reason),
      onMessage(message) {
        const reply = decodeReply(message);
        if (reply?.transaction !== transaction.toString('hex') || reply.method !== METHOD.allocate) return;
        if (reply.kind === 'error') {
          const { code, words } = errorOf(reply) ?? { code: 0, words: '' };
          if (!challenged(reply)) trouble('refused', `${code} ${words}`.trim());
          return;
        }
        const relayed = relayedAddress(reply);
        const honest = key === null || integrityHolds(reply, key);
        if (relayed === null || !honest) return trouble('refused', 'an answer of somebody else');
        const rttMs = Math.round(clock.now() - sentAt);
        if (key !== null) giveBack(key);
        // The datagram that gives it back leaves before the socket does.
        setImmediate(() => finish({ relayed, rttMs }));
      },
    });
  });
}
