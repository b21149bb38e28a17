import { useEffect, useRef } from 'react';
import type { PatientView } from '../../../state-machines/contract.ts';
import type { CabinetCallState } from '../../call/cabinet-peer.ts';
import { useText } from '../../ui/text.ts';
import { DoctorPortrait, LineDown } from '../art/scenes.tsx';
import { speakerMuted } from '../media/speaker.ts';
import { usePatient } from '../patient-context.tsx';

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
  const seen = call.remoteFace !== null && call.remoteMedia.camera && doctor.link === 'live';
  return (
    <figure className="doctor" data-link={doctor.link} data-picture={seen ? 'shown' : 'none'}>
      <StreamVideo stream={call.remoteFace} label={t('call.video')} className="doctor-video" muted={muted} />
      {seen ? null : (
        <div className="doctor-stand-in">{doctor.link === 'lost' ? <LineDown /> : <DoctorPortrait />}</div>
      )}
      <figcaption className="doctor-name">{doctor.name}</figcaption>
      {!small && call.localPreview !== null && call.localMedia.camera ? (
        <div className="doctor-self">
          <StreamVideo stream={call.localPreview} label={t('call.you')} className="doctor-self-video" muted />
          <span>{t('call.you')}</span>
        </div>
      ) : null}
    </figure>
  );
}

interface StreamVideoProps {
  readonly stream: MediaStream | null;
  readonly label: string;
  readonly className: string;
  readonly muted: boolean;
}

function StreamVideo({ stream, label, className, muted }: StreamVideoProps) {
  const video = useRef<HTMLVideoElement>(null);
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
  }, [stream]);
  return <video ref={video} className={className} aria-label={label} autoPlay playsInline muted={muted} />;
}
