/** Has one of the ordinary questions asked again, and shows what was answered last; in every visit, mark or not. */
import { CHECK_QUESTIONS } from '../../../state-machines/distress/vocabulary.ts';
import type { DoctorSession } from '../../call/session-contract.ts';
import type { DoctorWatch } from '../../call/watch-talk.ts';
import { Button } from '../Button.tsx';
import { useTexts } from '../texts/context.tsx';

interface Props {
  readonly session: Pick<DoctorSession, 'watchAsk'>;
  readonly watch: DoctorWatch;
  readonly live: boolean;
}

const UNANSWERED: readonly string[] = ['waiting', 'shown'];

export function WatchAsk({ session, watch: { check, asking }, live }: Props) {
  const { ask } = useTexts().watch;
  const open = asking !== null || (check !== null && UNANSWERED.includes(check.state));
  return (
    <fieldset className="watch-ask" aria-labelledby="watch-ask-heading">
      <div className="watch-acts">
        <span id="watch-ask-heading" title={ask.hint}>
          {ask.heading}
        </span>
        {CHECK_QUESTIONS.map((question) => (
          <Button
            key={question}
            look="quiet"
            disabled={!live || open}
            label={ask.about(ask.short[question], ask.questions[question])}
            onPress={() => session.watchAsk(question)}
            testId={`watch-ask-${question}`}
          >
            {ask.short[question]}
          </Button>
        ))}
      </div>
      <p
        className="watch-answer"
        role="status"
        data-testid="watch-answer"
        data-question={check?.question}
        data-state={asking === null ? check?.state : 'sent'}
      >
        {asking !== null
          ? `${ask.questions[asking]} ${ask.sent}`
          : check === null
            ? null
            : `${ask.questions[check.question]} ${ask.states[check.state]}`}
      </p>
    </fieldset>
  );
}
