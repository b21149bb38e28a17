/** What the doctor's page is told of the watch, out of what is committed and of the last report beside it. */

import type { Check } from '../../../state-machines/distress/check.ts';
import { SIGNALS } from '../../../state-machines/distress/vocabulary.ts';
import { type Episode, openEpisodes, type WatchState } from '../../../state-machines/distress/watch.ts';
import type { WatchReport, WatchSettings } from '../../api/watch-protocol.ts';
import { type CheckTold, MOST_OPEN, type OpenEpisode, type WatchPicture } from '../../api/watch-sealed.ts';

export interface PictureParts extends Pick<WatchPicture, 'blind' | 'attendant' | 'heard'> {
  readonly state: WatchState | null;
  readonly settings: WatchSettings;
  readonly report: WatchReport | null;
  readonly nowMono: number;
}

function openOf({ value, context }: Episode, nowMono: number): OpenEpisode {
  const { id, signal, startedAt, endedAt, confidence, step, by } = context;
  return {
    id: id ?? '00000000',
    signal,
    state: value,
    sinceS: Math.max(0, Math.floor((nowMono - (startedAt ?? nowMono)) / 1000)),
    ended: endedAt !== null,
    confidence,
    step,
    by,
  };
}

function checkOf({ question, answer, dueAt }: Check): CheckTold {
  return { question, state: answer ?? (dueAt === null ? 'waiting' : 'shown') };
}

export function pictureOf(parts: PictureParts): WatchPicture {
  const { state, settings, report, blind, attendant, heard, nowMono } = parts;
  const check = state?.checks.current ?? null;
  const open = state === null ? [] : openEpisodes(state);
  return {
    on: settings.on ? [...settings.signals, 'help'] : ['help'],
    blind,
    rate: report?.rate ?? 0,
    scores: Object.fromEntries(
      SIGNALS.map((signal) => [signal, signal === 'help' ? 0 : (report?.signals[signal].score ?? 0)]),
    ) as WatchPicture['scores'],
    open: open.slice(0, MOST_OPEN).map((one) => openOf(one, nowMono)),
    more: Math.max(0, open.length - MOST_OPEN),
    attendant,
    check: check && checkOf(check),
    heard,
  };
}
