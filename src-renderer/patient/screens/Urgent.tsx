/** Somebody must see the patient now and no doctor is there: where help is, nothing about why. */
import { Check } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/text.ts';
import { DoctorComing } from '../art/scenes.tsx';
import { usePatient } from '../patient-context.tsx';
import { Step } from '../Step.tsx';

const NUMBERS = ['15', '114'] as const;

export function Urgent() {
  const { t } = useText();
  const { act, pending } = usePatient();
  return (
    <Step
      name="urgent"
      title="urgent.title"
      text="urgent.text"
      say={['urgent.title', 'urgent.text', 'urgent.15', 'urgent.114']}
      art={<DoctorComing />}
      controls={
        <Button
          label="urgent.waitOn"
          icon={Check}
          pending={pending}
          onPress={() => void act({ type: 'waitOn' })}
        />
      }
    >
      <dl className="urgent-numbers">
        {NUMBERS.map((number) => (
          <div key={number}>
            <dt>{t(`urgent.${number}`)}</dt>
            <dd>{t(`urgent.${number}.text`)}</dd>
          </div>
        ))}
      </dl>
    </Step>
  );
}
