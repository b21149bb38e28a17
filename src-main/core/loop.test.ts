import { expect, test } from 'vitest';
import type { CabinetEvent, CabinetState, StepResult } from '../../state-machines/contract.ts';
import type { Transaction } from '../journal/contract.ts';
import { createLoop, type LoopParts } from './loop.ts';

const at = { mono: 1000, wall: 1_800_000_000_000, clockSure: true };
const state = (n: number, exam = false): CabinetState => ({
  visit: { machine: 'visit', version: 1, state: { value: 'idle', context: { n } } },
  exam: exam ? { machine: 'oximetry', version: 1, state: { value: 'measure', context: {} } } : null,
});
const count = (s: CabinetState) => (s.visit.state.context as { n: number }).n;

function harness(
  step: (s: CabinetState, e: CabinetEvent) => StepResult,
  commit?: (t: Transaction) => Promise<void>,
  act: () => void = () => {},
) {
  const order: string[] = [];
  const transactions: Transaction[] = [];
  const parts: LoopParts = {
    journal: {
      async commit(transaction) {
        await commit?.(transaction);
        transactions.push(transaction);
        order.push(`commit ${transaction.records.map((r) => r.kind).join()}`);
        return [];
      },
    },
    step,
    visitOf: () => null,
    plan: (name, inMs, instant) => ({
      name,
      bootId: 'b',
      dueMono: instant.mono + inMs,
      dueWall: instant.wall + inMs,
    }),
    enrich: (record) => record,
    act: (result) => {
      act();
      order.push(`act ${result.effects.map((e) => e.type).join()}`);
    },
    publish: (s) => order.push(`publish ${count(s)}`),
    onFailed: (_event, error) => order.push(`failed ${String(error)}`),
  };
  return { loop: createLoop(state(0), parts), order, transactions };
}

const next = (s: CabinetState, e: CabinetEvent): StepResult => ({
  state: state(count(s) + 1),
  changed: true,
  effects: [{ type: 'session.wipe' }],
  records: [{ kind: e.type, payload: null }],
});

test('commits before it acts, one event at a time, in the order of arrival', async () => {
  const { loop, order } = harness(next, () => new Promise((r) => setTimeout(r, 5)));
  loop.dispatch({ type: 'patient.back', at });
  const second = loop.dispatch({ type: 'patient.leave', at });
  expect(count(loop.state())).toBe(0);
  expect(await second).toBe('changed');
  expect(order).toEqual([
    'commit patient.back',
    'act session.wipe',
    'publish 1',
    'commit patient.leave',
    'act session.wipe',
    'publish 2',
  ]);
});

test('what cannot be committed is not done, not shown, and leaves the state as it was', async () => {
  const { loop, order } = harness(next, () => Promise.reject(new Error('disk full')));
  expect(await loop.dispatch({ type: 'patient.back', at })).toBe('failed');
  expect(count(loop.state())).toBe(0);
  expect(order).toEqual(['failed Error: disk full']);
});

test('an event that means nothing is not written', async () => {
  const { loop, order } = harness((s) => ({ state: s, changed: false, effects: [], records: [] }));
  expect(await loop.dispatch({ type: 'patient.back', at })).toBe('unchanged');
  expect(order).toEqual([]);
});

test('a step that throws is a failure, and the loop goes on', async () => {
  let first = true;
  const { loop, order } = harness((s, e) => {
    if (first) {
      first = false;
      throw new Error('bug');
    }
    return next(s, e);
  });
  expect(await loop.dispatch({ type: 'patient.back', at })).toBe('failed');
  expect(await loop.dispatch({ type: 'patient.back', at })).toBe('changed');
  expect(order[0]).toBe('failed Error: bug');
});

test('a fired deadline is spent with what it caused; the exam leaves with its last step', async () => {
  let n = 0;
  const { loop, transactions } = harness(() => {
    n += 1;
    return {
      state: state(n, n === 1),
      changed: true,
      effects: [{ type: 'deadline.set', name: 'x', inMs: 5 }],
      records: [],
    };
  });
  await loop.dispatch({ type: 'deadline', name: 'idle.ask', at });
  await loop.dispatch({ type: 'deadline', name: 'x', at });
  expect(transactions.map((t) => t.clearDeadlines)).toEqual([['idle.ask'], []]);
  expect(transactions.map((t) => t.dropMachines)).toEqual([[], ['oximetry']]);
  expect(transactions[1]?.setDeadlines).toEqual([
    { name: 'x', bootId: 'b', dueMono: 1005, dueWall: at.wall + 5 },
  ]);
});

test('a fault after the commit is told, and the event counts as done', async () => {
  const { loop, order } = harness(next, undefined, () => {
    throw new Error('bug');
  });
  expect(await loop.dispatch({ type: 'patient.back', at })).toBe('changed');
  expect(order).toEqual(['commit patient.back', 'failed Error: bug', 'publish 1']);
});

test('a picture is written with the record that keeps it, and with no other', async () => {
  const id = 'urn:uuid:11111111-1111-4111-8111-111111111111';
  const medium = {
    id,
    exam: 'oximetry',
    target: 'ear-left',
    kind: 'still',
    contentType: 'image/png',
    bytes: 3,
    sha256: 'a'.repeat(64),
    at,
    source: 'pen',
    quality: 'good',
    still: { width: 1, height: 1, sharpness: 1, brightness: 1 },
    clip: null,
    targetConfirmed: false,
  };
  let records: StepResult['records'] = [{ kind: 'media.kept', payload: { medium } }];
  const { loop, transactions } = harness((s, e) => ({ ...next(s, e), records }));
  const blobs = [{ id, bytes: Uint8Array.of(1, 2, 3) }];
  await loop.dispatch({ type: 'patient.back', at }, { blobs });
  records = [{ kind: 'media.refused', payload: { medium: id } }];
  await loop.dispatch({ type: 'patient.back', at }, { blobs });
  expect(transactions.map((t) => t.blobs)).toEqual([blobs, []]);
});
