/** Whether somebody else may be in the call: asked when the doctor wants it, and no answer is the expected one. */
import { Check, X } from 'lucide-react';
import type { Third } from '../../../state-machines/contract.ts';
import { Button } from '../../ui/Button.tsx';
import { QuestionScene } from '../art/scenes.tsx';
import { usePatient } from '../patient-context.tsx';
import { Step } from '../Step.tsx';

export function ThirdStep({ who }: { readonly who: Third }) {
  const { act, pending } = usePatient();
  const answer = (granted: boolean) => () => void act({ type: 'third', granted });
  return (
    <Step
      name={`third-${who}`}
      title="third.title"
      text={`third.${who}`}
      art={<QuestionScene />}
      controls={
        <div className="answers">
          <Button label="third.no" variant="secondary" icon={X} pending={pending} onPress={answer(false)} />
          <Button
            label="third.yes"
            variant="secondary"
            icon={Check}
            pending={pending}
            onPress={answer(true)}
          />
        </div>
      }
    />
  );
}
