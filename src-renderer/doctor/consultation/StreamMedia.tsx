import { useEffect, useRef } from 'react';

interface VideoProps {
  readonly stream: MediaStream;
  readonly className: string;
  readonly label: string;
  readonly testId: string;
  readonly onPlaying?: (playing: boolean) => void;
}

/** A live picture. Its sound, if any, comes from `StreamAudio`. */
export function StreamVideo({ stream, className, label, testId, onPlaying }: VideoProps) {
  const video = useRef<HTMLVideoElement>(null);
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
    <video
      ref={video}
      className={className}
      aria-label={label}
      data-testid={testId}
      autoPlay
      playsInline
      muted
      disablePictureInPicture
      onPlaying={() => onPlaying?.(true)}
      onEmptied={() => onPlaying?.(false)}
    />
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
