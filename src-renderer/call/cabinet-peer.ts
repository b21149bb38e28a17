/** The cabinet's end of the call, in the patient's renderer: a pipe between the core and the peer connection. */
import { fromDoctorSchema, type TransceiverRole } from '../../src-main/api/call-protocol.ts';
import type { FromClient, FromCore } from '../../src-main/api/core-api.ts';
import { type Clock, pageClock } from './clock.ts';
import { createLocalMedia, type LocalMedia } from './local-media.ts';
import { createPeer, type Peer, type PeerFactory, type PeerState } from './peer.ts';
import { watchVoice } from './voice-duck.ts';

/** The renderer's connection to the core. What cannot be sent now is lost; the core asks again. */
export interface CorePort {
  send(message: FromClient): void;
  subscribe(listener: (message: FromCore) => void): () => void;
}

export interface CabinetCallState {
  readonly state: 'idle' | PeerState;
  readonly epoch: number | null;
  /** The doctor's picture and voice together, to be played by one video element; null outside a call. */
  readonly remoteFace: MediaStream | null;
  /** What the doctor said he has; without a camera `remoteFace` carries his voice only. */
  readonly remoteMedia: { readonly camera: boolean; readonly microphone: boolean };
  /** Picture only, so that a speaker never plays the patient's own voice. */
  readonly localPreview: MediaStream | null;
  readonly localMedia: { readonly camera: boolean; readonly microphone: boolean };
  readonly devices: readonly MediaDeviceInfo[];
}

export const EXAM_ROLES = ['second-camera', 'second-audio'] as const satisfies readonly TransceiverRole[];
export type ExamRole = (typeof EXAM_ROLES)[number];

export interface CabinetPeer {
  getState(): CabinetCallState;
  subscribe(listener: () => void): () => void;
  /** The doctor begins or stops speaking; the guide is silent meanwhile. */
  onDoctorSpeaking(listener: (speaking: boolean) => void): () => void;
  /** Kept for later calls too; null sends nothing. The track is the caller's. */
  setExamTrack(role: ExamRole, track: MediaStreamTrack | null): void;
  /** False when the device cannot be had; the present one is kept. */
  select(kind: 'camera' | 'microphone', deviceId: string): Promise<boolean>;
  /** The picture to the doctor suffers because the processor has no more to give. */
  lacksProcessor(): Promise<boolean>;
  close(): void;
}

export interface CabinetPeerOptions {
  readonly media?: LocalMedia;
  readonly createPeer?: PeerFactory;
  readonly clock?: Clock;
}

/** Without a camera's permission some systems gather no ICE candidate, so the offer waits for it this long. */
const MEDIA_WAIT_MS = 8000;

const IDLE: CabinetCallState = {
  state: 'idle',
  epoch: null,
  remoteFace: null,
  remoteMedia: { camera: false, microphone: false },
  localPreview: null,
  localMedia: { camera: false, microphone: false },
  devices: [],
};

export function createCabinetPeer(core: CorePort, options: CabinetPeerOptions = {}): CabinetPeer {
  const clock = options.clock ?? pageClock;
  const media = options.media ?? createLocalMedia(globalThis.navigator?.mediaDevices);
  const makePeer = options.createPeer ?? createPeer;
  const listeners = new Set<() => void>();
  const voiceListeners = new Set<(speaking: boolean) => void>();
  let state = IDLE;
  let peer: Peer | null = null;
  let stopVoice = () => {};
  const examTracks = new Map<ExamRole, MediaStreamTrack | null>();

  const set = (next: Partial<CabinetCallState>) => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };

  const tellMedia = () => core.send({ type: 'media', ...state.localMedia });
  /** Epoch 0: this renderer holds no peer at all. */
  const tellCall = () => {
    const now = state.state === 'idle' ? 'closed' : state.state;
    core.send({ type: 'call.state', epoch: state.epoch ?? 0, state: now });
  };

  const speaking = (now: boolean) => {
    for (const listener of voiceListeners) listener(now);
  };

  const stopWatchingMedia = media.subscribe(() => {
    const { camera, microphone, devices } = media.getState();
    const before = state.localMedia;
    const after = { camera: camera !== null, microphone: microphone !== null };
    const changed = before.camera !== after.camera || before.microphone !== after.microphone;
    const localPreview = camera === state.localPreview?.getVideoTracks()[0] ? state.localPreview : null;
    set({
      devices,
      localMedia: changed ? after : before,
      localPreview: localPreview ?? (camera ? new MediaStream([camera]) : null),
    });
    if (changed && state.epoch !== null) tellMedia();
    void peer?.setTrack('face', camera);
    void peer?.setTrack('voice', microphone);
  });

  const closePeer = () => {
    stopVoice();
    stopVoice = () => {};
    peer?.close();
    peer = null;
  };

  const open = async (message: Extract<FromCore, { type: 'call.open' }>) => {
    const { epoch, silent = false } = message;
    if (epoch === state.epoch) return;
    closePeer();
    set({ state: 'connecting', epoch, remoteFace: null, remoteMedia: IDLE.remoteMedia });
    tellCall();
    let stopWaiting = () => {};
    const waited = new Promise<void>((resolve) => {
      stopWaiting = clock.after(MEDIA_WAIT_MS, resolve);
    });
    await Promise.race([silent ? media.close() : media.open(), waited]);
    stopWaiting();
    if (state.epoch !== epoch || peer) return;
    if (!silent) tellMedia();
    start(message);
  };

  const start = ({ epoch: mine, iceServers, icePolicy }: Extract<FromCore, { type: 'call.open' }>) => {
    const current = makePeer({
      side: 'cabinet',
      epoch: mine,
      iceServers,
      iceTransportPolicy: icePolicy ?? 'all',
      clock,
      onSignal: (signal) => core.send({ type: 'call.signal', epoch: mine, signal }),
      onMessage(channel, data) {
        if (channel === 'control') noteDoctorMedia(data);
        core.send({ type: 'pipe', epoch: mine, channel, data });
      },
      onOpen: () => {},
      onClosed: () => {},
      onRemote: () => {},
      onState(next) {
        set({ state: next });
        tellCall();
      },
      onGaveUp() {
        set({ state: 'failed' });
        tellCall();
      },
    });
    peer = current;
    const { camera, microphone } = media.getState();
    void current.setTrack('face', camera);
    void current.setTrack('voice', microphone);
    for (const role of EXAM_ROLES) void current.setTrack(role, examTracks.get(role) ?? null);
    const voice = current.remote('voice');
    const tracks = [current.remote('face')?.track, voice?.track].filter((track) => track !== undefined);
    set({ remoteFace: new MediaStream(tracks) });
    if (voice) stopVoice = watchVoice(voice, speaking, clock);
  };

  const noteDoctorMedia = (data: string) => {
    if (!data.includes('"hello"')) return;
    const hello = fromDoctorSchema.safeParse(parseJson(data));
    if (hello.success && hello.data.type === 'hello') set({ remoteMedia: hello.data.media });
  };

  const close = () => {
    closePeer();
    media.close();
    set(IDLE);
  };

  const stopListening = core.subscribe((message) => {
    switch (message.type) {
      case 'welcome':
        // The connection to the core is new; perhaps the core is.
        if (state.epoch !== null) tellMedia();
        tellCall();
        break;
      case 'call.open':
        void open(message);
        break;
      case 'call.close':
        if (message.epoch === state.epoch) close();
        break;
      case 'call.signal':
        peer?.signal(message.epoch, message.signal);
        break;
      case 'pipe':
        if (peer?.epoch === message.epoch) peer.send(message.channel, message.data);
        break;
      case 'wipe':
        close();
        break;
      default:
    }
  });

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onDoctorSpeaking(listener) {
      voiceListeners.add(listener);
      return () => voiceListeners.delete(listener);
    },
    setExamTrack(role, track) {
      examTracks.set(role, track);
      void peer?.setTrack(role, track);
    },
    select: (kind, deviceId) => media.select(kind, deviceId),
    lacksProcessor: async () => (await peer?.lacksProcessor()) ?? false,
    close() {
      stopListening();
      close();
      stopWatchingMedia();
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
