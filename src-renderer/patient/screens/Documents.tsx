import { Check } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { PapersScene } from '../art/scenes.tsx';
import { usePatient } from '../patient-context.tsx';
import { Step } from '../Step.tsx';

export function Documents() {
  const { act, pending } = usePatient();
  return (
    <Step
      name="documents"
      title="documents.title"
      text="documents.text"
      art={<PapersScene />}
      controls={
        <Button
          label="documents.finish"
          icon={Check}
          pending={pending}
          onPress={() => void act({ type: 'finish' })}
        />
      }
    />
  );
}
