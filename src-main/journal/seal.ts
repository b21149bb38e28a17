/** AES-256-GCM: initialisation vector, tag and ciphertext in one run of bytes. */
import { createCipheriv, createDecipheriv, type KeyObject, randomFillSync } from 'node:crypto';

export const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const ALGORITHM = 'aes-256-gcm';
/** Added to the length of what is sealed. */
export const SEAL_BYTES = IV_BYTES + TAG_BYTES;

/** Drawn ahead: one call of the random source for many vectors. */
const pool = Buffer.alloc(IV_BYTES * 256);
let used = pool.length;

function freshIv(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += IV_BYTES;
  return pool.subarray(used - IV_BYTES, used);
}

/** `about` is authenticated with the text, and must be given again to open it. */
export function seal(key: KeyObject, about: Buffer, text: Buffer): Buffer {
  const iv = freshIv();
  const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(about);
  const body = cipher.update(text);
  cipher.final();
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** Null: another key, another `about`, or changed bytes. */
export function unseal(key: KeyObject, about: Buffer, sealed: Buffer): Buffer | null {
  if (sealed.length < SEAL_BYTES) return null;
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(about);
  decipher.setAuthTag(sealed.subarray(IV_BYTES, SEAL_BYTES));
  const text = decipher.update(sealed.subarray(SEAL_BYTES));
  try {
    decipher.final();
    return text;
  } catch {
    return null;
  }
}
