import { expect, test } from 'vitest';
import { createManualClock } from '../../drivers/clock.ts';
import type { ForgetOptions, ForgetResult, JournalCondition } from '../journal/contract.ts';
import { createForgetting, FIRST_LOOK_MS, LOOK_EVERY_MS, recordReaders } from './forgetting.ts';

const DAY_MS = 24 * 60 * 60_000;
const turn = () => new Promise((done) => setImmediate(done));

function harness(durable = true, retentionMs: number | null = 30 * DAY_MS) {
  const clock = createManualClock();
  const asked: ForgetOptions[] = [];
  const done: ForgetResult[] = [];
  const errors: unknown[] = [];
  const state = { idle: true, sure: true, result: 2, fails: false };
  const condition: JournalCondition = { durable, protection: 'file', trouble: null, mended: null };
  const forgetting = createForgetting({
    journal: {
      condition: () => condition,
      async forget(options) {
        asked.push(options);
        if (state.fails) throw new Error('no TPM');
        return { forgotten: state.result, waiting: 0, kept: 1, oldKeyDestroyed: true };
      },
    },
    clock,
    wallNow: () => 1_800_000_000_000,
    clockSure: () => state.sure,
    retentionMs,
    readers: ['record'],
    idle: () => state.idle,
    done: (result) => done.push(result),
    onError: (error) => errors.push(error),
  });
  const pass = async (ms: number) => {
    clock.advance(ms);
    await turn();
  };
  return { forgetting, state, asked, done, errors, pass };
}

test('while nobody is there old visits are forgotten, with the readers that must have passed', async () => {
  const h = harness();
  await h.pass(FIRST_LOOK_MS);
  expect(h.asked).toEqual([{ retentionMs: 30 * DAY_MS, now: 1_800_000_000_000, readers: ['record'] }]);
  expect(h.done).toEqual([{ forgotten: 2, waiting: 0, kept: 1, oldKeyDestroyed: true }]);
  h.state.result = 0;
  await h.pass(LOOK_EVERY_MS);
  expect([h.asked.length, h.done.length]).toEqual([2, 1]);
  await h.forgetting.close();
  await h.pass(LOOK_EVERY_MS);
  expect(h.asked).toHaveLength(2);
});

test('not during a visit, and not with a wall clock that was set', async () => {
  const h = harness();
  h.state.idle = false;
  await h.pass(FIRST_LOOK_MS);
  h.state.idle = true;
  h.state.sure = false;
  await h.pass(LOOK_EVERY_MS);
  expect(h.asked).toEqual([]);
  h.state.sure = true;
  await h.pass(LOOK_EVERY_MS);
  expect(h.asked).toHaveLength(1);
});

test('a failure is told and tried again', async () => {
  const h = harness();
  h.state.fails = true;
  await h.pass(FIRST_LOOK_MS);
  expect(h.errors).toHaveLength(1);
  h.state.fails = false;
  await h.pass(LOOK_EVERY_MS);
  expect(h.done).toHaveLength(1);
});

test.each([
  ['without a retention', true, null],
  ['of a journal in memory', false, DAY_MS],
] as const)('nothing is forgotten %s', async (_name, durable, retentionMs) => {
  const h = harness(durable, retentionMs);
  await h.pass(FIRST_LOOK_MS + LOOK_EVERY_MS);
  expect(h.asked).toEqual([]);
});

test('the record and its parked rows are waited for, or the export of an operator who has none', () => {
  expect(recordReaders({ url: null, mesuresUrl: null })).toEqual(['record', 'record.settled']);
  expect(recordReaders({ url: null, mesuresUrl: 'https://a.example' })).toEqual([
    'record.ans',
    'record.ans.settled',
  ]);
  expect(recordReaders({ url: 'https://r.example', mesuresUrl: null })).toEqual(['record', 'record.settled']);
  expect(recordReaders({ url: 'https://r.example', mesuresUrl: 'https://a.example' })).toHaveLength(4);
});
