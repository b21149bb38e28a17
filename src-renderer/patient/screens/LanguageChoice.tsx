import { Check } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { LANGUAGES, type Language } from '../../../state-machines/contract.ts';
import { languages } from '../../ui/languages/index.ts';
import { useText } from '../../ui/text.ts';
import { type TongueKey, useUtterances, useVoicePlayer } from '../../ui/voice/voice-context.tsx';
import { SpeechScene } from '../art/scenes.tsx';
import { BackButton } from '../BackButton.tsx';
import { usePatient } from '../patient-context.tsx';
import { Step } from '../Step.tsx';

export function LanguageChoice() {
  const { language: current } = useText();
  const { act, setLanguage } = usePatient();
  return (
    <Step
      name="language"
      title="language.title"
      text="language.text"
      say={['language.title', ...TONGUES]}
      art={<SpeechScene />}
      controls={
        <>
          <LanguageList
            chosen={current}
            onChoose={(language) => {
              setLanguage(language);
              void act({ type: 'language', language });
            }}
          />
          <BackButton />
        </>
      }
    />
  );
}

/** Each language says that it can be had, for those who read none of the others. */
export const TONGUES: readonly TongueKey[] = LANGUAGES.map((name) => `tongue.${name}` as const);

interface ListProps {
  readonly chosen: Language;
  readonly onChoose: (language: Language) => void;
}

/** Each language under its own name, in its own letters, by its own voice. */
export function LanguageList({ chosen, onChoose }: ListProps) {
  const player = useVoicePlayer();
  const utterances = useUtterances();
  return (
    <div className="language-list">
      {LANGUAGES.map((name) => (
        <AriaButton
          key={name}
          className={`button ${name === chosen ? 'button-primary' : 'button-secondary'}`}
          lang={languages[name].tag}
          data-language={name}
          aria-pressed={name === chosen}
          onPress={() => onChoose(name)}
          onFocus={(event) => {
            if (event.target.matches(':focus-visible')) player?.aside(utterances([`tongue.${name}`]));
          }}
        >
          {name === chosen ? <Check aria-hidden="true" /> : null}
          {languages[name].name}
        </AriaButton>
      ))}
    </div>
  );
}
