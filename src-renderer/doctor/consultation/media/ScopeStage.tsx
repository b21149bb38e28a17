/** The exam's live picture, over the patient's, which becomes small. Never mirrored. */
import { useState } from 'react';
import type { CallState } from '../../../call/session-contract.ts';
import { useTexts } from '../../texts/context.tsx';
import { StreamVideo } from '../StreamMedia.tsx';

/** What of an exam's picture is live now; null: none. */
export function scopeOf(call: CallState): MediaStream | null {
  const media = call.view?.exam?.media;
  const isLive = media?.live === true && media.need !== 'stethoscope';
  return isLive ? (call.remote.secondCamera ?? null) : null;
}

export function ScopeStage({ stream }: { readonly stream: MediaStream }) {
  const texts = useTexts();
  const [playing, setPlaying] = useState(false);
  return (
    <div className="scope" data-testid="scope" data-playing={playing}>
      <StreamVideo
        stream={stream}
        className="scope-video"
        label={texts.media.livePicture}
        testId="scope-video"
        onPlaying={setPlaying}
        frozen={texts.line.frozen}
      />
      {!playing && <p className="video-wait">{texts.media.liveWait}</p>}
    </div>
  );
}
