import { useEffect, useRef } from 'react';
import { useFrozenPicture } from '../../ui/use-frozen-picture.ts';

interface VideoProps {
  readonly stream: MediaStream;
  readonly className: string;
  readonly label: string;
  readonly testId: string;
  readonly onPlaying?: (playing: boolean) => void;
  /** What to say of a picture that stands still, by its seconds. */
  readonly frozen?: (seconds: number) => string;
}

/** A live picture. Its sound, if any, comes from `StreamAudio`. */
export function StreamVideo({ stream, className, label, testId, onPlaying, frozen }: VideoProps) {
  const video = useRef<HTMLVideoElement>(null);
  const seconds = useFrozenPicture(video);
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    element.srcObject = stream;
    return () => {
      element.srcObject = null;
      onPlaying?.(false);
    };
  }, [stream, onPlaying]);
  return (
    <>
      <video
        ref={video}
        className={className}
        aria-label={label}
        data-testid={testId}
        data-frozen={seconds !== null}
        autoPlay
        playsInline
        muted
        disablePictureInPicture
        onPlaying={() => onPlaying?.(true)}
        onEmptied={() => onPlaying?.(false)}
      />
      {frozen !== undefined && seconds !== null && (
        <p className="video-frozen" data-testid="frozen">
          {frozen(seconds)}
        </p>
      )}
    </>
  );
}

export function StreamAudio({ stream }: { stream: MediaStream | null }) {
  const audio = useRef<HTMLAudioElement>(null);
  useEffect(() => {
    const element = audio.current;
    if (element === null) return;
    element.srcObject = stream;
    return () => {
      element.srcObject = null;
    };
  }, [stream]);
  // biome-ignore lint/a11y/useMediaCaption: a live voice has no captions
  return <audio ref={audio} autoPlay data-testid="patient-voice" />;
}
