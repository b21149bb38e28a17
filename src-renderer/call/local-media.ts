/** The camera and microphone of this side: one stream for the whole call, missing parts tolerated. */
export interface LocalMediaState {
  readonly stream: MediaStream | null;
  readonly camera: MediaStreamTrack | null;
  readonly microphone: MediaStreamTrack | null;
  readonly devices: readonly MediaDeviceInfo[];
}

export interface LocalMedia {
  getState(): LocalMediaState;
  subscribe(listener: () => void): () => void;
  /** Asks once for both, then for each alone. Never rejects; what cannot be had stays null. */
  open(): Promise<void>;
  /** Another camera or microphone instead of the present one, which is kept when the new one cannot be had. */
  select(kind: 'camera' | 'microphone', deviceId: string): Promise<boolean>;
  close(): void;
}

type Devices = Pick<
  MediaDevices,
  'getUserMedia' | 'enumerateDevices' | 'addEventListener' | 'removeEventListener'
>;

/** A device that suits better than `current`; null: it may stay. `list` names devices only once some were allowed. */
export type PickDevice = (
  kind: 'camera' | 'microphone',
  list: readonly MediaDeviceInfo[],
  current: MediaStreamTrack,
) => string | null;

const CAMERA: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 25 },
};
const MICROPHONE: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};
const NOTHING: LocalMediaState = { stream: null, camera: null, microphone: null, devices: [] };

/** `devices` undefined: the page is not in a secure context and has neither camera nor microphone. */
export function createLocalMedia(devices: Devices | undefined, pick: PickDevice = () => null): LocalMedia {
  const listeners = new Set<() => void>();
  let state = NOTHING;
  let generation = 0;
  let opened: Promise<void> | null = null;

  const set = (next: Partial<LocalMediaState>) => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };

  const ask = async (constraints: MediaStreamConstraints): Promise<MediaStream | null> => {
    try {
      return (await devices?.getUserMedia(constraints)) ?? null;
    } catch {
      return null;
    }
  };

  const adopt = (tracks: readonly MediaStreamTrack[]) => {
    const camera = tracks.find((track) => track.kind === 'video') ?? state.camera;
    const microphone = tracks.find((track) => track.kind === 'audio') ?? state.microphone;
    for (const old of [state.camera, state.microphone]) {
      if (old && old !== camera && old !== microphone) old.stop();
    }
    for (const track of tracks) track.addEventListener('ended', onTrackEnded);
    const present = [camera, microphone].filter((track) => track !== null);
    set({ camera, microphone, stream: present.length > 0 ? new MediaStream(present) : null });
  };

  const refreshDevices = async (mine: number) => {
    const list = (await devices?.enumerateDevices().catch(() => [])) ?? [];
    if (mine === generation) set({ devices: list });
  };

  const fill = async (mine: number) => {
    const both = state.camera || state.microphone ? null : await ask({ video: CAMERA, audio: MICROPHONE });
    const found = both ? both.getTracks() : [];
    if (!both) {
      if (!state.microphone) found.push(...((await ask({ audio: MICROPHONE }))?.getTracks() ?? []));
      if (!state.camera) found.push(...((await ask({ video: CAMERA }))?.getTracks() ?? []));
    }
    if (mine !== generation) {
      for (const track of found) track.stop();
      return;
    }
    if (found.length > 0) adopt(found);
    await refreshDevices(mine);
    if (mine === generation) await settle();
  };

  const settle = async () => {
    for (const kind of ['camera', 'microphone'] as const) {
      const current = state[kind];
      const better = current && pick(kind, state.devices, current);
      if (better !== null) await select(kind, better);
    }
  };

  const select = async (kind: 'camera' | 'microphone', deviceId: string): Promise<boolean> => {
    const mine = generation;
    const exact = { deviceId: { exact: deviceId } };
    const wanted =
      kind === 'camera' ? { video: { ...CAMERA, ...exact } } : { audio: { ...MICROPHONE, ...exact } };
    const tracks = (await ask(wanted))?.getTracks() ?? [];
    if (mine !== generation || tracks.length === 0) {
      for (const track of tracks) track.stop();
      return false;
    }
    adopt(tracks);
    return true;
  };

  const onDeviceChange = () => {
    const mine = generation;
    if (state.camera && state.microphone) void refreshDevices(mine);
    else void fill(mine);
  };

  function onTrackEnded() {
    const live = (track: MediaStreamTrack | null) => (track?.readyState === 'live' ? track : null);
    const camera = live(state.camera);
    const microphone = live(state.microphone);
    const present = [camera, microphone].filter((track) => track !== null);
    set({ camera, microphone, stream: present.length > 0 ? new MediaStream(present) : null });
  }

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open() {
      if (!opened) {
        devices?.addEventListener('devicechange', onDeviceChange);
        opened = fill(generation);
      }
      return opened;
    },
    select,
    close() {
      generation += 1;
      opened = null;
      devices?.removeEventListener('devicechange', onDeviceChange);
      for (const track of [state.camera, state.microphone]) {
        track?.removeEventListener('ended', onTrackEnded);
        track?.stop();
      }
      set(NOTHING);
    },
  };
}
