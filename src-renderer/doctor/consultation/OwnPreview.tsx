import { CameraOff } from 'lucide-react';
import { useTexts } from '../texts/context.tsx';
import { StreamVideo } from './StreamMedia.tsx';

interface Props {
  readonly stream: MediaStream | null;
  /** A camera exists. */
  readonly present: boolean;
  readonly on: boolean;
}

export function OwnPreview({ stream, present, on }: Props) {
  const texts = useTexts();
  return (
    <div className="own" data-testid="own-preview" data-on={present && on}>
      {stream !== null && present && on ? (
        <StreamVideo stream={stream} className="own-video" label={texts.call.ownVideo} testId="own-video" />
      ) : (
        <p>
          <CameraOff aria-hidden="true" />
          {present && !on ? texts.call.ownCameraOff : texts.call.noOwnCamera}
        </p>
      )}
    </div>
  );
}
