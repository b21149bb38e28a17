/** What the distress watch has told: what, since when, how sure, who has the word, and the doctor's own. */
import { DISCREET_SIGNALS } from '../../../state-machines/distress/vocabulary.ts';
import type { DoctorSession } from '../../call/session-contract.ts';
import type { DoctorWatch, WatchMark } from '../../call/watch-talk.ts';
import { Button } from '../Button.tsx';
import { elapsedText } from '../model/waiting.ts';
import { useNow } from '../session-hooks.ts';
import { useTexts } from '../texts/context.tsx';

interface Props {
  readonly session: Pick<DoctorSession, 'watchAct'>;
  readonly watch: DoctorWatch | null;
  readonly live: boolean;
  /** Of a visit that is over. */
  readonly past?: boolean;
}

export function WatchMarks({ session, watch, live, past = false }: Props) {
  const texts = useTexts();
  return (
    <>
      <ul className="watch-marks" aria-live="polite">
        {(watch?.marks ?? []).map((mark) => (
          <Mark key={mark.id} mark={mark} live={live} past={past} session={session} />
        ))}
      </ul>
      {watch === null || watch.more === 0 ? null : <p>{texts.watch.more(watch.more)}</p>}
    </>
  );
}

interface MarkProps {
  readonly mark: WatchMark;
  readonly live: boolean;
  readonly past: boolean;
  readonly session: Pick<DoctorSession, 'watchAct'>;
}

function Mark({ mark, live, past, session }: MarkProps) {
  const texts = useTexts();
  const { watch } = texts;
  useNow(1000);
  const what = watch.signals[mark.signal];
  const facts = [
    (past ? watch.ago : watch.since)(elapsedText(performance.now() - mark.since, texts)),
    watch.sure(Math.round(mark.confidence * 100)),
    ...(!past && mark.ended && mark.signal !== 'help' ? [watch.ended] : []),
    mark.by !== null ? watch.by[mark.by] : watch.steps[mark.step],
  ];
  const busy = !live || mark.pending !== null;
  return (
    <li
      className="watch-mark"
      data-testid="watch-mark"
      data-signal={mark.signal}
      data-state={mark.state}
      data-step={mark.step}
    >
      <p>
        <strong>{what}</strong> <span className="tabular">{facts.join(' · ')}</span>
      </p>
      {DISCREET_SIGNALS.includes(mark.signal) ? (
        <p className="watch-discreet">{past ? watch.discreetPast : watch.discreet}</p>
      ) : null}
      <div className="watch-acts">
        {mark.state === 'confirmed' ? (
          <Button
            look="outline"
            disabled={busy}
            label={watch.about(watch.acknowledge, what)}
            onPress={() => session.watchAct('acknowledge', mark.id)}
            testId="watch-acknowledge"
          >
            {watch.acknowledge}
          </Button>
        ) : null}
        <Button
          look="quiet"
          disabled={busy}
          label={watch.about(watch.falseAlarm, what)}
          onPress={() => session.watchAct('false-alarm', mark.id)}
          testId="watch-false-alarm"
        >
          {watch.falseAlarm}
        </Button>
        {mark.pending === null ? null : <small role="status">{watch.pending}</small>}
      </div>
    </li>
  );
}
