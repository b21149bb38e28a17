/** Opens what an exam takes its picture or sound with. */
import type { MediaNeed } from '../../../state-machines/media.ts';
import type { InputDevice } from './choose-inputs.ts';

export type MediaSource = Pick<MediaDevices, 'getUserMedia'>;

/** A still is taken of this very track; what a slow line makes of it on its way changes nothing of that. */
const PICTURE: MediaTrackConstraints = {
  width: { ideal: 1920 },
  height: { ideal: 1080 },
  frameRate: { ideal: 15 },
};
/** Heart and lung sounds are what a call's processing takes for noise. */
const SOUND: MediaTrackConstraints = {
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
  channelCount: 1,
};

export const isSound = (need: MediaNeed): boolean => need === 'stethoscope';

/** Null: it cannot be had. The caller stops the track. */
export async function openTrack(
  source: MediaSource | undefined,
  need: MediaNeed,
  device: InputDevice,
): Promise<MediaStreamTrack | null> {
  const deviceId = { exact: device.deviceId };
  const wanted: MediaStreamConstraints = isSound(need)
    ? { audio: { ...SOUND, deviceId } }
    : { video: { ...PICTURE, deviceId } };
  try {
    const [track = null] = (await source?.getUserMedia(wanted))?.getTracks() ?? [];
    if (track && isSound(need)) track.contentHint = 'music';
    return track;
  } catch {
    return null;
  }
}
