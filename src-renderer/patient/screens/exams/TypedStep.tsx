/** The helper types what the instrument's display shows. */
import { Check, CircleSlash } from 'lucide-react';
import { useState } from 'react';
import type { ExamView } from '../../../../state-machines/contract.ts';
import { Button } from '../../../ui/Button.tsx';
import { useText } from '../../../ui/text.ts';
import { Keyboard } from '../../keyboard/Keyboard.tsx';
import { dateLayout } from '../../keyboard/layouts.ts';
import { usePatient } from '../../patient-context.tsx';
import { Step } from '../../Step.tsx';
import { AskInput } from '../AskInput.tsx';
import { readTyped, shownTyped, typedDigits } from './typed-value.ts';

export function TypedStep({ exam }: { readonly exam: ExamView }) {
  const { language } = useText();
  const { act, pending } = usePatient();
  const [digits, setDigits] = useState('');
  const [refused, setRefused] = useState(false);
  const change = (next: string) => {
    setRefused(false);
    setDigits(typedDigits(next));
  };
  const answer = () => {
    const value = readTyped(digits);
    if (value === null) setRefused(true);
    else void act({ type: 'typed', exam: exam.exam, value });
  };
  return (
    <Step
      name={`${exam.exam}-typed-${exam.attempt}`}
      layout="form"
      takesFocus={false}
      title="typed.title"
      text="typed.text"
      controls={
        <>
          <Keyboard
            layout={dateLayout}
            kind="digits"
            onType={(digit) => change(digits + digit)}
            onDelete={() => change(digits.slice(0, -1))}
          />
          <Button label="typed.confirm" icon={Check} pending={pending} onPress={answer} />
          <Button
            label="action.cannot"
            variant="quiet"
            icon={CircleSlash}
            pending={pending}
            onPress={() => void act({ type: 'cannot' })}
          />
        </>
      }
    >
      <AskInput
        label="typed.label"
        value={shownTyped(digits, language)}
        problem={refused ? 'typed.outside' : null}
        onInput={change}
        onSubmit={answer}
      />
    </Step>
  );
}
