/**
 * Refuses an MQTT packet by its announced length, before its bytes are gathered: the parser behind would buffer up
 * to 256 MB for anybody. Bytes pass unchanged.
 */
import { Transform, type TransformCallback } from 'node:stream';

/** `limit` in bytes of "remaining length" (MQTT 3.1.1 §2.2.3). */
export function createPacketGuard(limit: number): Transform {
  let skip = 0;
  let header: 'type' | 'length' = 'type';
  let length = 0;
  let shift = 0;

  function isAcceptable(chunk: Buffer): boolean {
    let at = 0;
    while (at < chunk.length) {
      if (skip > 0) {
        const step = Math.min(skip, chunk.length - at);
        skip -= step;
        at += step;
        continue;
      }
      const byte = chunk[at] ?? 0;
      at += 1;
      if (header === 'type') {
        header = 'length';
        length = 0;
        shift = 0;
        continue;
      }
      length += (byte & 0x7f) * 2 ** shift;
      shift += 7;
      if (length > limit || shift > 28) return false;
      if ((byte & 0x80) === 0) {
        skip = length;
        header = 'type';
      }
    }
    return true;
  }

  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      if (isAcceptable(chunk)) done(null, chunk);
      else done(new Error('MQTT packet too large'));
    },
  });
}
