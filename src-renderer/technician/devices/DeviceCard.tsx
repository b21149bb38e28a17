import { CameraOff, LoaderCircle, MicOff, TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Label, Radio, RadioGroup } from 'react-aria-components';
import type { MediaUse } from '../../../src-main/api/media-protocol.ts';
import { useWords } from '../words.tsx';
import { usesOf } from './choice.ts';
import type { Preview } from './previews.ts';
import { SoundBar } from './SoundBar.tsx';

const NOTHING = 'nothing';

interface DeviceCardProps {
  readonly preview: Preview;
  readonly use: MediaUse | null;
  /** Another one has its name. */
  readonly twin: boolean;
  readonly onUse: (use: MediaUse | null) => void;
}

/** One device: what comes from it now, its name, what it is for. */
export function DeviceCard({ preview, use, twin, onUse }: DeviceCardProps) {
  const { say } = useWords();
  const { kind, label } = preview.device;
  const uses = usesOf(kind);
  const name = label === '' ? say('devices.nameless') : label;
  return (
    <li className="tech-device" data-device={label} data-use={use ?? NOTHING}>
      {kind === 'videoinput' ? (
        <Thumbnail preview={preview} name={name} />
      ) : (
        <Sound preview={preview} name={name} />
      )}
      <RadioGroup
        value={use ?? NOTHING}
        onChange={(next) => onUse(uses.find((each) => each === next) ?? null)}
        orientation="horizontal"
        isDisabled={label === ''}
      >
        <Label>{name}</Label>
        <div>
          {uses.map((each) => (
            <Radio key={each} value={each} className="tech-use" data-option={each}>
              {say(`use.${each}`)}
            </Radio>
          ))}
          <Radio value={NOTHING} className="tech-use" data-option={NOTHING}>
            {say('use.nothing')}
          </Radio>
        </div>
      </RadioGroup>
      {twin ? (
        <p className="tech-twin">
          <TriangleAlert aria-hidden="true" />
          {say('devices.twin')}
        </p>
      ) : null}
    </li>
  );
}

interface ShownProps {
  readonly preview: Preview;
  readonly name: string;
}

function Thumbnail({ preview: { stream }, name }: ShownProps) {
  const { say } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current && typeof stream === 'object') video.current.srcObject = stream;
  }, [stream]);
  if (stream === null || stream === 'none')
    return (
      <div className="tech-thumbnail" data-picture={stream ?? 'opening'}>
        {stream === null ? <LoaderCircle aria-hidden="true" /> : <CameraOff aria-hidden="true" />}
        <p>{say(stream === null ? 'devices.opening' : 'devices.no-picture')}</p>
      </div>
    );
  return (
    <video
      ref={video}
      className="tech-thumbnail"
      data-picture="live"
      aria-label={say('devices.picture', { name })}
      autoPlay
      muted
      playsInline
    />
  );
}

function Sound({ preview: { stream }, name }: ShownProps) {
  const { say } = useWords();
  if (stream !== null && stream !== 'none')
    return <SoundBar stream={stream} label={say('devices.level', { name })} />;
  return (
    <div className="tech-sound" data-sound={stream ?? 'opening'}>
      {stream === null ? <LoaderCircle aria-hidden="true" /> : <MicOff aria-hidden="true" />}
      <p>{say(stream === null ? 'devices.opening' : 'devices.no-sound')}</p>
    </div>
  );
}
