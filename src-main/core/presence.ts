/** What the fleet may know of a cabinet: a state, since when, a language. Nothing about the patient. */
import type { PatientView, Phase, Unread } from '../../state-machines/contract.ts';
import type { Presence } from '../api/fleet-protocol.ts';

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
  readonly urgent?: true;
  readonly unread?: NonNullable<Presence['unread']>;
}

/** The next presence, or null when nothing the fleet may know has changed. */
export function nextPresence(
  before: PresenceState | null,
  view: PatientView,
  wall: number,
  left: readonly Unread[] = [],
): PresenceState | null {
  const state = STATE_OF[view.phase];
  const language = state === 'idle' || state === 'cleaning' ? null : view.language;
  const urgent = state === 'waiting' && view.urgent != null;
  const unread = left.length === 0 ? undefined : { count: left.length, late: left.some(({ late }) => late) };
  const changed = before?.state !== state;
  const same =
    before?.language === language &&
    (before.urgent ?? false) === urgent &&
    before.unread?.count === unread?.count &&
    before.unread?.late === unread?.late;
  if (!changed && same) return null;
  // A visit sent back to the queue keeps its place: it waits since it first waited.
  const since = state === 'waiting' ? (view.waitingSince ?? wall) : changed ? wall : before.since;
  return { state, since, language, ...(urgent ? { urgent } : {}), ...(unread ? { unread } : {}) };
}
