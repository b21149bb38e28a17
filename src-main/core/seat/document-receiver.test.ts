import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { documentSchema } from '../../../state-machines/documents.ts';
import type { DocumentFromCabinet } from '../../api/document-protocol.ts';
import { CHUNK_BYTES } from '../../api/media-protocol.ts';
import { createDocumentReceiver, looksLikePdf } from './document-receiver.ts';

const VISIT = 'visit-1';
const id = 'urn:uuid:00000000-0000-4000-8000-000000000001';
const pdf = (length: number): Buffer => {
  const bytes = Buffer.from(Array.from({ length }, (_, n) => (n * 31) % 251));
  bytes.write('%PDF-1.7\n', 0);
  bytes.write('%%EOF\n', length - 6);
  return bytes;
};
const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

function harness(bytes: Buffer, stores = true) {
  const sent: DocumentFromCabinet[] = [];
  const kept: Buffer[] = [];
  const document = documentSchema.parse({
    id,
    bytes: bytes.length,
    sha256: sha256Of(bytes),
    kind: 'prescription',
    title: 'Ordonnance',
  });
  const receiver = createDocumentReceiver({
    send: (message) => sent.push(message),
    known: () => kept.length > 0,
    keep: async (_visit, _document, whole) => {
      if (stores) kept.push(whole);
      return stores;
    },
  });
  const offer = (visit = VISIT) => receiver.receive(visit, { type: 'document.offer', ...document });
  const chunk = (offset: number, content = bytes) => {
    const data = content.subarray(offset, offset + CHUNK_BYTES).toString('base64');
    receiver.receive(VISIT, { type: 'document.chunk', id, offset, data });
  };
  const chunks = (from: number, content = bytes) => {
    for (let offset = from; offset < content.length; offset += CHUNK_BYTES) chunk(offset, content);
  };
  return { receiver, document, sent, kept, offer, chunk, chunks, last: () => sent.at(-1) };
}
const settled = () => new Promise((done) => setTimeout(done, 5));

test('keeps the very bytes, then says so', async () => {
  const bytes = pdf(3 * CHUNK_BYTES + 5);
  const h = harness(bytes);
  h.offer();
  expect(h.last()).toEqual({ type: 'document.have', id, offset: 0 });
  h.chunks(0);
  expect(h.kept).toHaveLength(1);
  expect(h.sent.map(({ type }) => type)).not.toContain('document.kept');
  await settled();
  expect(h.last()).toEqual({ type: 'document.kept', id });
  expect(h.kept[0]?.equals(bytes)).toBe(true);
  h.offer();
  expect(h.last()).toEqual({ type: 'document.kept', id });
  expect(h.kept).toHaveLength(1);
});

test('goes on after a cut where it was; what overlaps or leaves a hole is not taken', async () => {
  const bytes = pdf(4 * CHUNK_BYTES);
  const h = harness(bytes);
  h.offer();
  h.chunk(0);
  h.chunk(2 * CHUNK_BYTES);
  h.chunk(0);
  h.offer();
  expect(h.last()).toEqual({ type: 'document.have', id, offset: CHUNK_BYTES });
  h.chunks(CHUNK_BYTES);
  await settled();
  expect(h.kept[0]?.equals(bytes)).toBe(true);
});

test('nothing half here goes over into another visit', async () => {
  const h = harness(pdf(2 * CHUNK_BYTES));
  h.offer();
  h.chunk(0);
  h.offer('visit-2');
  expect(h.last()).toEqual({ type: 'document.have', id, offset: 0 });
  h.receiver.clear();
  h.chunks(0);
  await settled();
  expect(h.kept).toHaveLength(0);
});

test('other bytes, more bytes, no PDF, a full disk: each is refused with its reason, and nothing is kept', async () => {
  const whole = pdf(CHUNK_BYTES + 9);
  const altered = Buffer.from(whole);
  altered[100] = 1 + (altered[100] ?? 0);
  const a = harness(whole);
  a.offer();
  a.chunks(0, altered);
  const b = harness(whole);
  b.offer();
  b.chunk(0);
  b.chunk(CHUNK_BYTES, pdf(2 * CHUNK_BYTES));
  const c = harness(Buffer.alloc(2000, 'x'));
  c.offer();
  c.chunks(0);
  const d = harness(whole, false);
  d.offer();
  d.chunks(0);
  await settled();
  expect([a, b, c, d].map((h) => h.last())).toEqual([
    { type: 'document.refused', id, reason: 'altered' },
    { type: 'document.refused', id, reason: 'altered' },
    { type: 'document.refused', id, reason: 'not-a-pdf' },
    { type: 'document.refused', id, reason: 'not-stored' },
  ]);
  expect([a, b, c, d].flatMap((h) => h.kept)).toEqual([]);
});

test('dropped before it is whole: forgotten', () => {
  const h = harness(pdf(2 * CHUNK_BYTES));
  h.offer();
  h.chunk(0);
  h.receiver.receive(VISIT, { type: 'document.drop', id });
  h.offer();
  expect(h.last()).toEqual({ type: 'document.have', id, offset: 0 });
});

test('a PDF has its marks at both ends', () => {
  expect(looksLikePdf(pdf(5000))).toBe(true);
  expect(looksLikePdf(pdf(5000).subarray(0, 3000))).toBe(false);
  expect(looksLikePdf(pdf(5000).subarray(2000))).toBe(false);
});
