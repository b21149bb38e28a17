/** A kept sound: the very bytes of the journal, through the doctor's filter. */
import { Pause, Play } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../Button.tsx';
import { useTexts } from '../../texts/context.tsx';
import { SoundControls } from './SoundControls.tsx';
import { createSoundChain, type SoundChain, type SoundFilter } from './sound-chain.ts';
import { useObjectUrl } from './use-object-url.ts';

export function ClipPlayer({ blob, durationMs }: { readonly blob: Blob; readonly durationMs: number }) {
  const { player, ...texts } = useTexts().media;
  const url = useObjectUrl(blob);
  const audio = useRef<HTMLAudioElement>(null);
  const chain = useRef<SoundChain | null>(null);
  const [playing, setPlaying] = useState(false);
  const [at, setAt] = useState(0);
  const [volume, setVolume] = useState(1);
  const [filter, setFilter] = useState<SoundFilter>('wide');

  useEffect(
    () => () => {
      chain.current?.close();
      chain.current = null;
    },
    [],
  );
  useEffect(() => chain.current?.setVolume(volume), [volume]);
  useEffect(() => chain.current?.setFilter(filter), [filter]);

  const press = () => {
    const element = audio.current;
    if (element === null) return;
    if (playing) return element.pause();
    chain.current ??= createSoundChain(
      (context) => context.createMediaElementSource(element),
      volume,
      filter,
    );
    void element.play().catch(() => setPlaying(false));
  };
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  const [label, Icon] = playing ? [player.pause, Pause] : [player.play, Play];
  return (
    <fieldset className="clip" data-testid="clip-player" data-playing={playing} aria-label={texts.liveSound}>
      {/* biome-ignore lint/a11y/useMediaCaption: heart and lung sounds have no captions */}
      <audio
        ref={audio}
        src={url ?? undefined}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onTimeUpdate={(event) => setAt(event.currentTarget.currentTime * 1000)}
      />
      <div className="clip-place">
        <Button
          look="solid"
          disabled={url === null}
          onPress={press}
          testId="clip-play"
          icon={<Icon aria-hidden="true" />}
        >
          {label}
        </Button>
        <input
          type="range"
          aria-label={player.position}
          min={0}
          max={durationMs}
          step={100}
          value={Math.min(at, durationMs)}
          onChange={(event) => {
            if (audio.current) audio.current.currentTime = event.target.valueAsNumber / 1000;
          }}
        />
        <span>{player.seconds(seconds(at), seconds(durationMs))}</span>
      </div>
      <SoundControls volume={volume} filter={filter} onVolume={setVolume} onFilter={setFilter} />
    </fieldset>
  );
}
