/** Whether the next doctor may read what doctors leave: asked, told, and changed until the end of the visit. */
import { Check, Eye, EyeOff, X } from 'lucide-react';
import type { ShareQuestion } from '../../../state-machines/contract.ts';
import { Button } from '../../ui/Button.tsx';
import type { TextKey } from '../../ui/languages/index.ts';
import { useText } from '../../ui/text.ts';
import { PapersScene } from '../art/scenes.tsx';
import { usePatient } from '../patient-context.tsx';
import { Step } from '../Step.tsx';

const ANSWERS: Readonly<Record<ShareQuestion, readonly [yes: TextKey, no: TextKey]>> = {
  next: ['share.yes', 'share.no'],
  earlier: ['share.yes', 'share.no'],
  told: ['share.fine', 'share.stop'],
};

export function ShareStep({ question }: { readonly question: ShareQuestion }) {
  const { act, pending } = usePatient();
  const [yes, no] = ANSWERS[question];
  const answer = (granted: boolean) => () => void act({ type: 'share', granted });
  return (
    <Step
      name={`share-${question}`}
      title={`share.${question}.title`}
      text={`share.${question}.text`}
      art={<PapersScene />}
      controls={
        <div className="answers">
          {/* Neither answer is the expected one. */}
          <Button label={no} variant="secondary" icon={X} pending={pending} onPress={answer(false)} />
          <Button label={yes} variant="secondary" icon={Check} pending={pending} onPress={answer(true)} />
        </div>
      }
    />
  );
}

/** What he said, and the way to say the other thing. */
export function ShareChoice({ granted }: { readonly granted: boolean | null }) {
  const { t } = useText();
  const { act, pending } = usePatient();
  if (granted === null) return null;
  return (
    <div className="share-choice">
      <p>{t(granted ? 'share.granted' : 'share.refused')}</p>
      <Button
        label={granted ? 'share.withdraw' : 'share.give'}
        variant="quiet"
        icon={granted ? EyeOff : Eye}
        pending={pending}
        onPress={() => void act({ type: 'share', granted: !granted })}
      />
    </div>
  );
}
