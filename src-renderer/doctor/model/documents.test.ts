import { expect, test } from 'vitest';
import { prescription } from '../../../fixtures/printer/prescription.ts';
import type { DoctorView, GivenDocument, Hand } from '../../../state-machines/contract.ts';
import { MAX_DOCUMENT_BYTES } from '../../../state-machines/documents.ts';
import type { DocumentJourney, SentDocument } from '../../call/document-sender.ts';
import { documentRows, fileTrouble, notInHand } from './documents.ts';

const print = '00000000-0000-4000-8000-000000000001';
const offered = (id: string) => ({
  id,
  kind: 'prescription' as const,
  title: id,
  bytes: 200,
  sha256: '0'.repeat(64),
});
const given = (id: string, hand: Hand): GivenDocument => ({
  ...offered(id),
  at: { mono: 0, wall: 0, clockSure: true },
  hand,
  copies: 0,
  seen: false,
});
const sent = (id: string, journey: DocumentJourney): SentDocument => ({ ...offered(id), journey });
const viewOf = (documents: readonly GivenDocument[]) => ({ documents }) as unknown as DoctorView;

test('a whole PDF may be sent; anything else is told at once', () => {
  expect(fileTrouble(prescription())).toBeNull();
  expect(fileTrouble(prescription().subarray(0, 1500))).toBe('notPdf');
  expect(fileTrouble(new TextEncoder().encode('Ordonnance'))).toBe('notPdf');
  expect(fileTrouble(new Uint8Array(MAX_DOCUMENT_BYTES + 1))).toBe('tooLarge');
});

test('each is shown once: on its way, or as the cabinet says', () => {
  const rows = documentRows(viewOf([given('a', { state: 'waits' })]), [
    sent('a', { state: 'kept' }),
    sent('b', { state: 'going', have: 50 }),
  ]);
  expect(rows.map((row) => [row.on, row.document.id])).toEqual([
    ['way', 'b'],
    ['visit', 'a'],
  ]);
  expect(rows[0]).toMatchObject({ percent: 25 });
  // Kept, and the view that says so is a moment behind.
  expect(documentRows(viewOf([]), [sent('a', { state: 'kept' })])).toEqual([]);
});

test('counts what the patient does not hold and did not read', () => {
  const lost = { state: 'not-handed-over', print, why: 'jam', withdrawn: true } as const;
  const rows = documentRows(
    viewOf([
      given('a', { state: 'handed-over', print }),
      given('b', { state: 'shown' }),
      given('c', lost),
      given('d', { state: 'waits' }),
    ]),
    [sent('e', { state: 'going', have: 0 }), sent('f', { state: 'refused', reason: 'not-a-pdf' })],
  );
  expect(notInHand(rows)).toBe(3);
});
