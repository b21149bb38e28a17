/** Where the quick set stands: three small marks, said in words to who cannot see them. */
import { Check, Circle, CircleDot, Minus } from 'lucide-react';
import type { QuickSet } from '../../../state-machines/contract.ts';
import type { TextKey } from '../../ui/languages/index.ts';
import { useText } from '../../ui/text.ts';
import './quick-set.css';

type Outcome = QuickSet['items'][number]['outcome'];

function wordOf(outcome: Outcome): TextKey {
  if (outcome === 'waits' || outcome === 'runs') return `quick.${outcome}`;
  return outcome === 'done' ? 'quick.over' : 'quick.passed';
}

const MARKS = { 'quick.waits': Circle, 'quick.runs': CircleDot, 'quick.over': Check, 'quick.passed': Minus };
const markOf = (outcome: Outcome) => MARKS[wordOf(outcome) as keyof typeof MARKS];
const NAMES: Readonly<Record<string, TextKey>> = {
  oximetry: 'quick.oximetry',
  'blood-pressure': 'quick.blood-pressure',
  temperature: 'quick.temperature',
};

export function QuickSetBar({ set }: { readonly set: QuickSet }) {
  const { t } = useText();
  return (
    <ol className="quick-set" aria-label={t('quick.label')} data-quick-set>
      {set.items.map(({ exam, outcome }) => {
        const Icon = markOf(outcome);
        const name = NAMES[exam];
        return (
          <li key={exam} data-exam={exam} data-outcome={outcome}>
            <Icon aria-hidden="true" />
            <span>{name === undefined ? exam : t(name)}</span>
            <small>{t(wordOf(outcome))}</small>
          </li>
        );
      })}
    </ol>
  );
}
