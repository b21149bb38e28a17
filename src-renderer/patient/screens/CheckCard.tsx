/**
 * One of the ordinary questions of every visit, between two exams. Read, never spoken, and nothing moves or takes the
 * focus for it: whoever does not want to answer need not. Whether the doctor had it asked again does not show.
 */
import { Armchair, Check, Ear, type LucideIcon, UserRound, X } from 'lucide-react';
import { useState, useSyncExternalStore } from 'react';
import { Button } from '../../ui/Button.tsx';
import { useText } from '../../ui/text.ts';
import { usePatient } from '../patient-context.tsx';

type Question = 'hears' | 'at-ease' | 'alone';
const ICONS: Readonly<Record<Question, LucideIcon>> = { hears: Ear, 'at-ease': Armchair, alone: UserRound };

export function CheckCard() {
  const { session } = usePatient();
  const { check } = useSyncExternalStore(session.subscribe, session.getState);
  return check === null ? null : <Asked key={check.id} {...check} />;
}

function Asked({ id, question }: { readonly id: string; readonly question: Question }) {
  const { t } = useText();
  const { session } = usePatient();
  const [answering, setAnswering] = useState(false);
  const Icon = ICONS[question];
  const answer = (yes: boolean) => () => {
    setAnswering(true);
    // Refused, its time was over: it goes away by itself.
    void session.request({ type: 'check', id, yes }).then(() => setAnswering(false));
  };
  return (
    <fieldset className="check" data-check={question}>
      <legend>
        <Icon aria-hidden="true" />
        {t(`check.${question}`)}
      </legend>
      <div className="answers">
        <Button
          label="check.yes"
          icon={Check}
          variant="secondary"
          silent
          pending={answering}
          onPress={answer(true)}
        />
        <Button
          label="check.no"
          icon={X}
          variant="secondary"
          silent
          pending={answering}
          onPress={answer(false)}
        />
      </div>
    </fieldset>
  );
}
