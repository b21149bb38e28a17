import { createHash } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { type BulkFromCabinet, type BulkFromDoctor, CHUNK_BYTES } from '../../src-main/api/media-protocol.ts';
import { createBulkReceiver, STALL_MS, type WantedMedium } from './bulk-receiver.ts';
import { fromBase64, toBase64 } from './bytes.ts';
import { createFakeClock } from './fake-clock.ts';

const id = (n: number) => `urn:uuid:00000000-0000-4000-8000-00000000000${n}`;
/** The hash is made beside the main thread. */
const until = (check: () => void) => vi.waitFor(check, { timeout: 5000, interval: 2 });
const bytesOf = (n: number, length: number) => Uint8Array.from({ length }, (_, k) => (k * 17 + n) % 253);
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

function medium(n: number, length: number): WantedMedium & { content: Uint8Array } {
  const content = bytesOf(n, length);
  return { id: id(n), bytes: length, sha256: sha256Of(content), contentType: 'image/png', content };
}

function harness() {
  const clock = createFakeClock();
  const asked: BulkFromDoctor[] = [];
  let changes = 0;
  const receiver = createBulkReceiver({
    clock,
    send(message) {
      asked.push(message);
      return 'sent';
    },
    onChange: () => {
      changes += 1;
    },
  });
  const begin = (m: WantedMedium, offset = 0, over: Partial<BulkFromCabinet> = {}) => {
    const message = { type: 'bulk.begin', id: m.id, bytes: m.bytes, sha256: m.sha256, offset, ...over };
    receiver.receive(message as BulkFromCabinet);
  };
  const chunk = (m: { id: string; content: Uint8Array }, offset: number) =>
    receiver.receive({
      type: 'bulk.chunk',
      id: m.id,
      offset,
      data: toBase64(m.content.subarray(offset, offset + CHUNK_BYTES)),
    });
  const gets = () => asked.flatMap((m) => (m.type === 'bulk.get' ? [[m.id.at(-1), m.offset]] : []));
  const state = (n: number) => receiver.arrivals().get(id(n));
  return { receiver, clock, asked, begin, chunk, gets, state, changes: () => changes };
}

test('base64 goes there and back, also in pieces longer than an engine takes arguments', () => {
  const bytes = bytesOf(1, 40_001);
  expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  expect(Buffer.compare(Buffer.from(fromBase64(toBase64(bytes))), Buffer.from(bytes))).toBe(0);
});

test('a medium is asked for once the channel is open, acknowledged chunk by chunk, and checked', async () => {
  const h = harness();
  const m = medium(1, 2 * CHUNK_BYTES + 9);
  h.receiver.want(m);
  h.receiver.want(m);
  expect(h.asked).toEqual([]);
  h.receiver.connected();
  expect(h.gets()).toEqual([['1', 0]]);
  h.begin(m);
  for (const offset of [0, CHUNK_BYTES, 2 * CHUNK_BYTES]) h.chunk(m, offset);
  expect(h.asked.at(-1)).toEqual({ type: 'bulk.ack', id: m.id, offset: m.bytes });
  expect(h.state(1)?.state).toBe('coming');
  await until(() => expect(h.state(1)?.state).toBe('here'));
  const arrival = h.state(1);
  if (arrival?.state !== 'here') throw new Error('not here');
  expect(arrival.blob.type).toBe('image/png');
  expect(sha256Of(new Uint8Array(await arrival.blob.arrayBuffer()))).toBe(m.sha256);
});

test('after a cut it goes on from where it was, on the next connection', async () => {
  const h = harness();
  const m = medium(1, 4 * CHUNK_BYTES);
  h.receiver.connected();
  h.receiver.want(m);
  h.begin(m);
  h.chunk(m, 0);
  h.chunk(m, CHUNK_BYTES);
  h.receiver.disconnected();
  h.clock.pass(10 * STALL_MS);
  expect(h.gets()).toEqual([['1', 0]]);
  h.receiver.connected();
  expect(h.gets()).toEqual([
    ['1', 0],
    ['1', 2 * CHUNK_BYTES],
  ]);
  h.begin(m, 2 * CHUNK_BYTES);
  h.chunk(m, 2 * CHUNK_BYTES);
  h.chunk(m, 3 * CHUNK_BYTES);
  await until(() => expect(h.state(1)?.state).toBe('here'));
});

test('other bytes than the journal named are fetched once more, then called altered and never shown', async () => {
  const h = harness();
  const m = medium(1, 100);
  h.receiver.connected();
  h.receiver.want(m);
  const wrong = { id: m.id, content: bytesOf(9, 100) };
  h.begin(m);
  h.chunk(wrong, 0);
  await until(() =>
    expect(h.gets()).toEqual([
      ['1', 0],
      ['1', 0],
    ]),
  );
  h.begin(m);
  h.chunk(wrong, 0);
  await until(() => expect(h.state(1)).toEqual({ state: 'altered' }));
});

test('a sender that announces another hash than the journal is not even listened to', () => {
  const h = harness();
  const m = medium(1, 100);
  h.receiver.connected();
  h.receiver.want(m);
  h.begin(m, 0, { sha256: 'f'.repeat(64) });
  expect(h.state(1)).toEqual({ state: 'altered' });
  h.chunk(m, 0);
  expect(h.state(1)).toEqual({ state: 'altered' });
});

test('silence on an open channel is asked again; what comes twice or after a hole is dropped', () => {
  const h = harness();
  const m = medium(1, 3 * CHUNK_BYTES);
  h.receiver.connected();
  h.receiver.want(m);
  h.begin(m);
  h.chunk(m, 0);
  h.chunk(m, 0);
  h.chunk(m, 2 * CHUNK_BYTES);
  expect(h.state(1)).toMatchObject({ have: CHUNK_BYTES });
  h.clock.pass(STALL_MS + 1000);
  expect(h.gets()).toEqual([
    ['1', 0],
    ['1', CHUNK_BYTES],
  ]);
});

test('one after the other; the one somebody looks at comes first, and the interrupted one goes on after', async () => {
  const h = harness();
  const [a, b, c] = [medium(1, 2 * CHUNK_BYTES), medium(2, 50), medium(3, 50)];
  h.receiver.connected();
  for (const m of [a, b, c]) h.receiver.want(m);
  h.begin(a);
  h.chunk(a, 0);
  h.receiver.prefer(c.id);
  h.begin(c);
  h.chunk(c, 0);
  await until(() => expect(h.state(3)?.state).toBe('here'));
  expect(h.gets()).toEqual([
    ['1', 0],
    ['3', 0],
    ['1', CHUNK_BYTES],
  ]);
  h.chunk(a, CHUNK_BYTES);
  await until(() => expect(h.gets().at(-1)).toEqual(['2', 0]));
});

test('what the cabinet has not is told with its reason; another visit keeps nothing of the last', () => {
  const h = harness();
  h.receiver.connected();
  h.receiver.want(medium(1, 10));
  h.receiver.receive({ type: 'bulk.none', id: id(1), reason: 'forgotten' });
  expect(h.state(1)).toEqual({ state: 'none', reason: 'forgotten' });
  h.receiver.clear();
  expect(h.receiver.arrivals().size).toBe(0);
  h.receiver.receive({ type: 'bulk.none', id: id(1), reason: 'forgotten' });
  expect(h.receiver.arrivals().size).toBe(0);
});
