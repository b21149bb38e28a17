/** The doctor's end of the sealed line to the core; see `src-main/api/watch-sealed.ts`. */
import {
  COUNTER_BYTES,
  counterOf,
  type DoctorWord,
  padText,
  TAG_BYTES,
  TO_CABINET_BYTES,
  unpackPicture,
  type WatchDirection,
  type WatchPicture,
  watchInfo,
  watchNonce,
} from '../../src-main/api/watch-sealed.ts';
import { fromBase64url, toBase64url } from './bytes.ts';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const;

export interface WatchLine {
  /** For `hello`; null: not made yet, or this browser has no cryptography. */
  key(): string | null;
  /** `theirs`: the core's key in `welcome`; null: an older cabinet. The same key again goes on. */
  agree(visit: string, epoch: number, theirs: string | null): Promise<void>;
  /** For the next heartbeat; sealed ahead, so that a heartbeat waits for nothing. One length. */
  next(): string;
  /** Seals what is to be said from now on. */
  say(word: DoctorWord): Promise<void>;
  /** Null: not for us, changed, or older than what was read. */
  read(field: string): Promise<WatchPicture | null>;
}

interface Keys {
  readonly theirs: string;
  readonly out: CryptoKey;
  readonly in: CryptoKey;
  sent: number;
  read: number;
}

async function derive(shared: CryptoKey, info: string, usage: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  const params = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(),
    info: new TextEncoder().encode(info),
  };
  return crypto.subtle.deriveKey(params, shared, { name: 'AES-GCM', length: 256 }, false, [usage]);
}

const filler = (): string =>
  toBase64url(crypto.getRandomValues(new Uint8Array(COUNTER_BYTES + TO_CABINET_BYTES + TAG_BYTES)));

/** `onReady`: the page's own key is made. */
export function createWatchLine(onReady: () => void): WatchLine {
  let ours: { readonly pair: CryptoKeyPair; readonly text: string } | null = null;
  let keys: Keys | null = null;
  let ready = filler();

  async function make(): Promise<void> {
    const pair = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
    const raw = await crypto.subtle.exportKey('raw', pair.publicKey);
    ours = { pair, text: toBase64url(new Uint8Array(raw)) };
    onReady();
  }
  // Without it the heartbeats carry filler, and the doctor is told that the watch cannot be read.
  const made = globalThis.crypto?.subtle === undefined ? Promise.resolve() : make().catch(() => {});

  return {
    key: () => ours?.text ?? null,
    async agree(visit, epoch, theirs) {
      await made;
      if (theirs === keys?.theirs) return;
      keys = null;
      ready = filler();
      if (theirs === null || ours === null) return;
      try {
        const raw = fromBase64url(theirs);
        const point = await crypto.subtle.importKey('raw', raw, CURVE, false, []);
        const bits = await crypto.subtle.deriveBits(
          { name: 'ECDH', public: point },
          ours.pair.privateKey,
          256,
        );
        const shared = await crypto.subtle.importKey('raw', bits, 'HKDF', false, ['deriveKey']);
        const info = (direction: WatchDirection) => watchInfo(visit, epoch, direction);
        keys = {
          theirs,
          out: await derive(shared, info('to-cabinet'), 'encrypt'),
          in: await derive(shared, info('to-doctor'), 'decrypt'),
          sent: 0,
          read: 0,
        };
      } catch {
        keys = null;
      }
    },
    next() {
      const now = ready;
      ready = filler();
      return now;
    },
    async say(word) {
      const mine = keys;
      if (mine === null) return;
      mine.sent += 1;
      const nonce = watchNonce(mine.sent);
      const text = padText(JSON.stringify(word), TO_CABINET_BYTES);
      const body = new Uint8Array(
        await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, tagLength: TAG_BYTES * 8 }, mine.out, text),
      );
      const field = new Uint8Array(COUNTER_BYTES + body.length);
      field.set(nonce.subarray(nonce.length - COUNTER_BYTES));
      field.set(body, COUNTER_BYTES);
      if (mine === keys) ready = toBase64url(field);
    },
    async read(field) {
      const mine = keys;
      if (mine === null) return null;
      const bytes = fromBase64url(field);
      const counter = counterOf(bytes);
      if (counter <= mine.read) return null;
      try {
        const params = { name: 'AES-GCM', iv: watchNonce(counter), tagLength: TAG_BYTES * 8 };
        const text = await crypto.subtle.decrypt(params, mine.in, bytes.subarray(COUNTER_BYTES));
        if (counter <= mine.read) return null;
        mine.read = counter;
        return unpackPicture(JSON.parse(new TextDecoder().decode(text)));
      } catch {
        return null;
      }
    },
  };
}
