import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../ui/Button.tsx';
import type { TextKey } from '../../ui/languages/index.ts';
import { useText } from '../../ui/text.ts';
import { PictoCall, PictoExam, PictoPapers, PictoWho } from '../art/pictos.tsx';
import { usePatient } from '../patient-context.tsx';
import { Step } from '../Step.tsx';

const STEPS: readonly (readonly [TextKey, ReactNode])[] = [
  ['welcome.who', <PictoWho key="who" />],
  ['welcome.call', <PictoCall key="call" />],
  ['welcome.exam', <PictoExam key="exam" />],
  ['welcome.papers', <PictoPapers key="papers" />],
];

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
        {STEPS.map(([key, picto]) => (
          <li key={key} className="picto-item">
            {picto}
            <span>{t(key)}</span>
          </li>
        ))}
      </ol>
    </Step>
  );
}
