import { Camera, CameraOff, Mic, MicOff, UserRound, WifiOff } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { CallState } from '../../call/session-contract.ts';
import { Button } from '../Button.tsx';
import { useTexts } from '../texts/context.tsx';
import { ScopeStage, scopeOf } from './media/ScopeStage.tsx';
import { OwnPreview } from './OwnPreview.tsx';
import { StreamAudio, StreamVideo } from './StreamMedia.tsx';

/** The patient, large; the doctor's own picture and devices over it. */
export function VideoStage({ call }: { call: CallState }) {
  const texts = useTexts();
  const [microphone, setMicrophone] = useState(true);
  const [camera, setCamera] = useState(true);
  const [playing, setPlaying] = useState(false);
  const own = call.localStream ?? null;
  const patientCamera = call.view?.media.camera ?? true;
  const face = patientCamera ? call.remote.face : null;
  const voice = call.view?.media.microphone ?? true;
  const scope = scopeOf(call);
  const noFace = patientCamera
    ? texts.call.waitingVideo
    : voice
      ? texts.call.noPatientCamera
      : texts.call.noPatientDevices;

  useTracks(own, 'audio', microphone);
  useTracks(own, 'video', camera);

  return (
    <section className="video" data-scope={scope !== null} aria-label={texts.call.patientVideo}>
      {scope !== null && <ScopeStage stream={scope} />}
      {face === null ? (
        <div className="video-none">
          <UserRound aria-hidden="true" />
          <p>{noFace}</p>
        </div>
      ) : (
        <StreamVideo
          stream={face}
          className="video-face"
          label={texts.call.patientVideo}
          testId="patient-video"
          onPlaying={setPlaying}
          frozen={texts.line.frozen}
        />
      )}
      {face !== null && !playing && <p className="video-wait">{texts.call.waitingVideo}</p>}
      <StreamAudio stream={call.remote.voice} />

      <div className="video-alerts" role="alert">
        {call.link === 'lost' && (
          <p className="notice notice-medium" data-testid="link-lost">
            <WifiOff aria-hidden="true" />
            {texts.call.lostLong}
          </p>
        )}
      </div>

      <div className="video-controls">
        <Button
          look="stage"
          disabled={!call.local.microphone}
          onPress={() => setMicrophone((on) => !on)}
          testId="toggle-microphone"
          icon={
            microphone && call.local.microphone ? <Mic aria-hidden="true" /> : <MicOff aria-hidden="true" />
          }
        >
          {!call.local.microphone
            ? texts.call.noMicrophone
            : microphone
              ? texts.call.mute
              : texts.call.unmute}
        </Button>
        <Button
          look="stage"
          disabled={!call.local.camera}
          onPress={() => setCamera((on) => !on)}
          testId="toggle-camera"
          icon={
            camera && call.local.camera ? <Camera aria-hidden="true" /> : <CameraOff aria-hidden="true" />
          }
        >
          {!call.local.camera ? texts.call.noCamera : camera ? texts.call.cameraOff : texts.call.cameraOn}
        </Button>
        <p className="video-muted" role="status">
          {call.local.microphone && !microphone ? texts.call.muted : ''}
        </p>
      </div>
      <OwnPreview stream={own} present={call.local.camera} on={camera} />
    </section>
  );
}

/** Disabled tracks send silence and black; the device stays open, so that coming back is immediate. */
function useTracks(stream: MediaStream | null, kind: 'audio' | 'video', on: boolean): void {
  const wanted = useRef(on);
  wanted.current = on;
  useEffect(() => {
    if (stream === null) return;
    const apply = () => {
      for (const track of stream.getTracks()) if (track.kind === kind) track.enabled = wanted.current;
    };
    apply();
    stream.addEventListener('addtrack', apply);
    return () => stream.removeEventListener('addtrack', apply);
  }, [stream, kind]);
  useEffect(() => {
    for (const track of stream?.getTracks() ?? []) if (track.kind === kind) track.enabled = on;
  }, [stream, kind, on]);
}
