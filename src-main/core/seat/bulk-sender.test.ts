import { expect, test } from 'vitest';
import { BULK_WINDOW, type BulkFromCabinet, CHUNK_BYTES } from '../../api/media-protocol.ts';
import type { Cursor, JournalEvent } from '../../journal/contract.ts';
import { JournalError } from '../../journal/errors.ts';
import { createBulkSender } from './bulk-sender.ts';

const id = (n: number) => `urn:uuid:00000000-0000-4000-8000-00000000000${n}`;
const sha256 = 'a'.repeat(64);
const at = { mono: 0, wall: 0, clockSure: true };
const turn = () => new Promise((r) => setTimeout(r, 1));

const event = (seq: number, visit: string, blob?: string, length = 0): JournalEvent => ({
  epoch: 1,
  seq,
  id: `urn:uuid:e${seq}`,
  visit,
  kind: 'media.kept',
  at,
  payload: {},
  chain: '',
  ...(blob === undefined ? {} : { blobs: [{ id: blob, sha256, length }] }),
});

function harness(length: number, fault?: Error) {
  const bytes = Uint8Array.from({ length }, (_, n) => (n * 31) % 251);
  const events = [event(1, 'v'), event(2, 'v', id(1), length), event(3, 'other', id(2), length)];
  const sent: BulkFromCabinet[] = [];
  const errors: unknown[] = [];
  let reads = 0;
  const sender = createBulkSender({
    journal: {
      async read(cursor: Cursor, limit, visit) {
        reads += 1;
        return events.filter((e) => e.visit === visit && e.seq > cursor.seq).slice(0, limit);
      },
      async readBlob(_id, offset, wanted) {
        if (fault) throw fault;
        return bytes.slice(offset, offset + wanted);
      },
    },
    send: (message) => sent.push(message),
    onError: (error) => errors.push(error),
  });
  const chunks = () => sent.flatMap((m) => (m.type === 'bulk.chunk' ? [m] : []));
  const ackAll = async () => {
    for (let done = 0; done < length; ) {
      const last = chunks().at(-1);
      if (last === undefined) return;
      done = last.offset + Buffer.from(last.data, 'base64').length;
      sender.receive('v', { type: 'bulk.ack', id: id(1), offset: done });
      await turn();
    }
  };
  return { sender, sent, errors, chunks, ackAll, bytes, events, reads: () => reads };
}
const joined = (chunks: readonly { data: string }[]) =>
  Buffer.concat(chunks.map(({ data }) => Buffer.from(data, 'base64')));

test('no more is under way than the window, and acknowledgements open it', async () => {
  const h = harness(20 * CHUNK_BYTES + 7);
  h.sender.receive('v', { type: 'bulk.get', id: id(1), offset: 0 });
  await turn();
  expect(h.sent[0]).toEqual({ type: 'bulk.begin', id: id(1), bytes: h.bytes.length, sha256, offset: 0 });
  expect(h.chunks().length).toBe(BULK_WINDOW);
  await turn();
  expect(h.chunks().length).toBe(BULK_WINDOW);
  h.sender.receive('v', { type: 'bulk.ack', id: id(1), offset: 2 * CHUNK_BYTES });
  await turn();
  expect(h.chunks().length).toBe(BULK_WINDOW + 2);
  await h.ackAll();
  expect(Buffer.compare(joined(h.chunks()), Buffer.from(h.bytes))).toBe(0);
  expect(Math.max(...h.chunks().map(({ data }) => data.length))).toBeLessThanOrEqual(
    (CHUNK_BYTES / 3 + 1) * 4,
  );
});

test('goes on from the offset that is asked for, as after a cut', async () => {
  const h = harness(5 * CHUNK_BYTES);
  h.sender.receive('v', { type: 'bulk.get', id: id(1), offset: 0 });
  await turn();
  h.sender.stop();
  const before = h.chunks().length;
  h.sender.receive('v', { type: 'bulk.get', id: id(1), offset: 3 * CHUNK_BYTES + 100 });
  await turn();
  const rest = h.chunks().slice(before);
  expect(rest[0]?.offset).toBe(3 * CHUNK_BYTES + 100);
  expect(Buffer.compare(joined(rest), Buffer.from(h.bytes.subarray(3 * CHUNK_BYTES + 100)))).toBe(0);
});

test('only media of the visit in session; the rest is unknown', async () => {
  const h = harness(10);
  h.sender.receive('v', { type: 'bulk.get', id: id(2), offset: 0 });
  h.sender.receive('v', { type: 'bulk.get', id: id(2), offset: 0 });
  await turn();
  expect(h.sent).toEqual([{ type: 'bulk.none', id: id(2), reason: 'unknown' }]);
  h.sender.receive('other', { type: 'bulk.get', id: id(2), offset: 0 });
  await turn();
  expect(h.sent.at(-1)?.type).toBe('bulk.chunk');
  h.sender.receive('v', { type: 'bulk.get', id: id(1), offset: 11 });
  await turn();
  expect(h.sent.at(-1)).toEqual({ type: 'bulk.none', id: id(1), reason: 'unknown' });
});

test('a medium that was kept later is found; what is known already is not read again', async () => {
  const h = harness(10);
  h.sender.receive('v', { type: 'bulk.get', id: id(5), offset: 0 });
  await turn();
  h.events.push(event(7, 'v', id(5), 10));
  h.sender.receive('v', { type: 'bulk.get', id: id(5), offset: 0 });
  h.sender.receive('v', { type: 'bulk.get', id: id(1), offset: 0 });
  await turn();
  expect(h.sent.map((m) => [m.type, m.id])).toEqual([
    ['bulk.none', id(5)],
    ['bulk.begin', id(1)],
    ['bulk.chunk', id(1)],
  ]);
  // Each time it is asked what came since: an agreement may have been taken back.
  expect(h.reads()).toBe(3);
});

test('what nobody confirmed is not sent any more once the patient took his agreement back', async () => {
  const h = harness(10);
  const { events } = h;
  const medium = {
    id: id(1),
    exam: 'otoscopy',
    target: 'ear-left',
    kind: 'still',
    contentType: 'image/png',
    bytes: 10,
    sha256,
    at,
    source: 'pen',
    quality: 'good',
    still: { width: 640, height: 480, sharpness: 30, brightness: 0.4 },
    clip: null,
    targetConfirmed: false,
  };
  const said = (seq: number, kind: string, payload: unknown) => ({ ...event(seq, 'v'), kind, payload });
  events.push(
    said(10, 'media.kept', { medium }),
    said(11, 'media.consent', { granted: true }),
    {
      ...said(12, 'media.kept', { medium: { ...medium, id: id(3) } }),
      blobs: [{ id: id(3), sha256, length: 10 }],
    },
    said(13, 'media.judged', {
      exam: 'otoscopy',
      medium: id(3),
      accept: true,
      target: 'ear-left',
      targetConfirmed: true,
    }),
  );
  const first = async (which: string) => {
    const before = h.sent.length;
    h.sender.receive('v', { type: 'bulk.get', id: which, offset: 0 });
    await turn();
    return h.sent[before]?.type;
  };
  expect([await first(id(1)), await first(id(3))]).toEqual(['bulk.begin', 'bulk.begin']);
  events.push(said(14, 'media.consent', { granted: false }));
  expect([await first(id(1)), await first(id(3))]).toEqual(['bulk.none', 'bulk.begin']);
});

test('stopped or asked for another: what was being read is not sent any more', async () => {
  const h = harness(3 * CHUNK_BYTES);
  h.sender.receive('v', { type: 'bulk.get', id: id(1), offset: 0 });
  h.sender.receive('v', { type: 'bulk.stop', id: id(1) });
  h.sender.stop();
  await turn();
  expect(h.sent).toEqual([]);
});

test('an acknowledgement of what was never sent opens nothing', async () => {
  const h = harness(20 * CHUNK_BYTES);
  h.sender.receive('v', { type: 'bulk.get', id: id(1), offset: 0 });
  await turn();
  h.sender.receive('v', { type: 'bulk.ack', id: id(1), offset: 15 * CHUNK_BYTES });
  h.sender.receive('v', { type: 'bulk.ack', id: id(2), offset: CHUNK_BYTES });
  await turn();
  expect(h.chunks().length).toBe(BULK_WINDOW);
});

test('forgotten and unreadable are told apart, and only the second is a fault', async () => {
  for (const [fault, reason, faults] of [
    [new JournalError('forgotten', 'its visit was forgotten'), 'forgotten', 0],
    [new JournalError('corrupt', 'chunk 0 of a blob cannot be opened'), 'unreadable', 1],
  ] as const) {
    const h = harness(10, fault);
    h.sender.receive('v', { type: 'bulk.get', id: id(1), offset: 0 });
    await turn();
    expect(h.sent.at(-1)).toEqual({ type: 'bulk.none', id: id(1), reason });
    expect(h.errors.length).toBe(faults);
  }
});
