import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Language } from '../../../state-machines/contract.ts';
import { languages, type TextKey, voiceOf } from '../languages/index.ts';
import { useText } from '../text.ts';
import { clipUrl } from './clips.ts';
import type { NumberKey } from './numbers.ts';
import { createVoicePlayer, type Utterance, type VoicePlayer, type VoiceState } from './player.ts';

/** A language offers itself, by its own voice. */
export type TongueKey = `tongue.${Language}`;
export type VoiceKey = TextKey | NumberKey | TongueKey;

const TONGUE = 'tongue.';
const OFFER = 'language.next' satisfies TextKey;

function utteranceOf(key: VoiceKey, current: Language): Utterance {
  const language = key.startsWith(TONGUE) ? (key.slice(TONGUE.length) as Language) : current;
  const { texts, tag } = languages[language];
  if (key.startsWith('number.'))
    return { key, url: clipUrl(language, key), text: key.slice('number.'.length), tag };
  const own = key.startsWith(TONGUE) ? OFFER : (key as TextKey);
  return { key, url: clipUrl(language, own), text: voiceOf(texts[own]), tag };
}

const VoiceContext = createContext<VoicePlayer | null>(null);

/** Puts the one <audio> element of the guide in the page. */
export function VoiceProvider({ children }: { readonly children: ReactNode }) {
  const [audio, setAudio] = useState<HTMLAudioElement | null>(null);
  const player = useMemo(() => (audio ? createVoicePlayer(audio) : null), [audio]);
  return (
    <VoiceContext value={player}>
      {/* biome-ignore lint/a11y/useMediaCaption: everything it says is written on the screen */}
      <audio ref={setAudio} data-voice="guide" preload="auto" />
      {children}
    </VoiceContext>
  );
}

/** Null until the audio element is in the page. */
export function useVoicePlayer(): VoicePlayer | null {
  return useContext(VoiceContext);
}

export function useVoiceState(): VoiceState {
  const player = useVoicePlayer();
  return useSyncExternalStore(
    (listener) => player?.subscribe(listener) ?? (() => {}),
    () => player?.state() ?? 'idle',
  );
}

/** Turns keys into what the player says, in the current language. */
export function useUtterances(): (keys: readonly VoiceKey[]) => Utterance[] {
  const { language } = useText();
  return useCallback((keys) => keys.map((key) => utteranceOf(key, language)), [language]);
}

/** Says the step when it appears and whenever what it says changes. */
export function useSpokenStep(keys: readonly VoiceKey[]): void {
  const player = useVoicePlayer();
  const utterances = useUtterances();
  const joined = keys.join(' ');
  useEffect(() => {
    player?.speak(utterances(joined === '' ? [] : (joined.split(' ') as VoiceKey[])));
  }, [player, utterances, joined]);
}
