/** What the fleet may know of a cabinet: a state, since when, a language; and what only doctors on duty may. */
import type { PatientView, Phase, Unread } from '../../state-machines/contract.ts';
import type { RedFlagAnswer } from '../../state-machines/red-flags.ts';
import type { Notice, Presence } from '../api/fleet-protocol.ts';

type BoxState = Presence['state'];

const STATE_OF: Record<Phase, BoxState> = {
  idle: 'idle',
  welcome: 'busy',
  language: 'busy',
  identify: 'busy',
  details: 'busy',
  consent: 'busy',
  redFlags: 'busy',
  waiting: 'waiting',
  alone: 'waiting',
  inCall: 'in-call',
  exam: 'in-call',
  documents: 'busy',
  goodbye: 'busy',
  cleaning: 'cleaning',
  abandoned: 'busy',
  interrupted: 'busy',
};

export interface PresenceState {
  readonly state: BoxState;
  readonly since: number;
  readonly language: Presence['language'];
  /** For the doctors on duty alone. */
  readonly notice: Notice;
}

/** Of the visit machine. */
export interface Told {
  readonly unread: readonly Unread[];
  readonly redFlags: readonly RedFlagAnswer[];
}

/** The next presence, or null when nothing the fleet may know has changed. */
export function nextPresence(
  before: PresenceState | null,
  view: PatientView,
  wall: number,
  told: Told = { unread: [], redFlags: [] },
): PresenceState | null {
  const state = STATE_OF[view.phase];
  const language = state === 'idle' || state === 'cleaning' ? null : view.language;
  const notice = noticeOf(state, view, told);
  const changed = before?.state !== state;
  const same = before?.language === language && JSON.stringify(before.notice) === JSON.stringify(notice);
  if (!changed && same) return null;
  // A visit sent back to the queue keeps its place: it waits since it first waited.
  const since = state === 'waiting' ? (view.waitingSince ?? wall) : changed ? wall : before.since;
  return { state, since, language, notice };
}

function noticeOf(state: BoxState, view: PatientView, { unread, redFlags }: Told): Notice {
  const waiting = state === 'waiting';
  const flags = waiting ? redFlags.filter(({ answer }) => answer === 'yes').map(({ flag }) => flag) : [];
  return {
    ...(waiting && view.urgent != null ? { urgent: true, because: view.urgent.because } : {}),
    ...(flags.length === 0 ? {} : { flags }),
    ...(unread.length === 0
      ? {}
      : { unread: { count: unread.length, late: unread.some(({ late }) => late) } }),
  };
}
