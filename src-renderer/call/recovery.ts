/** When to restart ICE and when to stop trying. Pure: fed with states and times, answers with one action. */
export interface RecoveryTimes {
  /** A disconnected link often comes back by itself within this time. */
  readonly graceMs: number;
  readonly retryMs: number;
  /** A connected link on which nothing comes for so long is disconnected: ICE itself says so only after 6 s. */
  readonly silentMs: number;
  /** Nothing heard from the other side for this long after trying: its page is gone. */
  readonly deafMs: number;
  readonly giveUpMs: number;
}

/** The cabinet waits for a doctor for as long as his lease lasts. */
export const CABINET_TIMES: RecoveryTimes = {
  graceMs: 1000,
  retryMs: 4000,
  silentMs: 2000,
  deafMs: Number.POSITIVE_INFINITY,
  giveUpMs: 90_000,
};
/** The doctor tries a little later, to keep out of the cabinet's way, and asks for a new call when unheard. */
export const DOCTOR_TIMES: RecoveryTimes = {
  graceMs: 4000,
  retryMs: 6000,
  // The cabinet, which makes the offers, notices.
  silentMs: Number.POSITIVE_INFINITY,
  deafMs: 10_000,
  giveUpMs: 45_000,
};

export interface Recovery {
  readonly troubleSince: number | null;
  readonly lastTry: number | null;
  readonly firstTry: number | null;
  readonly lastHeard: number;
}

export function startRecovery(now: number): Recovery {
  return { troubleSince: now, lastTry: null, firstTry: null, lastHeard: now };
}

export function heardSignal(recovery: Recovery, now: number): Recovery {
  return { ...recovery, lastHeard: now };
}

/** `silentMs`: since the other side was last heard on a data channel. */
export function lineState(
  state: RTCPeerConnectionState,
  silentMs: number,
  times: Pick<RecoveryTimes, 'silentMs'>,
): RTCPeerConnectionState {
  return state === 'connected' && silentMs >= times.silentMs ? 'disconnected' : state;
}

export type RecoveryAction = 'none' | 'restart' | 'give-up';

export function stepRecovery(
  recovery: Recovery,
  state: RTCPeerConnectionState,
  now: number,
  times: RecoveryTimes,
  /** An offer of ours has no answer yet: lost with the broker, perhaps. */
  unanswered = false,
): { readonly recovery: Recovery; readonly action: RecoveryAction } {
  if (state === 'connected' && unanswered) {
    const due = recovery.lastTry !== null && now - recovery.lastTry >= times.retryMs;
    const lastTry = due ? now : (recovery.lastTry ?? now);
    return {
      recovery: { ...recovery, troubleSince: null, firstTry: null, lastTry },
      action: due ? 'restart' : 'none',
    };
  }
  if (state === 'connected') {
    return { recovery: { ...recovery, troubleSince: null, lastTry: null, firstTry: null }, action: 'none' };
  }
  const troubleSince = recovery.troubleSince ?? now;
  const current = { ...recovery, troubleSince };
  if (now - troubleSince >= times.giveUpMs) return { recovery: current, action: 'give-up' };
  const deafSince = recovery.firstTry === null ? null : Math.max(recovery.firstTry, recovery.lastHeard);
  if (deafSince !== null && now - deafSince >= times.deafMs) return { recovery: current, action: 'give-up' };

  const wait = state === 'failed' ? 0 : state === 'disconnected' ? times.graceMs : times.retryMs;
  const due =
    recovery.lastTry === null ? now - troubleSince >= wait : now - recovery.lastTry >= times.retryMs;
  if (!due) return { recovery: current, action: 'none' };
  return {
    recovery: { ...current, lastTry: now, firstTry: recovery.firstTry ?? now },
    action: 'restart',
  };
}
