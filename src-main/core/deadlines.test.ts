import { expect, test } from 'vitest';
import { createDeadlineKeeper } from './deadlines.ts';

function harness(bootId = 'boot-a', stored: () => boolean = () => true) {
  let mono = 10_000;
  let wall = 1_800_000_000_000;
  const timers: { ms: number; run: () => void; live: boolean }[] = [];
  const due: string[] = [];
  const keeper = createDeadlineKeeper({
    clock: {
      now: () => mono,
      after(ms, run) {
        const timer = { ms, run, live: true };
        timers.push(timer);
        return () => {
          timer.live = false;
        };
      },
    },
    bootId,
    now: () => ({ mono, wall, clockSure: true }),
    async onDue(name) {
      due.push(name);
      return stored();
    },
  });
  return {
    keeper,
    timers,
    due,
    pass(ms: number) {
      mono += ms;
      wall += ms;
    },
    at: () => ({ mono, wall, clockSure: true }),
  };
}

test('a deadline of this boot is armed again for what is left', () => {
  const h = harness();
  const deadline = h.keeper.plan('idle.ask', 60_000, h.at());
  h.pass(45_000);
  h.keeper.arm([deadline]);
  expect(h.timers.map((t) => t.ms)).toEqual([15_000]);
});

test('a deadline of an earlier boot counts on the wall clock', () => {
  const h = harness('boot-b');
  h.keeper.arm([
    { name: 'lease.over', bootId: 'boot-a', dueMono: 99, dueWall: h.at().wall + 7000 },
    { name: 'passed', bootId: 'boot-a', dueMono: 1e12, dueWall: h.at().wall - 1 },
  ]);
  expect(h.timers.map((t) => t.ms)).toEqual([7000, 0]);
});

test('the same name replaces, a cleared one never fires, a fired one fires once', () => {
  const h = harness();
  h.keeper.arm([h.keeper.plan('a', 10, h.at())]);
  h.keeper.arm([h.keeper.plan('a', 20, h.at())]);
  h.keeper.arm([h.keeper.plan('b', 20, h.at())]);
  h.keeper.clear(['b']);
  expect(h.timers.map((t) => t.live)).toEqual([false, true, false]);
  h.timers[1]?.run();
  expect(h.due).toEqual(['a']);
  h.keeper.close();
  expect(h.due).toEqual(['a']);
});

test('one that could not be stored fires again, until it is; one set anew meanwhile is left alone', async () => {
  let works = false;
  const h = harness('boot-a', () => works);
  const fire = async () => {
    h.timers.at(-1)?.run();
    await new Promise((done) => setImmediate(done));
  };
  h.keeper.arm([h.keeper.plan('lease.over', 5000, h.at())]);
  await fire();
  expect(h.timers.at(-1)?.ms).toBe(1000);
  works = true;
  await fire();
  expect([h.due.length, h.timers.length]).toEqual([2, 2]);

  works = false;
  h.keeper.arm([h.keeper.plan('lease.over', 5000, h.at())]);
  const fired = fire();
  h.keeper.arm([h.keeper.plan('lease.over', 9000, h.at())]);
  await fired;
  expect(h.timers.at(-1)?.ms).toBe(9000);
});
