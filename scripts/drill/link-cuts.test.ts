import { expect, test } from 'vitest';
import { randomOf } from './campaign.ts';
import { playRound } from './link-cuts.ts';

test('a day without a link, every reply lost once, record and sender restarted: one copy of each, as the journal says', async () => {
  const day = 24 * 60 * 60_000;
  const round = await playRound(randomOf(5, 0), { name: 'a day', ms: day, pace: day / 400 });
  expect(round.wrong).toBeNull();
  expect(round.visits).toBeGreaterThan(8);
  expect(round.repeats).toBeGreaterThan(20);
}, 120_000);
