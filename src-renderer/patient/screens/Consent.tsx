import { Camera, Check, Lock, LogOut, OctagonMinus } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import type { TextKey } from '../../ui/languages/index.ts';
import { useText } from '../../ui/text.ts';
import { ConsentScene } from '../art/scenes.tsx';
import { BackButton } from '../BackButton.tsx';
import { usePatient } from '../patient-context.tsx';
import { Step } from '../Step.tsx';

/** The notice about the camera is the same for everybody, so that it betrays nobody. */
const POINTS = [
  ['consent.secret', Lock],
  ['consent.notice', Camera],
  ['consent.stop', OctagonMinus],
] as const satisfies readonly (readonly [TextKey, unknown])[];

export function Consent() {
  const { t } = useText();
  const { act, pending } = usePatient();
  const answer = (granted: boolean) => () => void act({ type: 'consent', granted });
  return (
    <Step
      name="consent"
      title="consent.title"
      text="consent.text"
      art={<ConsentScene />}
      say={['consent.title', 'consent.text', ...POINTS.map(([key]) => key)]}
      controls={
        <>
          <Button label="consent.yes" icon={Check} pending={pending} onPress={answer(true)} />
          <Button
            label="consent.no"
            icon={LogOut}
            variant="secondary"
            pending={pending}
            onPress={answer(false)}
          />
          <BackButton />
        </>
      }
    >
      <ul className="point-list">
        {POINTS.map(([key, Icon]) => (
          <li key={key}>
            <Icon aria-hidden="true" />
            <span>{t(key)}</span>
          </li>
        ))}
      </ul>
    </Step>
  );
}
