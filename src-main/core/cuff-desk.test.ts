import { expect, test } from 'vitest';
import type { CuffStart } from '../../drivers/cuff/contract.ts';
import { createCuffDesk } from './cuff-desk.ts';
import type { SeatEvent } from './seat/seat.ts';

const effect = {
  type: 'cuff.start',
  commandId: '3f0f5c5e-8a51-4b6e-9d7a-1f2d3c4b5a69',
  commandAt: 10,
  readyAt: 5,
  patient: 'adult',
} as const;
const settle = () => new Promise((done) => setTimeout(done, 0));

function harness(answer: CuffStart, alive: boolean[]) {
  const done: unknown[] = [];
  const events: SeatEvent[] = [];
  const desk = createCuffDesk({
    hub: {
      async startCuff(permission) {
        done.push(permission);
        return answer;
      },
      async stopCuffs() {
        done.push('stop');
      },
    },
    screenAlive: () => alive.shift() ?? false,
    dispatch: async (event) => events.push(event),
    failed: () => (error) => {
      throw error;
    },
  });
  return { desk, done, events };
}

test('passes the permission on as it is', async () => {
  const { desk, done, events } = harness({ started: true }, [true, true]);
  desk.start(effect);
  await settle();
  const { type: _, ...permission } = effect;
  expect([done, events]).toEqual([[permission], []]);
});

test('tells the machine that it was refused', async () => {
  const { desk, events } = harness({ refused: 'too-soon' }, [true]);
  desk.start(effect);
  await settle();
  expect(events).toEqual([{ type: 'cuff.refused', commandId: effect.commandId, reason: 'too-soon' }]);
});

test('nobody at the screen: never started; gone while it started: stopped', async () => {
  const never = harness({ started: true }, [false]);
  never.desk.start(effect);
  await settle();
  expect([never.done, never.events]).toEqual([
    [],
    [{ type: 'cuff.refused', commandId: effect.commandId, reason: 'stopped' }],
  ]);
  const lost = harness({ started: true }, [true, false]);
  lost.desk.start(effect);
  await settle();
  expect(lost.done.at(-1)).toBe('stop');
});
