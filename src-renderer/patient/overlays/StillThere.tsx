import { Check, LogOut } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/text.ts';
import { useSecondsLeft } from '../../ui/use-seconds-left.ts';
import { QuestionScene } from '../art/scenes.tsx';
import { usePatient } from '../patient-context.tsx';
import { Panel } from './Panel.tsx';

/** Hides the step until answered. `until`: in the page's own monotonic ms. */
export function StillThere({ until }: { readonly until: number }) {
  const { t } = useText();
  const { act, pending } = usePatient();
  const seconds = useSecondsLeft(until);
  const soon = seconds <= 20;
  return (
    <Panel
      name="still-there"
      title="still.title"
      text="still.text"
      say={soon ? ['still.title', 'still.seconds'] : ['still.title', 'still.text']}
      art={<QuestionScene />}
      onClose={null}
      controls={
        <>
          <Button
            label="still.yes"
            icon={Check}
            pending={pending}
            onPress={() => void act({ type: 'stillHere' })}
          />
          <Button
            label="still.leave"
            icon={LogOut}
            variant="secondary"
            pending={pending}
            onPress={() => void act({ type: 'leave' })}
          />
        </>
      }
    >
      <p className="pill" aria-hidden="true">
        {t('still.seconds', { seconds })}
      </p>
    </Panel>
  );
}
