import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Push } from '../Push.tsx';
import { useWords } from '../words.tsx';
import { type SayGuide, YesNo } from './GuidePanel.tsx';

/** The camera as it sees now; nothing of it is kept. */
export function PicturePart({ tell }: { readonly tell: SayGuide }) {
  const { say } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    let stream: MediaStream | null = null;
    let over = false;
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const asked = navigator.mediaDevices?.getUserMedia({ video: true }) ?? Promise.reject(new Error('none'));
    asked.then(
      (given) => {
        stream = given;
        if (over) stop();
        else if (video.current) video.current.srcObject = given;
      },
      () => setMissing(true),
    );
    return () => {
      over = true;
      stop();
    };
  }, []);
  return (
    <>
      {missing ? (
        <>
          <p role="alert">{say('guide.picture.none')}</p>
          <Push label={say('guide.picture.note')} icon={X} name="guide-no" onPress={() => tell('no')} />
        </>
      ) : (
        <>
          <video
            ref={video}
            className="tech-picture"
            aria-label={say('guide.picture.video')}
            autoPlay
            muted
            playsInline
          />
          <YesNo text={say('guide.picture.text')} tell={tell} />
        </>
      )}
    </>
  );
}
