import { Volume2 } from 'lucide-react';
import { useState } from 'react';
import type { MediaLabels } from '../../../src-main/api/media-protocol.ts';
import { playTone } from '../media/tone.ts';
import { Push } from '../Push.tsx';
import { useWords } from '../words.tsx';
import { type SayGuide, YesNo } from './GuidePanel.tsx';

/** dB above the room, as the core judges it too. */
const HEARD_DB = 10;

interface TonePartProps {
  readonly labels: MediaLabels;
  readonly tell: SayGuide;
}

/** The page plays and listens; then the person says what he heard. */
export function TonePart({ labels, tell }: TonePartProps) {
  const { say } = useWords();
  const [playing, setPlaying] = useState(false);
  const [levelDb, setLevelDb] = useState<number | null | undefined>(undefined);
  const play = () => {
    setPlaying(true);
    void playTone(navigator.mediaDevices, labels)
      .catch(() => null)
      .then((level) => {
        setLevelDb(level);
        setPlaying(false);
      });
  };
  return (
    <>
      <Push
        variant={levelDb === undefined ? 'primary' : 'secondary'}
        label={say(playing ? 'guide.tone.playing' : 'guide.tone.play')}
        icon={Volume2}
        name="guide-play"
        disabled={playing}
        onPress={play}
      />
      {levelDb === undefined ? null : (
        <>
          <p role="status">
            {levelDb !== null && levelDb >= HEARD_DB
              ? say('guide.tone.heard', { value: Math.round(levelDb) })
              : say('guide.tone.deaf')}
          </p>
          <YesNo text={say('guide.tone.text')} tell={(word) => tell(word, levelDb)} />
        </>
      )}
    </>
  );
}
