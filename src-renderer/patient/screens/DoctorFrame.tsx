import { type RefObject, useEffect, useRef } from 'react';
import type { PatientView } from '../../../state-machines/contract.ts';
import type { CabinetCallState } from '../../call/cabinet-peer.ts';
import { useText } from '../../ui/text.ts';
import { useFrozenPicture } from '../../ui/use-frozen-picture.ts';
import { DoctorPortrait, LineDown } from '../art/scenes.tsx';
import { useLineDown } from '../line-down.ts';
import { speakerMuted } from '../media/speaker.ts';
import { usePatient } from '../patient-context.tsx';
import { LineNotice } from './LineNotice.tsx';

interface DoctorFrameProps {
  readonly call: CabinetCallState;
  readonly doctor: NonNullable<PatientView['doctor']>;
  readonly small: boolean;
}

/** The doctor's picture and voice, his name, and how the patient is seen. */
export function DoctorFrame({ call, doctor, small }: DoctorFrameProps) {
  const { t } = useText();
  const { view } = usePatient();
  const muted = speakerMuted(view.exam);
  const video = useRef<HTMLVideoElement>(null);
  const frozen = useFrozenPicture(video) !== null;
  const down = useLineDown(doctor.link);
  const told = down && small;
  const seen = call.remoteFace !== null && call.remoteMedia.camera && doctor.link === 'live';
  const picture = seen ? (frozen ? 'frozen' : 'shown') : 'none';
  const figure = (
    <figure
      className={`doctor ${told ? 'doctor-behind' : ''}`}
      data-link={doctor.link}
      data-picture={picture}
    >
      <StreamVideo
        video={video}
        stream={call.remoteFace}
        label={t('call.video')}
        className="doctor-video"
        muted={muted}
      />
      {seen ? null : (
        <div className="doctor-stand-in">{doctor.link === 'lost' ? <LineDown /> : <DoctorPortrait />}</div>
      )}
      <figcaption className="doctor-name">{doctor.name}</figcaption>
      {!small && call.localPreview !== null && call.localMedia.camera ? (
        <div className="doctor-self">
          <OwnVideo stream={call.localPreview} label={t('call.you')} />
          <span>{t('call.you')}</span>
        </div>
      ) : null}
    </figure>
  );
  return (
    <>
      {figure}
      {told ? <LineNotice /> : null}
    </>
  );
}

function OwnVideo({ stream, label }: Pick<StreamVideoProps, 'stream' | 'label'>) {
  const video = useRef<HTMLVideoElement>(null);
  return <StreamVideo {...{ video, stream, label }} className="doctor-self-video" muted />;
}

interface StreamVideoProps {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly stream: MediaStream | null;
  readonly label: string;
  readonly className: string;
  readonly muted: boolean;
}

function StreamVideo({ video, stream, label, className, muted }: StreamVideoProps) {
  useEffect(() => {
    const element = video.current;
    if (element === null) return;
    element.srcObject = stream;
    if (stream === null) return;
    const play = () => void element.play().catch(() => {});
    play();
    // Browsers allow sound only after a first touch.
    document.addEventListener('pointerup', play, { once: true });
    return () => document.removeEventListener('pointerup', play);
  }, [video, stream]);
  return <video ref={video} className={className} aria-label={label} autoPlay playsInline muted={muted} />;
}
