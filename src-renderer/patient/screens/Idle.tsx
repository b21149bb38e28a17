import { Accessibility, Hand } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { LANGUAGES } from '../../../state-machines/contract.ts';
import { Button } from '../../ui/Button.tsx';
import { languages } from '../../ui/languages/index.ts';
import { useText } from '../../ui/text.ts';
import { useUtterances, useVoicePlayer } from '../../ui/voice/voice-context.tsx';
import { AccessPanel } from '../access/AccessPanel.tsx';
import { CabinScene } from '../art/scenes.tsx';
import { usePatient } from '../patient-context.tsx';
import { Step } from '../Step.tsx';
import { TechnicianDoor } from '../technician-door.tsx';

/** Nobody is here: no patient data, the languages, one button. */
export function Idle() {
  const { t, language } = useText();
  const { act, pending, setLanguage } = usePatient();
  const [needs, setNeeds] = useState(false);
  const player = useVoicePlayer();
  const utterances = useUtterances();
  return (
    <Step
      name="idle"
      title="idle.title"
      text="idle.text"
      art={<CabinScene />}
      say={[]}
      controls={
        <>
          <Button
            label="idle.start"
            icon={Hand}
            pending={pending}
            onPress={() => void act({ type: 'begin' })}
          />
          <fieldset className="language-row">
            <legend className="sr-only">{t('idle.languages')}</legend>
            {LANGUAGES.map((name) => (
              <AriaButton
                key={name}
                className="button button-chip"
                lang={languages[name].tag}
                data-language={name}
                data-chosen={name === language ? '' : undefined}
                onPress={() => setLanguage(name)}
                onFocus={(event) => {
                  if (event.target.matches(':focus-visible')) player?.aside(utterances([`tongue.${name}`]));
                }}
              >
                {languages[name].name}
              </AriaButton>
            ))}
          </fieldset>
          <Button variant="quiet" label="access.open" icon={Accessibility} onPress={() => setNeeds(true)} />
          <TechnicianDoor />
          {needs ? <AccessPanel onClose={() => setNeeds(false)} /> : null}
        </>
      }
    />
  );
}
