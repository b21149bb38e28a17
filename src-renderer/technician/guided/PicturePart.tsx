import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { MediaLabels } from '../../../src-main/api/media-protocol.ts';
import { chosen } from '../media/chosen.ts';
import { Push } from '../Push.tsx';
import { useWords } from '../words.tsx';
import { type SayGuide, YesNo } from './GuidePanel.tsx';

interface PicturePartProps {
  readonly labels: MediaLabels;
  readonly tell: SayGuide;
}

/** The camera of the room as it sees now; nothing of it is kept. */
export function PicturePart({ labels, tell }: PicturePartProps) {
  const { say } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    let stream: MediaStream | null = null;
    let over = false;
    const stop = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const devices: MediaDevices | undefined = navigator.mediaDevices;
    const asked = chosen(devices, labels, 'face').then(
      (video) => devices?.getUserMedia({ video }) ?? Promise.reject(new Error('none')),
    );
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
  }, [labels]);
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
