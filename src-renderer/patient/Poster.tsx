/** What a quick exit leaves on the screen: it could hang on any wall, says nothing aloud and knows nobody. */
import { Droplets, Hand, Wind, X } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '../ui/Button.tsx';
import { useText } from '../ui/text.ts';
import { useVoicePlayer } from '../ui/voice/voice-context.tsx';
import './poster.css';

const STEPS = [
  ['poster.wet', Droplets],
  ['poster.soap', Hand],
  ['poster.rinse', Wind],
] as const;

export function Poster({ onClose }: { readonly onClose: () => void }) {
  const { t } = useText();
  const player = useVoicePlayer();
  useEffect(() => player?.stop(), [player]);
  return (
    <main className="poster" data-poster="hands">
      <h1>{t('poster.title')}</h1>
      <p>{t('poster.text')}</p>
      <ol>
        {STEPS.map(([key, Icon]) => (
          <li key={key}>
            <Icon aria-hidden="true" />
            <span>{t(key)}</span>
          </li>
        ))}
      </ol>
      <Button label="poster.close" icon={X} variant="quiet" silent onPress={onClose} />
    </main>
  );
}
