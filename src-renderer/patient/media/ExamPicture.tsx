/** What the exam's camera sees now, on the patient's screen. Never mirrored: it is the doctor's picture too. */
import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from 'react';
import { type ExamMedia, type ExamMediaState, NO_EXAM_MEDIA } from './exam-media.ts';
import './exam-picture.css';

const ExamMediaContext = createContext<Pick<ExamMedia, 'getState' | 'subscribe'> | null>(null);
export const ExamMediaProvider = ExamMediaContext.Provider;

const unchanging = () => () => {};

export function useExamMedia(): ExamMediaState {
  const media = useContext(ExamMediaContext);
  return useSyncExternalStore(media?.subscribe ?? unchanging, media?.getState ?? (() => NO_EXAM_MEDIA));
}

/** `label` names it to whoever does not see it. Nothing while no picture is live. */
export function ExamPicture({ label }: { readonly label: string }) {
  const { picture } = useExamMedia();
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    element.srcObject = picture;
    if (picture) void element.play().catch(() => {});
    return () => {
      element.srcObject = null;
    };
  }, [picture]);
  if (picture === null) return null;
  return (
    <video
      ref={video}
      className="exam-picture"
      data-testid="exam-picture"
      aria-label={label}
      autoPlay
      playsInline
      muted
    />
  );
}
