import { expect, test } from 'vitest';
import { NO_CHECKS, shownCheck, stepChecks } from './check.ts';
import { CHECK_DELAYS } from './delays.ts';
import { freezeWatch, thawWatch } from './persist.ts';
import { CAMERA_SIGNALS, CHECK_QUESTIONS } from './vocabulary.ts';
import { beginWatch, stepWatch } from './watch.ts';

const visit = '3f0f5c5e-8a51-4b6e-9d7a-1f2d3c4b5a69';
const talk = (at: number, talking = true) => ({ type: 'talk', talking, freshId: '0000000a', at }) as const;

test('a question that is on the screen goes after its time, and an exam in between does not hold it', () => {
  let checks = stepChecks(NO_CHECKS, { type: 'ask', question: 'at-ease', freshId: '00000001', at: 0 });
  expect(shownCheck(checks)).toBeNull();
  checks = stepChecks(checks, talk(1000));
  expect(shownCheck(checks)).toEqual({ id: '00000001', question: 'at-ease' });
  checks = stepChecks(checks, talk(2000, false));
  expect(shownCheck(checks)).not.toBeNull();
  checks = stepChecks(checks, talk(1000 + CHECK_DELAYS.answerMs, false));
  expect(checks.current?.answer).toBe('none');
  expect(stepChecks(checks, { type: 'checked', check: '00000001', yes: true, at: 62_000 })).toBe(checks);
});

test('what the doctor asked early is not asked a second time by the cabinet', () => {
  let checks = stepChecks(NO_CHECKS, talk(0));
  checks = stepChecks(checks, { type: 'ask', question: 'hears', freshId: '00000001', at: 100 });
  checks = stepChecks(checks, talk(400));
  checks = stepChecks(checks, { type: 'checked', check: '00000001', yes: false, at: 900 });
  const asked = new Set<string>();
  for (let at = 1000; at < 400_000; at += 400) {
    checks = stepChecks(checks, talk(at));
    if (checks.current !== null) asked.add(`${checks.current.question} ${checks.current.id}`);
  }
  expect([...asked]).toEqual(['hears 00000001', 'at-ease 0000000a', 'alone 0000000a']);
  expect(checks.asked).toEqual(CHECK_QUESTIONS);
});

test('a state with everything in it is as long as an empty one, and comes back after a reboot with its time', () => {
  let now = 10_000_000.5;
  let state = beginWatch(visit);
  const at = () => ({ mono: now, wall: 1_800_000_000_000 + now, clockSure: true });
  const empty = JSON.stringify(freezeWatch(state, 'boot', at()));
  const seen = Object.fromEntries(
    CAMERA_SIGNALS.map((one) => [one, { score: 0.87, startedAt: now - 3000.5, confirmedAt: now - 0.5 }]),
  );
  state = stepWatch(state, talk(now)).state;
  state = stepWatch(state, { type: 'help', attentive: false, freshId: '0000ff00', at: now }).state;
  for (const freshId of ['00000a00', '00000b00'])
    state = stepWatch(state, {
      type: 'report',
      seen,
      sees: true,
      attentive: false,
      models: 'a'.repeat(64),
      freshId,
      at: now,
    }).state;
  now += CHECK_DELAYS['at-ease'];
  for (let n = 0; n < 3; n += 1) state = stepWatch(state, talk(now)).state;
  expect(state.checks.current?.dueAt).toBe(now + CHECK_DELAYS.answerMs);
  const full = freezeWatch(state, 'boot', at());
  expect(JSON.stringify(full).length).toBe(empty.length);
  expect(thawWatch(full, 'boot', at())).toEqual(state);
  const rebooted = thawWatch(full, 'another', { mono: 700, wall: at().wall + 20_000, clockSure: true });
  expect(rebooted?.checks.current?.dueAt).toBeCloseTo(700 - 20_000 + CHECK_DELAYS.answerMs);
});
