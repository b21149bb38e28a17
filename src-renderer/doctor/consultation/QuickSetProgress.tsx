import { Check, Circle, CircleDot, Minus, Square } from 'lucide-react';
import type { QuickItem, QuickSet } from '../../../state-machines/contract.ts';
import type { DoctorSession } from '../../call/session-contract.ts';
import { Button } from '../Button.tsx';
import { useTexts } from '../texts/context.tsx';
import { CountDown } from './CountDown.tsx';

interface Props {
  readonly set: QuickSet;
  readonly session: DoctorSession;
  readonly live: boolean;
  readonly onStop: () => void;
}

export function QuickSetProgress({ set, session, live, onStop }: Props) {
  const texts = useTexts();
  const { quick } = texts.lead;
  return (
    <div className="quick" data-testid="quick-set">
      <p className="quick-heading">
        <strong>{quick.heading}</strong> ·{' '}
        <CountDown until={set.until} session={session} words={quick.left} />
        <small>{quick.notAtRest}</small>
      </p>
      <ol>
        {set.items.map(({ exam, outcome, reason }) => (
          <li key={exam} data-testid={`quick-${exam}`} data-outcome={outcome}>
            <Mark outcome={outcome} />
            <span>{texts.exam.names[exam]}</span>
            <small>{reason === null ? quick.outcomes[outcome] : texts.exam.unavailable[reason]}</small>
          </li>
        ))}
      </ol>
      <Button
        look="outline"
        disabled={!live}
        onPress={onStop}
        testId="quick-set-stop"
        icon={<Square aria-hidden="true" />}
      >
        {quick.stop}
      </Button>
    </div>
  );
}

function Mark({ outcome }: { readonly outcome: QuickItem['outcome'] }) {
  if (outcome === 'waits') return <Circle aria-hidden="true" />;
  if (outcome === 'runs') return <CircleDot aria-hidden="true" />;
  return outcome === 'done' ? <Check aria-hidden="true" /> : <Minus aria-hidden="true" />;
}
