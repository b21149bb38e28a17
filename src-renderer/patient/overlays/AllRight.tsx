import { Check, LifeBuoy } from 'lucide-react';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/text.ts';
import { useSecondsLeft } from '../../ui/use-seconds-left.ts';
import { QuestionScene } from '../art/scenes.tsx';
import { usePatient } from '../patient-context.tsx';
import { Panel } from './Panel.tsx';

/** Over everything: somebody may lie on the floor. `until`: in the page's own monotonic ms. */
export function AllRight({ until }: { readonly until: number }) {
  const { t } = useText();
  const { act, pending } = usePatient();
  const seconds = useSecondsLeft(until);
  return (
    <Panel
      name="all-right"
      title="care.title"
      text="care.text"
      say={seconds <= 10 ? ['care.title', 'care.seconds'] : ['care.title', 'care.text']}
      art={<QuestionScene />}
      onClose={null}
      controls={
        <>
          <Button
            label="care.well"
            icon={Check}
            pending={pending}
            onPress={() => void act({ type: 'allRight', well: true })}
          />
          <Button
            label="care.unwell"
            icon={LifeBuoy}
            variant="secondary"
            pending={pending}
            onPress={() => void act({ type: 'allRight', well: false })}
          />
        </>
      }
    >
      <p className="pill" aria-hidden="true">
        {t('care.seconds', { seconds })}
      </p>
    </Panel>
  );
}
