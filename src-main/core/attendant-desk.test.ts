import { expect, test } from 'vitest';
import type { Unread } from '../../state-machines/contract.ts';
import type { AttendantCallMessage } from '../api/fleet-protocol.ts';
import { callSchema } from '../api/fleet-protocol.ts';
import type { Transaction } from '../journal/contract.ts';
import { type CallingVisit, createAttendantDesk } from './attendant-desk.ts';

const VISIT = '00000000-0000-4000-8000-000000000001';
const EARLIER = '00000000-0000-4000-8000-000000000002';
const FREE: CallingVisit = { visit: null, urgent: null, doctorLive: false, unread: [] };
const leftAt = (visit: string, dueAt: number, late = true): Unread => ({ visit, since: 0, dueAt, late });
const urgent = (calls: number) => ({ because: 'red-flag' as const, seen: false, calls });

function begin(first: CallingVisit = FREE) {
  let visit = first;
  let wall = 50_000;
  let broken = false;
  const published: AttendantCallMessage['call'][] = [];
  const commits: Transaction[] = [];
  const toWatch: string[] = [];
  const errors: unknown[] = [];
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  const start = () =>
    createAttendantDesk({
      journal: {
        async commit(transaction) {
          if (broken) throw new Error('disk full');
          commits.push(transaction);
          return { cursor: { epoch: 1, seq: 1 }, events: [] } as never;
        },
      },
      clock: {
        after(ms, run) {
          const one = { at: wall + ms, run };
          timers.add(one);
          return () => timers.delete(one);
        },
      },
      now: () => ({ mono: wall - 40_000, wall, clockSure: true }),
      visit: () => visit,
      publish: (call) => {
        callSchema.parse({ v: 1, box: 'cabinet-1', place: 'Mairie', call });
        published.push(call);
      },
      watchComing: (call) => toWatch.push(call),
      onError: (error) => errors.push(error),
    });
  let desk = start();
  desk.visitChanged();
  return {
    published,
    commits,
    toWatch,
    errors,
    desk: () => desk,
    last: () => published.at(-1) ?? null,
    becomes(next: Partial<CallingVisit>) {
      wall += 1000;
      visit = { ...visit, ...next };
      desk.visitChanged();
    },
    /** What is due by then happens. */
    async pass(ms: number) {
      wall += ms;
      for (const one of [...timers]) {
        if (one.at > wall) continue;
        timers.delete(one);
        one.run();
      }
      await new Promise((done) => setImmediate(done));
    },
    restart() {
      desk = start();
      desk.visitChanged();
    },
    breaks: () => {
      broken = true;
    },
  };
}

test('a visit that nobody read in time calls until it is read; another one that is late calls anew', async () => {
  const there = begin({ ...FREE, unread: [leftAt(VISIT, 40_000, false)] });
  expect(there.published).toEqual([null]);
  there.becomes({ unread: [leftAt(VISIT, 40_000)] });
  const first = there.last();
  expect(first).toMatchObject({ state: 'called', since: 40_000 });
  there.becomes({});
  expect(there.published).toHaveLength(2);
  await there.desk().coming(first?.id ?? '');
  expect(there.last()).toEqual({ ...first, state: 'coming' });
  expect(there.commits).toMatchObject([
    { visit: VISIT, records: [{ kind: 'attendant.coming', payload: { call: first?.id } }] },
  ]);
  await there.desk().coming(first?.id ?? '');
  expect(there.commits).toHaveLength(1);
  there.becomes({ unread: [leftAt(VISIT, 40_000), leftAt(EARLIER, 41_000)] });
  expect(there.last()).toMatchObject({ state: 'called' });
  expect(there.last()?.id).not.toBe(first?.id);
  there.becomes({ unread: [] });
  expect(there.last()).toBeNull();
});

test('somebody who must be seen calls, again with each call of the machine, and not while a doctor is live', () => {
  const there = begin({ ...FREE, visit: VISIT });
  there.becomes({ urgent: urgent(1) });
  const first = there.last();
  expect(first).toMatchObject({ state: 'called', since: 51_000 });
  there.becomes({ urgent: urgent(2) });
  expect(there.last()?.id).not.toBe(first?.id);
  there.becomes({ doctorLive: true });
  expect(there.last()).toBeNull();
});

test('the most pressing call that nobody answered goes out', async () => {
  const there = begin({ ...FREE, visit: VISIT, urgent: urgent(1), unread: [leftAt(EARLIER, 40_000)] });
  const seen = there.last();
  there.desk().watch({ id: '0123abcd', since: 5000, state: 'called' });
  expect(there.last()).toEqual({ id: '0123abcd', since: 45_000, state: 'called' });
  await there.desk().coming('0123abcd');
  expect([there.toWatch, there.commits]).toEqual([['0123abcd'], []]);
  there.desk().watch({ id: '0123abcd', since: 5000, state: 'coming' });
  expect(there.last()?.id).toBe(seen?.id);
  await there.desk().coming(seen?.id ?? '');
  expect(there.last()).toMatchObject({ state: 'called', since: 40_000 });
  await there.desk().coming(there.last()?.id ?? '');
  expect(there.last()).toMatchObject({ id: '0123abcd', state: 'coming' });
});

test('after a restart the same call, and called again; what the journal did not take is not told', async () => {
  const there = begin({ ...FREE, unread: [leftAt(VISIT, 40_000)] });
  const first = there.last();
  await there.desk().coming(first?.id ?? '');
  there.restart();
  expect(there.last()).toEqual(first);
  there.breaks();
  await there.desk().coming(first?.id ?? '');
  expect([there.last(), there.errors.length]).toEqual([first, 1]);
});

test('unanswered for a minute it is for the second contact too, written down, once', async () => {
  const desk = begin();
  desk.becomes({ visit: VISIT, urgent: urgent(1) });
  await desk.pass(59_000);
  expect(desk.last()).not.toHaveProperty('contact');
  await desk.pass(1_000);
  expect(desk.last()).toMatchObject({ state: 'called', contact: 2 });
  expect(desk.commits.flatMap(({ records }) => records.map(({ kind }) => kind))).toEqual([
    'attendant.escalated',
  ]);
  await desk.pass(300_000);
  expect(desk.published.filter((call) => call?.contact === 2)).toHaveLength(1);
  await desk.desk().coming(desk.last()?.id ?? '');
  expect(desk.last()).toMatchObject({ state: 'coming' });
});

test('answered in time, it is for nobody else; without a journal the second contact is called all the same', async () => {
  const answered = begin();
  answered.becomes({ visit: VISIT, urgent: urgent(1) });
  await answered.desk().coming(answered.last()?.id ?? '');
  await answered.pass(120_000);
  expect(answered.published.some((call) => call?.contact === 2)).toBe(false);
  const broken = begin();
  broken.breaks();
  broken.becomes({ visit: VISIT, urgent: urgent(1) });
  await broken.pass(60_000);
  expect(broken.last()).toMatchObject({ contact: 2 });
  expect(broken.errors).toHaveLength(1);
});
