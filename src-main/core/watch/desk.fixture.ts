/** A watch desk with a clock, a journal and a visit in the hand of the test. */
import { createWatchLine as createPageLine } from '../../../src-renderer/call/watch-line.ts';
import type { WatchSnapshot } from '../../../state-machines/distress/persist.ts';
import { CAMERA_SIGNALS, type CameraSignal } from '../../../state-machines/distress/vocabulary.ts';
import type { FromCore } from '../../api/core-api.ts';
import type { WatchReport } from '../../api/watch-protocol.ts';
import type { DoctorAct } from '../../api/watch-sealed.ts';
import type { JournalEvent, Transaction } from '../../journal/contract.ts';
import { createWatchDesk } from './desk.ts';
import { DEFAULT_WATCH } from './settings.ts';

export const visit = '3f0f5c5e-8a51-4b6e-9d7a-1f2d3c4b5a69';
export const QUIET = Object.fromEntries(
  CAMERA_SIGNALS.map((signal) => [signal, { score: 0, startedAgoMs: null, confirmedAgoMs: null }]),
) as WatchReport['signals'];
export const SURE = { score: 0.9, startedAgoMs: 3000, confirmedAgoMs: 0 };
export const reportOf = (
  sure: readonly CameraSignal[] = [],
  over: Partial<WatchReport> = {},
): WatchReport => ({
  type: 'watch.report',
  n: 1,
  ageMs: 80,
  blind: [],
  rate: 5,
  models: 'b'.repeat(64),
  signals: { ...QUIET, ...Object.fromEntries(sure.map((signal) => [signal, SURE])) },
  ...over,
});

export function cabinet(over: { saved?: WatchSnapshot } = {}) {
  let mono = 50_000;
  let fails = false;
  let id: string | null = visit;
  let present = true;
  let live = true;
  let ids = 0;
  let settings = DEFAULT_WATCH;
  const screen: FromCore[] = [];
  const technicians: FromCore[] = [];
  const calls: (string | null)[] = [];
  const errors: unknown[] = [];
  const commits: Transaction[] = [];
  const read: JournalEvent[] = [];
  let reading: string | null = null;
  let talking = false;
  const desk = createWatchDesk({
    journal: {
      async commit(transaction) {
        if (fails) throw new Error('disk');
        commits.push(transaction);
        for (const { kind, payload } of transaction.records)
          read.push({
            epoch: 0,
            seq: read.length + 1,
            id: '',
            visit: transaction.visit,
            kind,
            at: transaction.at,
            payload,
            chain: '',
          });
        return [];
      },
      read: async (cursor, limit, of) =>
        read.filter(({ seq, visit: its }) => seq > cursor.seq && its === of).slice(0, limit),
    },
    inTurn: (task) => task(),
    now: () => ({ mono, wall: 1_800_000_000_000 + mono, clockSure: true }),
    bootId: 'boot',
    freshId: () => (++ids).toString(16).padStart(8, '0'),
    visit: () => ({ id, present, talking, reading }),
    doctorLive: () => live,
    settings: {
      get: () => settings,
      set: (next) => {
        settings = next;
      },
    },
    tellScreen: (message) => screen.push(message),
    tellTechnicians: (message) => technicians.push(message),
    callAttendant: (call) => calls.push(call?.state ?? null),
    attendantReachable: () => true,
    onError: (error) => errors.push(error),
  });
  if (over.saved) desk.restore(over.saved);
  return {
    desk,
    screen,
    technicians,
    calls,
    commits,
    errors,
    fail: (now: boolean) => {
      fails = now;
    },
    visitIs(next: string | null, there: boolean) {
      id = next;
      present = there;
    },
    reads(which: string | null) {
      reading = which;
    },
    talk: (now: boolean) => {
      talking = now;
    },
    doctor: (there: boolean) => {
      live = there;
    },
    async pass(ms: number, sure: readonly CameraSignal[] | null = []) {
      for (let t = 0; t < ms; t += 400) {
        mono += 400;
        if (sure !== null) desk.report(reportOf(sure));
        await desk.beat();
      }
    },
  };
}
type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never;
type Said = WithoutId<DoctorAct>;
export type Cabinet = ReturnType<typeof cabinet>;

/** A doctor's page that greets and reads. */
export async function doctorAt({ desk }: Cabinet) {
  const ready = Promise.withResolvers<void>();
  const page = createPageLine(() => ready.resolve());
  await ready.promise;
  desk.seat.take(1);
  desk.seat.greet(visit, page.key());
  await page.agree(visit, 1, desk.seat.key());
  return {
    async say(act: Said | null, focused = true, id = 'aaaaaaaa') {
      await page.say({ focused, act: act && { id, ...act } });
      desk.seat.hear(page.next());
    },
    async sees() {
      const picture = await page.read(desk.seat.field());
      if (picture === null) throw new Error('unreadable');
      return picture;
    },
  };
}
export const cares = (screen: readonly FromCore[]) =>
  screen.flatMap((m) => (m.type === 'care' ? [[m.askUntil !== null, m.attendant]] : []));
