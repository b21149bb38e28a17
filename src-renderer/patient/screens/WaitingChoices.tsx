/** What somebody may do while he waits: measure alone, say who helps, leave it to be read later. */
import {
  Activity,
  ArrowLeft,
  Building2,
  Check,
  DoorOpen,
  HandHelping,
  type LucideIcon,
  Stethoscope,
  Thermometer,
  Users,
  UserX,
  Weight,
} from 'lucide-react';
import { HELPERS, type Helper } from '../../../state-machines/contract.ts';
import { Button } from '../../ui/Button.tsx';
import type { TextKey } from '../../ui/languages/index.ts';
import { GoodbyeScene, QuestionScene } from '../art/scenes.tsx';
import { usePatient } from '../patient-context.tsx';
import { Step } from '../Step.tsx';

export type Choice = 'alone' | 'helper' | 'later';

interface Props {
  readonly onBack: () => void;
}

const ALONE: Readonly<Partial<Record<string, readonly [TextKey, LucideIcon]>>> = {
  oximetry: ['alone.oximetry', Activity],
  temperature: ['alone.temperature', Thermometer],
  weight: ['alone.weight', Weight],
};

export function AloneChoice({ onBack }: Props) {
  const { act, pending, view } = usePatient();
  return (
    <Step
      name="waiting-alone"
      title="alone.title"
      text="alone.text"
      art={<QuestionScene />}
      controls={
        <>
          {(view.alone ?? []).map((exam) => {
            const words = ALONE[exam];
            return words === undefined ? null : (
              <Button
                key={exam}
                label={words[0]}
                icon={words[1]}
                pending={pending}
                onPress={() => void act({ type: 'startExam', exam })}
              />
            );
          })}
          <Button label="alone.back" icon={ArrowLeft} variant="secondary" onPress={onBack} />
        </>
      }
    />
  );
}

const HELPER_ICONS: Readonly<Record<Helper, LucideIcon>> = {
  relative: Users,
  nurse: Stethoscope,
  clerk: Building2,
};

export function HelperChoice({ onBack }: Props) {
  const { act, pending, view } = usePatient();
  const helped = (view.helper ?? null) !== null;
  const say = (helper: Helper | null) => () =>
    void act({ type: 'helper', helper }).then((done) => {
      if (done) onBack();
    });
  return (
    <Step
      name="waiting-helper"
      title="helper.title"
      text="helper.text"
      art={<QuestionScene />}
      controls={
        <>
          {HELPERS.map((helper) => (
            <Button
              key={helper}
              label={`helper.${helper}`}
              icon={HELPER_ICONS[helper]}
              pending={pending}
              onPress={say(helper)}
            />
          ))}
          <Button
            label="helper.none"
            icon={UserX}
            variant="secondary"
            onPress={helped ? say(null) : onBack}
          />
        </>
      }
    />
  );
}

export function LaterChoice({ onBack }: Props) {
  const { act, pending } = usePatient();
  return (
    <Step
      name="waiting-later"
      title="later.title"
      text="later.text"
      art={<GoodbyeScene />}
      controls={
        <>
          <Button label="later.no" icon={Check} pending={pending} onPress={onBack} />
          <Button
            label="later.yes"
            icon={DoorOpen}
            variant="secondary"
            pending={pending}
            onPress={() => void act({ type: 'readLater' })}
          />
        </>
      }
    />
  );
}

export function WaitingControls({ onOpen }: { readonly onOpen: (choice: Choice) => void }) {
  const { view } = usePatient();
  return (
    <>
      {(view.alone ?? []).length === 0 ? null : (
        <Button label="alone.open" icon={Activity} variant="secondary" onPress={() => onOpen('alone')} />
      )}
      {view.mayLeaveToRead === true ? (
        <Button label="later.open" icon={DoorOpen} variant="quiet" onPress={() => onOpen('later')} />
      ) : null}
      <Button label="helper.open" icon={HandHelping} variant="quiet" onPress={() => onOpen('helper')} />
    </>
  );
}
