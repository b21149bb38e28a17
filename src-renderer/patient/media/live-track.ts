/** The one live picture or sound of an exam: opened while it is wanted, given back as soon as it is not. */
import type { MediaNeed } from '../../../state-machines/media.ts';
import type { InputDevice } from './choose-inputs.ts';

export interface LiveTrack {
  /** Null: nothing is wanted. The same again changes nothing, but a track that has ended is opened anew. */
  want(need: MediaNeed | null, device: InputDevice | null): void;
  /** What is open for this need; null: not open, or not any more. */
  of(need: MediaNeed): MediaStreamTrack | null;
  close(): void;
}

export function createLiveTrack(parts: {
  readonly open: (need: MediaNeed, device: InputDevice) => Promise<MediaStreamTrack | null>;
  /** Each change, the end of the device included. */
  readonly onChange: (need: MediaNeed | null, track: MediaStreamTrack | null) => void;
}): LiveTrack {
  let wanted: { readonly need: MediaNeed; readonly deviceId: string } | null = null;
  let track: MediaStreamTrack | null = null;

  const letGo = () => {
    track?.removeEventListener('ended', onEnded);
    track?.stop();
    track = null;
  };
  function onEnded() {
    letGo();
    parts.onChange(wanted?.need ?? null, null);
    // Opened again with the device, when it is back.
    wanted = null;
  }

  return {
    want(need, device) {
      const next = need !== null && device !== null ? { need, deviceId: device.deviceId } : null;
      if (next?.need === wanted?.need && next?.deviceId === wanted?.deviceId) return;
      wanted = next;
      letGo();
      parts.onChange(need, null);
      if (next === null || device === null) return;
      void parts.open(next.need, device).then((opened) => {
        if (wanted !== next) return opened?.stop();
        track = opened;
        opened?.addEventListener('ended', onEnded);
        if (opened) parts.onChange(next.need, opened);
        else wanted = null;
      });
    },
    of: (need) => (wanted?.need === need && track?.readyState === 'live' ? track : null),
    close() {
      wanted = null;
      letGo();
    },
  };
}
