import { expect, test } from 'vitest';
import type { Command } from '../../api/call-protocol.ts';
import { type GateContext, judgeCommand } from './command-gate.ts';

const visit = '3f0f5c5e-8a51-4b6e-9d7a-1f2d3c4b5a69';
const command: Command = {
  type: 'command',
  id: '11111111-1111-4111-8111-111111111111',
  visit,
  epoch: 2,
  step: 'measure',
  issuedAt: 50_000,
  ttlMs: 3000,
  body: { type: 'exam.cancel' },
};
const context: GateContext = { nowMono: 50_040, visit, epoch: 2, step: 'measure', known: false };

const outcome = (c: Partial<Command>, g: Partial<GateContext> = {}) => {
  const verdict = judgeCommand({ ...command, ...c }, { ...context, ...g });
  return verdict.pass ? 'pass' : verdict.outcome;
};

test('a fresh command of this call passes, up to the last millisecond of its life', () => {
  expect(outcome({})).toBe('pass');
  expect(outcome({}, { nowMono: 53_000 })).toBe('pass');
  expect(outcome({}, { nowMono: 53_001 })).toBe('expired');
});

test('a command that waited out a 12 s cut in a buffer is expired', () => {
  expect(outcome({}, { nowMono: 62_000 })).toBe('expired');
});

test('duplicates, older calls, other visits and commands from the future are refused by name', () => {
  expect(outcome({}, { known: true })).toBe('duplicate');
  expect(outcome({ epoch: 1 })).toBe('older-epoch');
  expect(outcome({}, { visit: null })).toBe('refused');
  expect(outcome({ issuedAt: 51_100 })).toBe('refused');
});

test('skip is bound to the step the doctor saw; stop-like commands are not', () => {
  expect(outcome({ body: { type: 'exam.skipStep' }, step: 'position' })).toBe('refused');
  expect(outcome({ body: { type: 'exam.cancel' }, step: 'position' })).toBe('pass');
});
