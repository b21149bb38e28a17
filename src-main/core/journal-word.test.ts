import { expect, test } from 'vitest';
import type { JournalCondition } from '../journal/contract.ts';
import { journalWord } from './journal-word.ts';

const sound: JournalCondition = { durable: true, protection: 'file', trouble: null, mended: null };
const mended = { quarantined: 'x', backup: 'y', salvaged: 4, lost: 0, blobsLost: 0, stateKept: true };

test.each([
  ['opened as it was', sound, undefined],
  ['mended without a loss', { ...sound, trouble: 'corrupt', mended }, undefined],
  ['mended with events lost', { ...sound, trouble: 'corrupt', mended: { ...mended, lost: 2 } }, 'gaps'],
  ['mended with a loss unknown', { ...sound, trouble: 'corrupt', mended: { ...mended, lost: null } }, 'gaps'],
  [
    'mended with a picture lost',
    { ...sound, trouble: 'corrupt', mended: { ...mended, blobsLost: 1 } },
    'gaps',
  ],
  ['in memory', { ...sound, durable: false, trouble: 'read-only' }, 'lost-on-restart'],
] as const)('%s: the doctor is told %s', (_name, condition, word) => {
  expect(journalWord(condition).journal).toBe(word);
});
