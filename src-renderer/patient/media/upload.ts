/** What was taken, on its way to the core: announced, then in chunks, with a breath for everything else between. */

import type { FromClient } from '../../../src-main/api/core-api.ts';
import { CHUNK_BYTES } from '../../../src-main/api/media-protocol.ts';
import { MAX_MEDIUM_BYTES } from '../../../state-machines/media.ts';
import { sha256Of, toBase64 } from '../../call/bytes.ts';
import type { TakenClip } from './take-clip.ts';
import type { TakenStill } from './take-still.ts';

const CHUNKS_AT_ONCE = 8;

const breath = (): Promise<void> => new Promise((done) => setTimeout(done, 0));

/** Resolves when all is sent, or nobody wants it any more. */
export async function upload(
  capture: string,
  source: string,
  taken: TakenStill | TakenClip,
  send: (message: FromClient) => void,
  signal: AbortSignal,
): Promise<void> {
  const { bytes } = taken;
  if (bytes.length > MAX_MEDIUM_BYTES) return send({ type: 'media.failed', capture, reason: 'too-large' });
  const sha256 = await sha256Of(bytes);
  if (signal.aborted) return;
  send({
    type: 'media.taken',
    capture,
    kind: 'still' in taken ? 'still' : 'clip',
    bytes: bytes.length,
    sha256,
    source,
    still: 'still' in taken ? taken.still : null,
    clip: 'clip' in taken ? taken.clip : null,
  });
  for (let offset = 0; offset < bytes.length; offset += CHUNK_BYTES) {
    const data = toBase64(bytes.subarray(offset, offset + CHUNK_BYTES));
    send({ type: 'media.chunk', capture, offset, data });
    if ((offset / CHUNK_BYTES) % CHUNKS_AT_ONCE === CHUNKS_AT_ONCE - 1) await breath();
    if (signal.aborted) return;
  }
}
