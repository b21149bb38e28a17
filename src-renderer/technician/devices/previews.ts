/** Every camera and sound input as it sees and hears now. Nothing of it is kept or leaves the page. */
import { type InputDevice, withoutAliases } from '../../patient/media/choose-inputs.ts';
import type { MediaSource } from '../../patient/media/devices.ts';
import type { DeviceList } from '../../patient/media/watch-inputs.ts';

export interface Preview {
  readonly device: InputDevice;
  /** Null: not yet; `none`: it gives nothing (in use elsewhere, or broken). */
  readonly stream: MediaStream | 'none' | null;
}

export interface Previews {
  close(): void;
}

export type OpenPreviews = (onChange: (previews: readonly Preview[]) => void) => Previews;

/** Several cameras share one bus. */
const PICTURE: MediaTrackConstraints = {
  width: { ideal: 320 },
  height: { ideal: 180 },
  frameRate: { ideal: 10 },
};
const SOUND: MediaTrackConstraints = {
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
};

const stop = (stream: Preview['stream']): void => {
  if (typeof stream === 'object') for (const track of stream?.getTracks() ?? []) track.stop();
};

/** `devices` undefined: the page is not in a secure context and has none. */
export function openPreviews(
  devices: (MediaSource & DeviceList) | undefined,
  onChange: (previews: readonly Preview[]) => void,
): Previews {
  let shown: readonly Preview[] = [];
  let closed = false;
  let work = Promise.resolve();

  const ask = (constraints: MediaStreamConstraints) =>
    devices?.getUserMedia(constraints).catch(() => null) ?? Promise.resolve(null);
  const list = async () =>
    withoutAliases((await devices?.enumerateDevices().catch(() => [])) ?? []).filter(
      ({ kind }) => kind !== 'audiooutput',
    );
  const become = (next: readonly Preview[]): void => {
    shown = next;
    if (!closed) onChange(shown);
  };

  async function open({ deviceId, kind }: InputDevice): Promise<Preview['stream']> {
    const exact = { deviceId: { exact: deviceId } };
    const wanted =
      kind === 'videoinput' ? { video: { ...PICTURE, ...exact } } : { audio: { ...SOUND, ...exact } };
    return (await ask(wanted)) ?? 'none';
  }

  async function look(): Promise<void> {
    let found = await list();
    if (found.some(({ label }) => label === '')) {
      // Names are told once something was allowed.
      stop((await ask({ video: true, audio: true })) ?? (await ask({ audio: true })));
      found = await list();
    }
    const known = (device: InputDevice) =>
      shown.find((each) => each.device.deviceId === device.deviceId && each.stream !== 'none');
    for (const { device, stream } of shown)
      if (!found.some(({ deviceId }) => deviceId === device.deviceId)) stop(stream);
    become(found.map((device) => known(device) ?? { device, stream: null }));
    for (const { device, stream } of shown) {
      if (closed) return;
      if (stream !== null) continue;
      const opened = await open(device);
      if (closed) stop(opened);
      become(shown.map((each) => (each.device === device ? { device, stream: opened } : each)));
    }
  }

  // One look after the other: a device is never opened twice.
  const lookAgain = () => {
    work = work.then(() => (closed ? undefined : look()));
  };
  devices?.addEventListener('devicechange', lookAgain);
  lookAgain();
  return {
    close() {
      closed = true;
      devices?.removeEventListener('devicechange', lookAgain);
      for (const { stream } of shown) stop(stream);
    },
  };
}
