import { expect, test } from 'vitest';
import {
  CABINET_TIMES,
  DOCTOR_TIMES,
  heardSignal,
  lineState,
  type RecoveryTimes,
  startRecovery,
  stepRecovery,
} from './recovery.ts';

/** Actions with their times, one step each half second, in state `of(t)`. */
function run(of: (t: number) => RTCPeerConnectionState, times: RecoveryTimes, untilMs: number, heardAt = -1) {
  const actions: string[] = [];
  let recovery = startRecovery(0);
  for (let t = 0; t <= untilMs; t += 500) {
    if (t === heardAt) recovery = heardSignal(recovery, t);
    const step = stepRecovery(recovery, of(t), t, times);
    recovery = step.recovery;
    if (step.action !== 'none') actions.push(`${step.action} ${t / 1000}`);
    if (step.action === 'give-up') break;
  }
  return actions;
}

const cut = (from: number, to: number) => (t: number) =>
  t < from || t >= to ? ('connected' as const) : ('disconnected' as const);

test('a short disconnection is waited out', () => {
  expect(run(cut(10_000, 11_000), CABINET_TIMES, 20_000)).toEqual([]);
});

test('a long one restarts ICE, again and again, until it is back', () => {
  expect(run(cut(10_000, 22_000), CABINET_TIMES, 40_000)).toEqual(['restart 11', 'restart 15', 'restart 19']);
});

test('failed restarts at once', () => {
  expect(run((t) => (t < 1000 ? 'connected' : 'failed'), CABINET_TIMES, 2000)).toEqual(['restart 1']);
});

test('every wait is bounded', () => {
  expect(run(() => 'disconnected', CABINET_TIMES, 200_000).at(-1)).toBe('give-up 90');
  expect(run(() => 'connecting', DOCTOR_TIMES, 200_000)).toEqual(['restart 6', 'restart 12', 'give-up 16']);
});

test('a cabinet that is still heard is not given up early', () => {
  expect(run(() => 'disconnected', DOCTOR_TIMES, 30_000, 12_000).at(-1)).toBe('give-up 22');
});

test('an offer that got lost is sent again even when the link came back without it', () => {
  let recovery = startRecovery(0);
  const restarts: number[] = [];
  for (let t = 0; t <= 14_000; t += 500) {
    const step = stepRecovery(recovery, 'connected', t, CABINET_TIMES, t >= 1000 && t <= 13_000);
    recovery = step.recovery;
    if (step.action === 'restart') restarts.push(t);
  }
  expect(restarts).toEqual([5000, 9000, 13_000]);
});

test('the cabinet takes a connected link on which nothing comes for disconnected, the doctor leaves that to it', () => {
  expect(lineState('connected', 1999, CABINET_TIMES)).toBe('connected');
  expect(lineState('connected', 2000, CABINET_TIMES)).toBe('disconnected');
  expect(lineState('failed', 2000, CABINET_TIMES)).toBe('failed');
  expect(lineState('connected', 60_000, DOCTOR_TIMES)).toBe('connected');
});
