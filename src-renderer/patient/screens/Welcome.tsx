import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import type { TextKey } from '../../ui/languages/index.ts';
import { useText } from '../../ui/text.ts';
import { PictoCall, PictoExam, PictoPapers, PictoWho } from '../art/pictos.tsx';
import { usePatient } from '../patient-context.tsx';
import { Step } from '../Step.tsx';

const STEPS = [
  ['welcome.who', PictoWho],
  ['welcome.call', PictoCall],
  ['welcome.exam', PictoExam],
  ['welcome.papers', PictoPapers],
] as const satisfies readonly (readonly [TextKey, () => ReactNode])[];

export function Welcome() {
  const { t } = useText();
  const { act, pending } = usePatient();
  return (
    <Step
      name="welcome"
      title="welcome.title"
      text="welcome.text"
      say={['welcome.title', 'welcome.text', ...STEPS.map(([key]) => key)]}
      controls={
        <Button
          label="welcome.next"
          icon={ArrowRight}
          pending={pending}
          onPress={() => void act({ type: 'welcomeDone' })}
        />
      }
    >
      <ol className="picto-list">
        {STEPS.map(([key, Picto]) => (
          <li key={key} className="picto-item">
            <Picto />
            <span>{t(key)}</span>
          </li>
        ))}
      </ol>
    </Step>
  );
}
