import { expect, test } from 'vitest';
import type { ExamView } from '../../../state-machines/contract.ts';
import type { ReceivedEvent } from '../../call/session-contract.ts';
import { mayTake, mediaOfVisit, rejectionsFor } from './media.ts';

const at = { mono: 1, wall: 1_800_000_000_000, clockSure: true };
const id = (n: number) => `urn:uuid:00000000-0000-4000-8000-00000000000${n}`;
let seq = 0;
const event = (kind: string, payload: unknown): ReceivedEvent => {
  seq += 1;
  return { epoch: 1, seq, id: `urn:uuid:e${seq}`, kind, at, payload };
};
const kept = (n: number) =>
  event('media.kept', {
    medium: {
      id: id(n),
      exam: 'otoscopy',
      target: 'ear-left',
      kind: 'still',
      contentType: 'image/png',
      bytes: 10,
      sha256: 'a'.repeat(64),
      at,
      source: 'pen',
      quality: 'good',
      still: { width: 640, height: 480, sharpness: 30, brightness: 0.4 },
      clip: null,
      targetConfirmed: false,
    },
  });
const judged = (n: number, over: object) =>
  event('media.judged', {
    exam: 'otoscopy',
    medium: id(n),
    accept: true,
    target: 'ear-left',
    targetConfirmed: true,
    ...over,
  });

test('the side is what the doctor said last, and stays unconfirmed until he does', () => {
  const media = mediaOfVisit([
    kept(1),
    kept(2),
    judged(1, { target: 'ear-right' }),
    judged(7, {}),
    event('media.kept', { medium: 'nonsense' }),
  ]);
  expect(media).toMatchObject([
    { id: id(1), target: 'ear-right', targetConfirmed: true, accepted: true },
    { id: id(2), target: 'ear-left', targetConfirmed: false, accepted: null },
  ]);
  expect(mediaOfVisit([kept(1), judged(1, { accept: false, targetConfirmed: false })])).toMatchObject([
    { accepted: false },
  ]);
});

test('with the agreement taken back goes what the doctor had not kept; what comes after a new yes stays', () => {
  const said = (granted: boolean) => event('media.consent', { granted });
  const media = mediaOfVisit([
    said(true),
    kept(1),
    judged(1, {}),
    kept(2),
    kept(3),
    judged(3, { accept: false }),
    said(false),
    said(true),
    kept(4),
  ]);
  expect(media.map((medium) => medium.id)).toEqual([id(1), id(4)]);
});

test('something can be taken while it is live and nothing is being taken', () => {
  const exam = (step: string, capturing: object | null = null) =>
    ({ step, media: { capturing } }) as unknown as ExamView;
  expect(['connect', 'judge', 'repeat', 'position', 'measure'].map((step) => mayTake(exam(step)))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(mayTake(exam('connect', {}))).toBe(false);
  expect(mayTake({ step: 'connect' } as ExamView)).toBe(false);
});

test('what can be wrong fits what it is of', () => {
  expect(rejectionsFor({ kind: 'still', target: 'ear-left' })).toContain('no-pull');
  expect(rejectionsFor({ kind: 'still', target: 'skin-close' })).toContain('no-scale');
  expect(rejectionsFor({ kind: 'still', target: 'throat' })).not.toContain('no-pull');
  expect(rejectionsFor({ kind: 'clip', target: 'heart-mitral' })).toContain('cloth-noise');
});
