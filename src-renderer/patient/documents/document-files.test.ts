import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { prescription } from '../../../fixtures/printer/prescription.ts';
import type { FromClient, FromCore } from '../../../src-main/api/core-api.ts';
import type { GivenDocument } from '../../../state-machines/contract.ts';
import { toBase64 } from '../../call/bytes.ts';
import { createDocumentFiles } from './document-files.ts';

const id = 'urn:uuid:00000000-0000-4000-8000-000000000002';
const bytes = prescription();
const given: GivenDocument = {
  id,
  kind: 'prescription',
  title: 'x',
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  at: { mono: 0, wall: 0, clockSure: true },
  hand: { state: 'waits' },
  copies: 0,
  seen: false,
};

function harness() {
  const asked: FromClient[] = [];
  let documents: readonly GivenDocument[] = [];
  let changed = () => {};
  let hear: (message: FromCore) => void = () => {};
  const files = createDocumentFiles({
    port: {
      send: (message) => asked.push(message),
      subscribe(listener) {
        hear = listener;
        return () => {};
      },
    },
    documents: {
      get: () => documents,
      subscribe(listener) {
        changed = listener;
        return () => {};
      },
    },
  });
  return {
    files,
    asked,
    hear: (message: FromCore) => hear(message),
    show(next: readonly GivenDocument[]) {
      documents = next;
      changed();
    },
  };
}
const begin = (h: ReturnType<typeof harness>) =>
  h.hear({ type: 'bulk.begin', id, bytes: bytes.length, sha256: given.sha256, offset: 0 });

test('asks for a document when the view names it, once, and has the very bytes', async () => {
  const h = harness();
  expect(h.asked).toEqual([]);
  h.show([given]);
  h.show([given]);
  expect(h.asked).toEqual([{ type: 'bulk.get', id, offset: 0 }]);
  begin(h);
  h.hear({ type: 'bulk.chunk', id, offset: 0, data: toBase64(bytes) });
  await expect.poll(() => h.files.arrivals().get(id)?.state).toBe('here');
  h.files.close();
});

test('other bytes are never shown', async () => {
  const h = harness();
  h.show([given]);
  const altered = bytes.slice();
  altered[400] = (altered[400] ?? 0) ^ 1;
  for (let n = 0; n < 2; n += 1) {
    begin(h);
    h.hear({ type: 'bulk.chunk', id, offset: 0, data: toBase64(altered) });
    await new Promise((done) => setTimeout(done, 50));
  }
  await expect.poll(() => h.files.arrivals().get(id)?.state).toBe('altered');
  h.files.close();
});

test('a connection that came back is asked anew', () => {
  const h = harness();
  h.show([given]);
  h.hear({ type: 'welcome' } as FromCore);
  expect(h.asked).toHaveLength(2);
  h.files.close();
});
