import { expect, test } from 'vitest';
import { commandSchema } from '../../src-main/api/call-protocol.ts';
import { answered, decide, expire, LOCAL_REASONS, notSent, pressed } from './command-ledger.ts';

const id = '00000000-0000-4000-8000-000000000001';
const body = { type: 'exam.cancel' } as const;
const seen = {
  visit: '3f0f5c5e-8a51-4b6e-9d7a-1f2d3c4b5a69',
  epoch: 2,
  step: 'measure',
  link: 'live',
  offset: 90_000,
  now: 1500,
} as const;

test('a command is stamped in cabinet time and fits the protocol', () => {
  const decision = decide(id, body, seen);
  expect(decision).toMatchObject({ send: true, command: { issuedAt: 91_500, ttlMs: 3000, step: 'measure' } });
  expect(decision.send && commandSchema.safeParse(decision.command).success).toBe(true);
});

test('without a live link or a known clock nothing is sent', () => {
  expect(decide(id, body, { ...seen, link: 'lost' })).toEqual({
    send: false,
    reason: LOCAL_REASONS.linkLost,
  });
  expect(decide(id, body, { ...seen, link: 'connecting' }).send).toBe(false);
  expect(decide(id, body, { ...seen, offset: null })).toEqual({
    send: false,
    reason: LOCAL_REASONS.clockUnknown,
  });
});

test('no answer within time-to-live plus 2 s is unconfirmed; the late word of the cabinet still counts', () => {
  let ledger = pressed([], id, body, 1000);
  expect(expire(ledger, 6000)).toBe(ledger);
  ledger = expire(ledger, 6001);
  expect(ledger[0]).toMatchObject({ outcome: 'unconfirmed', reason: LOCAL_REASONS.noAnswer });
  ledger = answered(ledger, id, 'expired', 'arrived 12000 ms after it was given');
  expect(ledger[0]?.outcome).toBe('expired');
});

test('the first word of the cabinet stands: a copy of the answer changes nothing', () => {
  const ledger = answered(pressed([], id, body, 0), id, 'executed', '');
  expect(answered(ledger, id, 'duplicate', '')).toBe(ledger);
  expect(expire(ledger, 60_000)).toBe(ledger);
});

test('a command that was not sent stays refused', () => {
  const ledger = notSent([], id, body, LOCAL_REASONS.linkLost, 0);
  expect(expire(ledger, 60_000)[0]?.outcome).toBe('refused');
  expect(answered(ledger, id, 'executed', '')).toBe(ledger);
});
