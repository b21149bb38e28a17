import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { DocumentFromCabinet, DocumentFromDoctor } from '../../src-main/api/document-protocol.ts';
import { BULK_WINDOW, CHUNK_BYTES } from '../../src-main/api/media-protocol.ts';
import { createDocumentReceiver } from '../../src-main/core/seat/document-receiver.ts';
import { createDocumentSender, STALL_MS } from './document-sender.ts';
import { createFakeClock } from './fake-clock.ts';

const id = (n: number) => `urn:uuid:00000000-0000-4000-8000-00000000000${n}`;
function pdf(n: number, length: number) {
  const bytes = Uint8Array.from({ length }, (_, k) => (k * 17 + n) % 251);
  bytes.set(new TextEncoder().encode('%PDF-1.7\n'), 0);
  bytes.set(new TextEncoder().encode('%%EOF\n'), length - 6);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    document: { id: id(n), bytes: length, sha256, kind: 'other' as const, title: `Document ${n}` },
    bytes,
  };
}

/** A doctor and a cabinet on a line that can be cut; messages wait on it until it is drained. */
function harness() {
  const clock = createFakeClock();
  const line: DocumentFromDoctor[] = [];
  const back: DocumentFromCabinet[] = [];
  const kept = new Map<string, Buffer>();
  let up = false;
  let most = 0;
  const sender = createDocumentSender({
    clock,
    send(message) {
      if (up) line.push(message);
      return 'sent';
    },
    onChange: () => {},
  });
  const newReceiver = () =>
    createDocumentReceiver({
      send: (message) => back.push(message),
      known: (known) => kept.has(known),
      keep: async (_visit, document, bytes) => {
        kept.set(document.id, bytes);
        return true;
      },
    });
  let receiver = newReceiver();
  const turn = async (messages = Number.POSITIVE_INFINITY) => {
    for (let n = 0; n < messages; n += 1) {
      most = Math.max(most, line.filter(({ type }) => type === 'document.chunk').length);
      const there = line.shift();
      if (there) receiver.receive('visit', there);
      await Promise.resolve();
      await Promise.resolve();
      const answer = back.shift();
      if (answer) sender.receive(answer);
      if (!there && !answer) return;
    }
  };
  return {
    sender,
    clock,
    kept,
    line,
    turn,
    most: () => most,
    states: () => sender.documents().map(({ journey }) => journey.state),
    connect() {
      up = true;
      sender.connected();
    },
    cut() {
      up = false;
      line.length = 0;
      back.length = 0;
      sender.disconnected();
    },
    restartCabinet() {
      receiver = newReceiver();
    },
  };
}

test('two documents arrive one after the other, byte for byte, with little under way', async () => {
  const h = harness();
  const [first, second] = [pdf(1, 20 * CHUNK_BYTES + 3), pdf(2, 900)];
  h.sender.send(first.document, first.bytes);
  h.sender.send(second.document, second.bytes);
  expect(h.line).toEqual([]);
  h.connect();
  await h.turn();
  expect(h.states()).toEqual(['kept', 'kept']);
  expect(h.kept.get(id(1))?.equals(first.bytes)).toBe(true);
  expect(h.kept.get(id(2))?.equals(second.bytes)).toBe(true);
  expect(h.most()).toBeLessThanOrEqual(BULK_WINDOW);
});

test.each([3, 9, 17, 24])('cut after %i messages it goes on where it was', async (messages) => {
  const h = harness();
  const { document, bytes } = pdf(1, 25 * CHUNK_BYTES + 100);
  h.sender.send(document, bytes);
  h.connect();
  await h.turn(messages);
  const before = h.sender.documents()[0]?.journey;
  h.cut();
  h.connect();
  await h.turn();
  expect(before).toMatchObject({ state: 'going' });
  expect(h.states()).toEqual(['kept']);
  expect(h.kept.get(id(1))?.equals(bytes)).toBe(true);
});

test('a cabinet that came back without what it had gets it anew', async () => {
  const h = harness();
  const { document, bytes } = pdf(1, 25 * CHUNK_BYTES);
  h.sender.send(document, bytes);
  h.connect();
  await h.turn(12);
  h.restartCabinet();
  h.line.length = 0;
  h.clock.pass(STALL_MS + 1000);
  await h.turn();
  expect(h.states()).toEqual(['kept']);
  expect(h.kept.get(id(1))?.equals(bytes)).toBe(true);
});

test('what the cabinet refuses ends with its reason, and the next one goes on', async () => {
  const h = harness();
  const good = pdf(2, 900);
  const bad = new Uint8Array(900);
  const sha256 = createHash('sha256').update(bad).digest('hex');
  h.sender.send({ id: id(1), bytes: 900, sha256, kind: 'other', title: 'x' }, bad);
  h.sender.send(good.document, good.bytes);
  h.connect();
  await h.turn();
  expect(h.sender.documents().map(({ journey }) => journey)).toEqual([
    { state: 'refused', reason: 'not-a-pdf' },
    { state: 'kept' },
  ]);
});

test('dropped on the way, or with the visit: nothing more is sent of it', async () => {
  const h = harness();
  const { document, bytes } = pdf(1, 25 * CHUNK_BYTES);
  h.sender.send(document, bytes);
  h.connect();
  await h.turn(5);
  h.sender.drop(id(1));
  expect(h.sender.documents()).toEqual([]);
  await h.turn();
  expect(h.kept.size).toBe(0);
  h.sender.send(pdf(2, 900).document, pdf(2, 900).bytes);
  h.sender.clear();
  h.clock.pass(2 * STALL_MS);
  await h.turn();
  expect(h.sender.documents()).toEqual([]);
});
