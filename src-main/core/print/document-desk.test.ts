import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { systemClock } from '../../../drivers/clock.ts';
import type { GivenDocument } from '../../../state-machines/contract.ts';
import type { BulkFromCabinet } from '../../api/media-protocol.ts';
import { createDocumentDesk, type DocumentDeskParts } from './document-desk.ts';
import type { PrintReport } from './print-desk.ts';
import { testPage } from './test-page.ts';

const VISIT = '00000000-0000-4000-8000-000000000001';
const id = 'urn:uuid:00000000-0000-4000-8000-000000000002';
const other = 'urn:uuid:00000000-0000-4000-8000-000000000003';
const bytes = testPage('Cabinet', '2026-11-22');
const sha256 = createHash('sha256').update(bytes).digest('hex');
const given: GivenDocument = {
  id,
  kind: 'other',
  title: 'x',
  bytes: bytes.length,
  sha256,
  at: { mono: 0, wall: 0, clockSure: true },
  hand: { state: 'waits' },
  copies: 0,
  seen: false,
};

function harness(shown: ReturnType<DocumentDeskParts['shown']>) {
  const sent: BulkFromCabinet[] = [];
  const reports: PrintReport[] = [];
  const journal = {
    read: async () =>
      [id, other].map((blob, seq) => ({
        epoch: 1,
        seq: seq + 1,
        blobs: [{ id: blob, length: bytes.length, sha256 }],
      })),
    readBlob: async (_blob: string, from: number, length: number) => bytes.subarray(from, from + length),
  } as unknown as DocumentDeskParts['journal'];
  const desk = createDocumentDesk({
    printers: [],
    clock: systemClock,
    journal,
    shown: () => shown,
    sendToScreen: (message) => sent.push(message),
    dispatch: async (report) => reports.push(report),
    onKept: () => expect.fail('kept'),
    onError: (error) => expect.fail(String(error)),
  });
  return { desk, sent, reports };
}

test('the screen gets the documents of its visit, and nothing else that the journal holds', async () => {
  const h = harness({ visit: VISIT, documents: [given] });
  h.desk.receive({ type: 'bulk.get', id, offset: 0 });
  await expect.poll(() => h.sent.map(({ type }) => type)).toEqual(['bulk.begin', 'bulk.chunk']);
  h.desk.receive({ type: 'bulk.get', id: other, offset: 0 });
  expect(h.sent.at(-1)).toEqual({ type: 'bulk.none', id: other, reason: 'unknown' });
});

test('nobody is here: there is nothing to read', () => {
  const h = harness(null);
  h.desk.receive({ type: 'bulk.get', id, offset: 0 });
  expect(h.sent).toEqual([{ type: 'bulk.none', id, reason: 'unknown' }]);
});

test('without a printer a document is not handed over, and that is said', async () => {
  const h = harness({ visit: VISIT, documents: [given] });
  expect(await h.desk.clear()).toBe(true);
  h.desk.print({ type: 'document.print', print: 'p', document: id, bytes: bytes.length, sha256 });
  await h.desk.close();
  expect(h.reports).toMatchObject([{ type: 'print.over', print: 'p', why: 'no-printer' }]);
});
