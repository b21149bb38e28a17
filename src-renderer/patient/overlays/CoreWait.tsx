import type { TextKey } from '../../ui/languages/index.ts';
import { useText } from '../../ui/text.ts';
import { useSpokenStep } from '../../ui/voice/voice-context.tsx';
import { RestartScene } from '../art/scenes.tsx';
import type { SessionState } from '../session.ts';

const WORDS: Readonly<Record<SessionState['line'], 'connecting' | 'lost' | 'refused'>> = {
  connecting: 'connecting',
  open: 'connecting',
  lost: 'lost',
  over: 'refused',
};

/** Covers the screen while the core is away, and says so. */
export function CoreWait({ line }: { readonly line: SessionState['line'] }) {
  const { t } = useText();
  const words = WORDS[line];
  const title: TextKey = `core.${words}.title`;
  const text: TextKey = `core.${words}.text`;
  useSpokenStep([title, text]);
  return (
    <div className="core-wait" role="alert" data-core={line}>
      <div className="core-wait-art">
        <RestartScene />
      </div>
      <h1>{t(title)}</h1>
      <p>{t(text)}</p>
    </div>
  );
}
