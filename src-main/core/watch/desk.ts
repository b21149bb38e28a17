/**
 * The distress watch in the core. Everything that comes in waits for the next beat; a beat steps, commits a state of
 * one length at one rhythm, and only then publishes. So neither the disk nor the line tells when something happened,
 * and nothing is shown that would not survive a power cut. Nothing of it is ever logged.
 */
import type { Instant } from '../../../state-machines/contract.ts';
import { shownCheck } from '../../../state-machines/distress/check.ts';
import { freezeWatch, thawWatch, type WatchSnapshot } from '../../../state-machines/distress/persist.ts';
import { WATCH_ROW_MS } from '../../../state-machines/distress/row.ts';
import {
  type BlindReason,
  CAMERA_SIGNALS,
  type CameraSignal,
} from '../../../state-machines/distress/vocabulary.ts';
import {
  type AttendantCall,
  askUntil,
  beginWatch,
  type Seen,
  stepWatch,
  type Unstamped,
  type WatchEvent,
  type WatchState,
} from '../../../state-machines/distress/watch.ts';
import type { FromCore } from '../../api/core-api.ts';
import {
  type Care,
  WATCH_CHOSEN,
  WATCH_SILENT_MS,
  type WatchReport,
  type WatchSettings,
} from '../../api/watch-protocol.ts';
import { type DoctorWord, packPicture } from '../../api/watch-sealed.ts';
import type { Journal, Transaction } from '../../journal/contract.ts';
import { plainTransaction } from '../../journal/plain-transaction.ts';
import type { Dispatched } from '../loop.ts';
import { createWatchLine, type WatchLine } from './line.ts';
import { pictureOf } from './picture.ts';
import { recalledWatch } from './recalled.ts';
import type { WatchSettingsStore } from './settings.ts';

/** Between two beats. With the doctor's heartbeats it bounds how late a mark is. */
export const WATCH_BEAT_MS = 400;
/** A doctor who said nothing for so long is not looking. */
const WORD_OLD_MS = 3000;
/** Of one beat; the page reports five times a second. */
const MOST_WAITING = 32;
/** What means something while nobody is here. */
const OF_A_READER: readonly WatchEvent['type'][] = ['acknowledge', 'false-alarm'];

export interface VisitNow {
  readonly id: string | null;
  /** Somebody is in the cabinet as far as the visit knows. */
  readonly present: boolean;
  /** Patient and doctor talk, and no exam is under way. */
  readonly talking: boolean;
  /** Nobody is here: the visit that a doctor reads. */
  readonly reading: string | null;
}

export interface WatchDeskParts {
  readonly journal: Pick<Journal, 'commit' | 'read'>;
  /** Between two steps of the visit. */
  readonly inTurn: <T>(task: () => Promise<T>) => Promise<T>;
  readonly now: () => Instant;
  readonly bootId: string;
  /** 8 hex digits. */
  readonly freshId: () => string;
  readonly visit: () => VisitNow;
  /** The doctor's line is live. */
  readonly doctorLive: () => boolean;
  readonly settings: WatchSettingsStore;
  readonly tellScreen: (message: FromCore) => void;
  readonly tellTechnicians: (message: FromCore) => void;
  /** Null: nobody is called (any more). */
  readonly callAttendant: (call: AttendantCall | null) => void;
  readonly attendantReachable: () => boolean;
  readonly onError: (error: unknown) => void;
}

/** The watch's part of the doctor's seat. */
export interface SeatWatch {
  take(epoch: number): void;
  key(): string;
  greet(visit: string, theirs: string | null): void;
  field(): string;
  hear(field: string): void;
  leave(): void;
}

export interface WatchDesk {
  readonly seat: SeatWatch;
  report(report: WatchReport): void;
  /** The help button. */
  help(): void;
  /** Of "are you all right?"; `unchanged`: nobody asked. */
  answer(well: boolean): Promise<Dispatched>;
  /** Of an ordinary question; `unchanged`: it is not on the screen. */
  check(id: string, yes: boolean): Promise<Dispatched>;
  /** An attendant said that he comes. */
  coming(call: string): void;
  /** In the journal, then in the file, then told. Rejects with what the journal or the disk says. */
  set(settings: WatchSettings): Promise<void>;
  state(): Extract<FromCore, { type: 'watch.state' }>;
  /** What a patient's page is told when it comes. */
  welcome(): readonly FromCore[];
  restore(saved: WatchSnapshot | null): void;
  /** Every WATCH_BEAT_MS. */
  beat(): Promise<void>;
}

interface Waiting {
  readonly event: WatchEvent;
  readonly done?: (how: Dispatched) => void;
}

export function createWatchDesk(parts: WatchDeskParts): WatchDesk {
  const { settings } = parts;
  const startedAt = parts.now().mono;
  let state: WatchState | null = null;
  let waiting: Waiting[] = [];
  let latest: { readonly report: WatchReport; readonly heardAt: number } | null = null;
  let rowDueAt = 0;
  let beating = false;
  let line: WatchLine | null = null;
  let word: { readonly focused: boolean; readonly heardAt: number } | null = null;
  let lastAct: string | null = null;
  let heard: { readonly act: string; readonly done: boolean } | null = null;
  /** What a page is told when it comes, so it need not be said again. */
  let shownCare = JSON.stringify([null, 'none']);
  let shownAsk = 'null';
  let shownState = '';
  let called: AttendantCall | null | undefined;

  const attentive = (): boolean =>
    parts.doctorLive() && word?.focused === true && parts.now().mono - word.heardAt < WORD_OLD_MS;

  function wait(event: Unstamped<WatchEvent>, done?: Waiting['done']): void {
    const stamped = { ...event, at: parts.now().mono } as WatchEvent;
    waiting.push({ event: stamped, ...(done ? { done } : {}) });
    // The oldest report goes first; what a person said is never dropped.
    const spare =
      waiting.length > MOST_WAITING ? waiting.findIndex(({ event: e }) => e.type === 'report') : -1;
    if (spare >= 0) waiting.splice(spare, 1);
  }

  function blind(): BlindReason[] {
    if (!settings.get().on) return ['switched-off'];
    const since = latest?.heardAt ?? startedAt;
    if (parts.now().mono - since > WATCH_SILENT_MS) return ['no-reports'];
    return latest === null ? ['starting'] : latest.report.blind;
  }

  const careOf = (now: WatchState | null): Care => ({
    type: 'care',
    askUntil: now === null ? null : askUntil(now),
    attendant:
      now === null || now.call === null
        ? 'none'
        : now.call.state === 'coming'
          ? 'coming'
          : parts.attendantReachable()
            ? 'called'
            : 'unreachable',
    now: parts.now().mono,
  });
  const checkMessage = () => ({
    type: 'check' as const,
    ask: state === null ? null : shownCheck(state.checks),
  });
  const settingsMessage = (): FromCore => ({ type: 'watch.settings', settings: settings.get() });
  const stateMessage = (): Extract<FromCore, { type: 'watch.state' }> => ({
    type: 'watch.state',
    settings: settings.get(),
    blind: blind(),
    rate: Math.round(latest?.report.rate ?? 0),
    models: latest?.report.models ?? null,
  });

  function publish(): void {
    const care = careOf(state);
    const key = JSON.stringify([care.askUntil, care.attendant]);
    if (key !== shownCare) {
      shownCare = key;
      parts.tellScreen(care);
    }
    const ask = checkMessage();
    const asked = JSON.stringify(ask.ask);
    if (asked !== shownAsk) {
      shownAsk = asked;
      parts.tellScreen(ask);
    }
    const call = state?.call ?? null;
    if (called === undefined || call?.id !== called?.id || call?.state !== called?.state) {
      called = call;
      parts.callAttendant(call);
    }
    const message = stateMessage();
    const text = JSON.stringify(message);
    if (text === shownState) return;
    shownState = text;
    parts.tellTechnicians(message);
  }

  /** Its last row, also where the cabinet was cleaned and free again before this beat. */
  async function end(last: WatchState, at: Instant): Promise<void> {
    const { records } = stepWatch(last, { type: 'row', at: at.mono });
    await parts.journal.commit(plainTransaction({ visit: last.visit, at, records, dropMachines: ['watch'] }));
    state = null;
  }

  async function step(): Promise<void> {
    const { id, present, talking, reading } = parts.visit();
    const mineNow = present ? id : reading;
    const at = parts.now();
    const mine = waiting;
    waiting = [];
    const answers: (() => void)[] = [];
    const answer = ({ done }: Waiting, how: Dispatched): void => {
      if (done) answers.push(() => done(how));
    };
    try {
      if (state !== null && mineNow !== state.visit) await end(state, at);
      if (mineNow === null) {
        for (const one of mine) answer(one, 'unchanged');
        return;
      }
      if (state === null) rowDueAt = at.mono + WATCH_ROW_MS;
      let next = state ?? (present ? beginWatch(mineNow) : await recalledWatch(parts.journal, mineNow, at));
      const records: Transaction['records'][number][] = [];
      const take = (event: WatchEvent): boolean => {
        const result = stepWatch(next, event);
        next = result.state;
        records.push(...result.records);
        return result.changed;
      };
      for (const one of mine) {
        const means = present || OF_A_READER.includes(one.event.type);
        answer(one, means && take(one.event) ? 'changed' : 'unchanged');
      }
      take({ type: 'talk', talking: talking && present, freshId: parts.freshId(), at: at.mono });
      take({ type: 'tick', at: at.mono });
      if (at.mono >= rowDueAt) take({ type: 'row', at: at.mono });
      const machines = [freezeWatch(next, parts.bootId, at)];
      await parts.journal.commit(plainTransaction({ visit: mineNow, at, records, machines }));
      if (at.mono >= rowDueAt) rowDueAt = at.mono + WATCH_ROW_MS;
      state = next;
    } catch (error) {
      // Said again with the next beat; who waits for an answer hears that it is not stored.
      waiting = [...mine.map(({ event }) => ({ event })), ...waiting];
      answers.length = 0;
      for (const { done } of mine) if (done) answers.push(() => done('failed'));
      parts.onError(error);
    } finally {
      for (const say of answers) say();
      publish();
    }
  }

  function hear({ focused, act }: DoctorWord): void {
    word = { focused, heardAt: parts.now().mono };
    if (act === null || act.id === lastAct) return;
    lastAct = act.id;
    const event =
      act.do === 'ask'
        ? { type: act.do, question: act.question, freshId: parts.freshId() }
        : { type: act.do, episode: act.episode };
    wait(event, (how) => {
      // Not stored: the page says it again.
      if (how === 'failed') lastAct = null;
      else heard = { act: act.id, done: how === 'changed' };
    });
  }

  return {
    seat: {
      take(epoch) {
        line = createWatchLine(epoch);
        word = null;
        lastAct = null;
        heard = null;
      },
      key: () => line?.key ?? '',
      greet: (visit, theirs) => line?.greet(visit, theirs),
      field() {
        const picture = pictureOf({
          state,
          settings: settings.get(),
          blind: blind(),
          report: latest?.report ?? null,
          attendant: careOf(state).attendant,
          heard,
          nowMono: parts.now().mono,
        });
        return line?.seal(packPicture(picture)) ?? '';
      },
      hear(field) {
        const said = line?.open(field) ?? null;
        if (said !== null) hear(said);
      },
      leave() {
        line = null;
        word = null;
      },
    },
    report(report) {
      const { mono } = parts.now();
      latest = { report, heardAt: mono };
      const { on, signals } = settings.get();
      if (!on) return;
      const ago = (ms: number | null): number | null => (ms === null ? null : mono - ms);
      const seen: Partial<Record<CameraSignal, Seen>> = {};
      for (const signal of CAMERA_SIGNALS) {
        if (!signals.includes(signal)) continue;
        const { score, startedAgoMs, confirmedAgoMs } = report.signals[signal];
        seen[signal] = { score, startedAt: ago(startedAgoMs), confirmedAt: ago(confirmedAgoMs) };
      }
      const { models } = report;
      const sees = report.blind.length === 0;
      wait({ type: 'report', seen, sees, models, attentive: attentive(), freshId: parts.freshId() });
    },
    help: () => wait({ type: 'help', attentive: attentive(), freshId: parts.freshId() }),
    answer: (well) => new Promise((resolve) => wait({ type: 'answered', well }, resolve)),
    check: (id, yes) => new Promise((resolve) => wait({ type: 'checked', check: id, yes }, resolve)),
    coming: (call) => wait({ type: 'coming', call }),
    async set(next) {
      const records = [{ kind: WATCH_CHOSEN, payload: next }];
      await parts.journal.commit(plainTransaction({ visit: null, at: parts.now(), records }));
      settings.set(next);
      parts.tellScreen(settingsMessage());
      parts.tellTechnicians(stateMessage());
    },
    state: stateMessage,
    welcome: () => [settingsMessage(), careOf(state), checkMessage()],
    restore(saved) {
      const at = parts.now();
      state = saved && thawWatch(saved, parts.bootId, at);
      rowDueAt = at.mono + WATCH_ROW_MS;
    },
    async beat() {
      if (beating) return;
      beating = true;
      try {
        await parts.inTurn(step);
      } finally {
        beating = false;
      }
    },
  };
}
