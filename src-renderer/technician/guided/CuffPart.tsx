import { Check } from 'lucide-react';
import type { GuideView, SelftestFacts } from '../../../src-main/api/selftest-protocol.ts';
import { Push } from '../Push.tsx';
import { useWords } from '../words.tsx';
import type { SayGuide } from './GuidePanel.tsx';

interface CuffPartProps {
  readonly state: GuideView['state'];
  readonly values: SelftestFacts;
  readonly tell: SayGuide;
}

/** The cuff moves only after "ready"; what stops it is always there, below. */
export function CuffPart({ state, values, tell }: CuffPartProps) {
  const { say } = useWords();
  if (state === 'asked')
    return (
      <>
        <p>{say('guide.cuff.text')}</p>
        <Push label={say('guide.cuff.ready')} icon={Check} name="guide-ready" onPress={() => tell('ready')} />
      </>
    );
  const { lastMmHg } = values;
  return lastMmHg === undefined || lastMmHg === null ? (
    <p role="status">{say('guide.cuff.opening')}</p>
  ) : (
    <p className="tech-values">
      <span>{say('guide.cuff.pressure', { value: lastMmHg })}</span>
    </p>
  );
}
