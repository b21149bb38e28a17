/** A session without a cabinet, for the gallery and the tests. Never in the product build. */
import type { CommandBody, Live, Wave } from '../../src-main/api/call-protocol.ts';
import type { DoctorSession, DoctorState, LiveValue, SentCommand } from '../call/session-contract.ts';

const ABSENT_MS = 10_000;

export interface FakeSession extends DoctorSession {
  set(next: Partial<DoctorState>): void;
  /** As a frame from the cabinet, `sampledAt` on this page's monotonic clock. */
  emitLive(live: Live): void;
  emitWave(wave: Wave): void;
  /** What the page asked for, in order. */
  readonly asked: string[];
}

export const OUT: DoctorState = {
  login: 'out',
  doctor: null,
  broker: 'connecting',
  boxes: [],
  call: null,
  claimRefused: null,
};

export function createFakeSession(
  start: DoctorState,
  now: () => number = () => performance.now(),
): FakeSession {
  const changed = new Set<() => void>();
  const liveListeners = new Set<(live: Live) => void>();
  const waveListeners = new Set<(wave: Wave) => void>();
  const last = new Map<Live['quantity'], Live>();
  const asked: string[] = [];
  let state = start;

  const set = (next: Partial<DoctorState>) => {
    state = { ...state, ...next };
    for (const listener of changed) listener();
  };
  const listen =
    <T>(listeners: Set<T>) =>
    (listener: T) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    };
  const send = (body: CommandBody): string | null => {
    asked.push(body.type);
    const call = state.call;
    if (call === null || call.link !== 'live') return null;
    const command: SentCommand = { id: crypto.randomUUID(), body, outcome: 'pending', reason: '' };
    set({ call: { ...call, commands: [...call.commands, command] } });
    return command.id;
  };

  return {
    asked,
    set,
    getState: () => state,
    subscribe: listen(changed),
    async login(doctor) {
      asked.push(`login ${doctor}`);
      set({ login: 'busy' });
    },
    logout: () => set({ ...OUT }),
    take: (box) => void asked.push(`take ${box}`),
    command: send,
    watchAct: (act, episode) => void asked.push(`${act} ${episode}`),
    watchAsk: (question) => void asked.push(`ask ${question}`),
    watchScores: () => null,
    async sendDocument(what, bytes) {
      asked.push(`send ${what.kind} ${what.title} ${bytes.length}`);
      return null;
    },
    dropDocument: (id) => void asked.push(`drop ${id}`),
    fetchFirst: (medium) => void asked.push(`fetch ${medium}`),
    release() {
      asked.push('release');
      set({ call: null });
    },
    dismiss() {
      asked.push('dismiss');
      set({ claimRefused: null, ...(state.call?.ended ? { call: null } : {}) });
    },
    onLive: listen(liveListeners),
    onWave: listen(waveListeners),
    emitLive(live) {
      last.set(live.quantity, live);
      for (const listener of liveListeners) listener(live);
    },
    emitWave(wave) {
      for (const listener of waveListeners) listener(wave);
    },
    live(quantity): LiveValue | null {
      const live = last.get(quantity);
      if (live === undefined) return null;
      const ageMs = now() - live.sampledAt;
      const freshness = ageMs <= live.quietMs ? 'fresh' : ageMs <= ABSENT_MS ? 'stale' : 'absent';
      return { live, ageMs, freshness };
    },
    lineStats: async () => ({
      path: 'relay',
      transport: 'tls',
      roundTripMs: 84,
      inKbps: 1240,
      outKbps: 380,
      lossIn: 0.004,
      lossOut: 0.012,
      picture: { width: 640, height: 360, perSecond: 15 },
    }),
    cabinetNow: () => now(),
  };
}
