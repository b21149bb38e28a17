/** The clips of this repository: every act found, no quiet file flagged. */
import path from 'node:path';
import { expect, it } from 'vitest';
import { UNTAUGHT_ROOM } from './analysis.ts';
import { evaluateFolder } from './evaluate.ts';

const CLIPS = path.resolve(import.meta.dirname, '../../fixtures/distress/clips');

it('every act is found, with its start, and nothing else', async () => {
  const outcome = await evaluateFolder(CLIPS, null, UNTAUGHT_ROOM);
  if ('problem' in outcome) throw new Error(outcome.problem);
  const { acts, quiet, besides } = outcome.judgement;
  expect(acts.length).toBeGreaterThanOrEqual(9);
  expect(quiet.length).toBeGreaterThanOrEqual(24);
  expect(acts.filter(({ found }) => found === null)).toEqual([]);
  expect(acts.filter(({ startRight }) => startRight === false)).toEqual([]);
  expect(quiet.filter(({ raised }) => raised.length > 0)).toEqual([]);
  expect(besides).toEqual([]);
  expect(outcome.clean).toBe(true);
});

it('says which file of a truth cannot be read', async () => {
  expect(await evaluateFolder(CLIPS, 'no-such-truth.jsonl', null)).toHaveProperty('problem');
});
