import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { type FromClient, fromClientSchema } from '../../../src-main/api/core-api.ts';
import { CHUNK_BYTES } from '../../../src-main/api/media-protocol.ts';
import { MAX_MEDIUM_BYTES } from '../../../state-machines/media.ts';
import { upload } from './upload.ts';

const capture = '11111111-1111-4111-8111-111111111111';
const still = { width: 4, height: 3, sharpness: 12, brightness: 0.4 };
const bytesOf = (length: number) => Uint8Array.from({ length }, (_, n) => (n * 7) % 251);

async function sentFor(bytes: Uint8Array<ArrayBuffer>, abortAfter = Number.POSITIVE_INFINITY) {
  const sent: FromClient[] = [];
  const controller = new AbortController();
  const send = (message: FromClient) => {
    sent.push(message);
    if (sent.length >= abortAfter) controller.abort();
  };
  await upload(capture, 'pen', { bytes, still }, send, controller.signal);
  return sent;
}

test('announces size and hash, then every byte in order, each message as the core wants it', async () => {
  const bytes = bytesOf(20 * CHUNK_BYTES + 3);
  const sent = await sentFor(bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  expect(sent[0]).toEqual({
    type: 'media.taken',
    capture,
    kind: 'still',
    bytes: bytes.length,
    sha256,
    source: 'pen',
    still,
    clip: null,
  });
  const chunks = sent.flatMap((m) => (m.type === 'media.chunk' ? [m] : []));
  expect(chunks.map(({ offset }) => offset)).toEqual(Array.from({ length: 21 }, (_, n) => n * CHUNK_BYTES));
  const joined = Buffer.concat(chunks.map(({ data }) => Buffer.from(data, 'base64')));
  expect(Buffer.compare(joined, Buffer.from(bytes))).toBe(0);
  for (const message of sent) expect(fromClientSchema.safeParse(message).success).toBe(true);
});

test('stops in the middle when nobody wants it any more', async () => {
  expect((await sentFor(bytesOf(20 * CHUNK_BYTES), 4)).length).toBe(4);
});

test('too large is told instead of sent', async () => {
  expect(await sentFor(new Uint8Array(MAX_MEDIUM_BYTES + 1))).toEqual([
    { type: 'media.failed', capture, reason: 'too-large' },
  ]);
});
