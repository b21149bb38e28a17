/** The stethoscope, live, through the doctor's filter. */
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../texts/context.tsx';
import { SoundControls } from './SoundControls.tsx';
import { createSoundChain, type SoundChain, type SoundFilter } from './sound-chain.ts';

export function LiveSound({ stream }: { readonly stream: MediaStream }) {
  const texts = useTexts();
  const audio = useRef<HTMLAudioElement>(null);
  const chain = useRef<SoundChain | null>(null);
  const [volume, setVolume] = useState(1);
  const [filter, setFilter] = useState<SoundFilter>('wide');
  const wanted = useRef({ volume, filter });
  wanted.current = { volume, filter };

  useEffect(() => {
    const element = audio.current;
    // A remote sound that no element plays is not decoded; what is heard comes out of the chain.
    if (element) element.srcObject = stream;
    const made = createSoundChain(
      (context) => context.createMediaStreamSource(stream),
      wanted.current.volume,
      wanted.current.filter,
    );
    chain.current = made;
    return () => {
      if (element) element.srcObject = null;
      chain.current = null;
      made.close();
    };
  }, [stream]);
  useEffect(() => chain.current?.setVolume(volume), [volume]);
  useEffect(() => chain.current?.setFilter(filter), [filter]);

  return (
    <div className="live-sound" data-testid="live-sound">
      <p>
        <strong>{texts.media.liveSound}</strong>
      </p>
      <p className="notice notice-low">{texts.media.quiet}</p>
      <audio ref={audio} autoPlay muted />
      <SoundControls volume={volume} filter={filter} onVolume={setVolume} onFilter={setFilter} />
    </div>
  );
}
