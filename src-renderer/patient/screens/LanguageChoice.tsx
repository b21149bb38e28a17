import { Check } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { LANGUAGES, type Language } from '../../../state-machines/contract.ts';
import { languages } from '../../ui/languages/index.ts';
import { useText } from '../../ui/text.ts';
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

interface ListProps {
  readonly chosen: Language;
  readonly onChoose: (language: Language) => void;
}

/** Each language under its own name, in its own letters. */
export function LanguageList({ chosen, onChoose }: ListProps) {
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
        >
          {name === chosen ? <Check aria-hidden="true" /> : null}
          {languages[name].name}
        </AriaButton>
      ))}
    </div>
  );
}
