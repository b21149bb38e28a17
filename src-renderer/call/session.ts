/** The doctor's session: login, who waits, one consultation at a time. Everything outside the page is injected. */
import type { Live, Wave } from '../../src-main/api/call-protocol.ts';
import { sha256Of } from './bytes.ts';
import { type ClaimMemory, createClaimMemory, type Store } from './claim-memory.ts';
import { type Clock, pageClock } from './clock.ts';
import { createDoctorCall, type DoctorCall } from './doctor-call.ts';
import type { CreateFleet, FleetClient } from './fleet-port.ts';
import { createKeyStore, type KeyStore } from './key-store.ts';
import { createLocalMedia, type LocalMedia } from './local-media.ts';
import { brokerUrl, expired, openRelaySession, type RelaySession } from './login.ts';
import { createPeer, type PeerFactory } from './peer.ts';
import type { Distrust, DoctorSession, DoctorState } from './session-contract.ts';

export interface SessionParts {
  readonly createFleet: CreateFleet;
  /** Origin of the relay; the page's own by default. */
  readonly origin?: string;
  readonly fetch?: typeof fetch;
  readonly store?: Store;
  readonly keys?: KeyStore;
  readonly clock?: Clock;
  readonly createPeer?: PeerFactory;
  readonly createMedia?: () => LocalMedia;
  readonly newId?: () => string;
}

const OUT: DoctorState = {
  login: 'out',
  doctor: null,
  broker: 'connecting',
  boxes: [],
  call: null,
  claimRefused: null,
};
/** How often the time of the claim is renewed for a later resume. */
const KEEP_CLAIM_MS = 5000;
/** Different ones that are told. */
const MOST_DISTRUST = 6;

export function createSession(parts: SessionParts): DoctorSession {
  const clock = parts.clock ?? pageClock;
  const origin = parts.origin ?? globalThis.location?.origin ?? '';
  const memory: ClaimMemory = createClaimMemory(parts.store ?? globalThis.sessionStorage);
  const keys = parts.keys ?? createKeyStore(globalThis.indexedDB);
  const fetcher = parts.fetch ?? ((input, init) => fetch(input, init));
  const newId = parts.newId ?? (() => crypto.randomUUID());
  const newMedia = parts.createMedia ?? (() => createLocalMedia(globalThis.navigator?.mediaDevices));
  const listeners = new Set<() => void>();
  const liveListeners = new Set<(live: Live) => void>();
  const waveListeners = new Set<(wave: Wave) => void>();
  let state = OUT;
  let fleet: FleetClient | null = null;
  let call: DoctorCall | null = null;
  /** The doctor whose consultation `call` is. */
  let running: string | null = null;
  let stopKeeping = () => {};
  /** Counts logins and logouts: what an older one brings is dropped. */
  let generation = 0;

  const set = (next: Partial<DoctorState>) => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };

  const forgetClaim = () => {
    stopKeeping();
    stopKeeping = () => {};
    memory.keepClaim(null);
  };

  const endCall = (how: 'release' | 'close') => {
    forgetClaim();
    call?.[how]();
    call = null;
  };

  const startCall = (box: string, claim: string, doctor: NonNullable<DoctorState['doctor']>) => {
    const keep = () => memory.keepClaim({ doctor: doctor.id, box, claim, wall: clock.wall() });
    endCall('close');
    running = doctor.id;
    keep();
    stopKeeping = clock.every(KEEP_CLAIM_MS, () => {
      if (state.call?.link === 'live') keep();
    });
    call = createDoctorCall({
      box,
      claim,
      clock,
      newId,
      media: newMedia(),
      createPeer: parts.createPeer ?? createPeer,
      toBox: (message) => fleet?.toBox(box, message) ?? false,
      onChange(next) {
        if (next.ended) forgetClaim();
        if (call) set({ call: next });
      },
      onRefused(reason) {
        forgetClaim();
        call = null;
        set({ call: null, claimRefused: { box, reason } });
      },
      onLive: (live) => {
        for (const listener of liveListeners) listener(live);
      },
      onWave: (wave) => {
        for (const listener of waveListeners) listener(wave);
      },
    });
    set({ call: call.getState(), claimRefused: null });
  };

  const doubt = ({ box, attack, at }: Omit<Distrust, 'count'>) => {
    const same = (one: Distrust) => one.box === box && one.attack === attack && one.at === at;
    const before = state.distrust ?? [];
    const count = (before.find(same)?.count ?? 0) + 1;
    const others = before.filter((one) => !same(one));
    set({ distrust: [{ box, attack, at, count }, ...others].slice(0, MOST_DISTRUST) });
  };

  const enter = (relay: RelaySession) => {
    const mine = generation;
    const doctor = { id: relay.id, name: relay.name };
    set({ login: 'in', doctor, broker: 'connecting' });
    fleet = parts.createFleet({
      url: brokerUrl(origin, relay.mqttPath),
      doctor: relay.id,
      password: relay.password,
      credentials: relay,
      keys: () => keys.find(relay.certificate),
      onPresence(boxes) {
        if (mine !== generation) return;
        set({ boxes });
        // To a box that was not heard yet, nothing could be said.
        if (boxes.some(({ box }) => box === call?.getState().box)) call?.brokerUp();
      },
      onAttack(box, attack, at) {
        // A lost message is the network's, as far as anybody can tell.
        if (mine === generation && attack !== 'missing') doubt({ box, attack, at });
      },
      onMessage(box, message) {
        if (mine === generation && box === call?.getState().box) call.receive(message);
      },
      onState(broker) {
        if (mine !== generation) return;
        set({ broker });
        if (broker === 'up') call?.brokerUp();
      },
      onRefused() {
        if (mine !== generation) return;
        // A call under way needs no broker; it goes on while the doctor logs in again.
        memory.keepSession(null);
        fleet = null;
        set({ login: 'out', broker: 'down', boxes: [] });
      },
    });
    if (call && state.call?.ended === null && running === relay.id) return;
    const kept = memory.claim(relay.id, clock.wall());
    if (kept) startCall(kept.box, kept.claim, doctor);
  };

  const closeFleet = () => {
    generation += 1;
    void fleet?.close();
    fleet = null;
  };

  const kept = memory.session();
  if (kept && !expired(kept, clock.wall())) enter(kept);

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async login(doctor, secret) {
      if (state.login === 'busy') return;
      // The same doctor again (a personal link opened anew): his consultation goes on.
      if (call && running !== doctor) endCall('release');
      closeFleet();
      const mine = generation;
      set({ ...OUT, login: 'busy', call: call ? state.call : null });
      const result = await openRelaySession(fetcher, origin, doctor, secret, () => clock.wall());
      if (mine !== generation) return;
      if (!result.ok) return set({ login: result.why });
      await keys.keep(result.session.certificate, result.keys, result.session.expires);
      if (mine !== generation) return;
      memory.keepSession(result.session);
      enter(result.session);
    },
    logout() {
      endCall('release');
      closeFleet();
      const left = memory.session();
      if (left) void keys.drop(left.certificate);
      memory.keepSession(null);
      set(OUT);
    },
    take(box) {
      if (state.login !== 'in' || !state.doctor || (call && !state.call?.ended)) return;
      startCall(box, newId(), state.doctor);
    },
    command: (body) => call?.command(body) ?? null,
    fetchFirst: (medium) => call?.fetchFirst(medium),
    async sendDocument(what, bytes) {
      const mine = call;
      const sha256 = await sha256Of(bytes);
      if (mine === null || mine !== call) return null;
      const id = `urn:uuid:${newId()}`;
      mine.sendDocument({ ...what, id, bytes: bytes.length, sha256 }, bytes);
      return id;
    },
    dropDocument: (id) => call?.dropDocument(id),
    release() {
      endCall('release');
      set({ call: null });
    },
    dismiss() {
      if (state.call?.ended) {
        endCall('close');
        set({ call: null });
      }
      if (state.claimRefused) set({ claimRefused: null });
    },
    dismissDistrust() {
      if (state.distrust?.length) set({ distrust: [] });
    },
    onLive(listener) {
      liveListeners.add(listener);
      return () => liveListeners.delete(listener);
    },
    onWave(listener) {
      waveListeners.add(listener);
      return () => waveListeners.delete(listener);
    },
    live: (quantity) => call?.live(quantity) ?? null,
    lineStats: async () => (await call?.lineStats()) ?? null,
    cabinetNow: () => call?.cabinetNow() ?? null,
    watchAct: (act, episode) => call?.watchAct(act, episode),
    watchAsk: (question) => call?.watchAsk(question),
    watchScores: () => call?.watchScores() ?? null,
  };
}
