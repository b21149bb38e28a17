/** Danger signs, one a screen: the same calm question for everybody, and no answer is wrong. */
import { Check, CircleHelp, X } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/text.ts';
import { FlagScene } from '../art/flag-scenes.tsx';
import { BackButton } from '../BackButton.tsx';
import { usePatient } from '../patient-context.tsx';
import { Step } from '../Step.tsx';

export function RedFlags() {
  const { t } = useText();
  const { act, pending, view } = usePatient();
  const asked = view.redFlag ?? null;
  if (asked === null) return null;
  const { flag, place, of } = asked;
  const answer = (given: 'yes' | 'no' | 'unsaid') => () => void act({ type: 'redFlag', flag, answer: given });
  return (
    <Step
      name={`flag-${flag}`}
      title={`flags.${flag}.title`}
      text={`flags.${flag}.text`}
      art={<FlagScene flag={flag} />}
      controls={
        <>
          <div className="answers">
            <Button
              label="action.yes"
              icon={Check}
              variant="secondary"
              pending={pending}
              onPress={answer('yes')}
            />
            <Button label="action.no" icon={X} variant="secondary" pending={pending} onPress={answer('no')} />
          </div>
          <Button
            label="flags.unsaid"
            icon={CircleHelp}
            variant="quiet"
            pending={pending}
            onPress={answer('unsaid')}
          />
          <BackButton />
        </>
      }
    >
      <p className="pill">{t('flags.place', { place, of })}</p>
    </Step>
  );
}
