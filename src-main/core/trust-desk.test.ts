import { expect, test } from 'vitest';
import { createManualClock } from '../../drivers/clock.ts';
import { readRecord } from '../../state-machines/records.ts';
import type { Transaction } from '../journal/contract.ts';
import { createTrustDesk } from './trust-desk.ts';

function harness() {
  const committed: Transaction[] = [];
  const clock = createManualClock();
  const desk = createTrustDesk({
    journal: {
      async commit(transaction) {
        committed.push(transaction);
        return [];
      },
    },
    clock,
    now: () => ({ mono: clock.now(), wall: 1, clockSure: true }),
    visit: () => null,
    onError(error) {
      throw error;
    },
  });
  const journalled = () =>
    committed.flatMap(({ records }) => records.map((record) => readRecord(record, 'fleet.distrusted')));
  return { desk, clock, journalled };
}

test('the first of a kind is written at once, a flood of it once a minute with its number', async () => {
  const { desk, clock, journalled } = harness();
  for (let n = 0; n < 5000; n += 1) desk.attack('forged', `dr-${n}`, 'box');
  desk.attack('forged', 'ada', 'page');
  await clock.advance(1);
  expect(journalled()).toEqual([
    { attack: 'forged', doctor: 'dr-0', at: 'box', count: 1 },
    { attack: 'forged', doctor: 'ada', at: 'page', count: 1 },
  ]);
  await clock.advance(60_000);
  expect(journalled().slice(2)).toEqual([{ attack: 'forged', doctor: 'dr-4999', at: 'box', count: 4999 }]);
  expect(desk.total()).toBe(5001);
});

test('what is still gathered is written when the core ends; a lost message is no refusal', async () => {
  const { desk, journalled } = harness();
  desk.attack('missing', 'ada', 'box');
  desk.attack('missing', 'ada', 'box');
  await desk.close();
  expect(journalled().map((one) => one?.count)).toEqual([1, 1]);
  expect(desk.total()).toBe(0);
});
