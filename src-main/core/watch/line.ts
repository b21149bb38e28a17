/** The core's end of the sealed line to the doctor's page, one call at a time; see `api/watch-sealed.ts`. */
import { createCipheriv, createDecipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from 'node:crypto';
import {
  COUNTER_BYTES,
  counterOf,
  type DoctorWord,
  doctorWordSchema,
  padText,
  TAG_BYTES,
  TO_DOCTOR_BYTES,
  type WatchDirection,
  watchInfo,
  watchNonce,
} from '../../api/watch-sealed.ts';

const CIPHER = 'aes-256-gcm';
const CURVE = 'prime256v1';
const KEY_BYTES = 32;

export interface WatchLine {
  /** The core's key of this call. */
  readonly key: string;
  /** `theirs` null: an older page, which is sent what no key opens. The same key again goes on. */
  greet(visit: string, theirs: string | null): void;
  /** One length, whatever `text` says. */
  seal(text: string): string;
  /** Null: not for us, changed, or heard before. */
  open(field: string): DoctorWord | null;
}

interface Keys {
  readonly theirs: string;
  readonly out: Buffer;
  readonly in: Buffer;
  sent: number;
  heard: number;
}

function agree(ours: ECDH, theirs: string, visit: string, epoch: number): Keys | null {
  let shared: Buffer;
  try {
    shared = ours.computeSecret(Buffer.from(theirs, 'base64url'));
  } catch {
    return null;
  }
  const derive = (direction: WatchDirection): Buffer =>
    Buffer.from(hkdfSync('sha256', shared, Buffer.alloc(0), watchInfo(visit, epoch, direction), KEY_BYTES));
  return { theirs, out: derive('to-doctor'), in: derive('to-cabinet'), sent: 0, heard: 0 };
}

export function createWatchLine(epoch: number): WatchLine {
  const ours = createECDH(CURVE);
  ours.generateKeys();
  let keys: Keys | null = null;
  return {
    key: ours.getPublicKey('base64url'),
    greet(visit, theirs) {
      if (theirs !== null && theirs === keys?.theirs) return;
      keys = theirs === null ? null : agree(ours, theirs, visit, epoch);
    },
    seal(text) {
      const padded = padText(text, TO_DOCTOR_BYTES);
      if (keys === null)
        return randomBytes(COUNTER_BYTES + TO_DOCTOR_BYTES + TAG_BYTES).toString('base64url');
      keys.sent += 1;
      const nonce = watchNonce(keys.sent);
      const cipher = createCipheriv(CIPHER, keys.out, nonce, { authTagLength: TAG_BYTES });
      const body = cipher.update(padded);
      cipher.final();
      return Buffer.concat([nonce.subarray(12 - COUNTER_BYTES), body, cipher.getAuthTag()]).toString(
        'base64url',
      );
    },
    open(field) {
      if (keys === null) return null;
      const bytes = Buffer.from(field, 'base64url');
      const counter = counterOf(bytes);
      if (!Number.isSafeInteger(counter) || counter <= keys.heard) return null;
      const decipher = createDecipheriv(CIPHER, keys.in, watchNonce(counter), { authTagLength: TAG_BYTES });
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      const text = decipher.update(bytes.subarray(COUNTER_BYTES, -TAG_BYTES));
      try {
        decipher.final();
        const word = doctorWordSchema.safeParse(JSON.parse(text.toString('utf8')));
        if (!word.success) return null;
        keys.heard = counter;
        return word.data;
      } catch {
        return null;
      }
    },
  };
}
