import { Eye, EyeOff } from 'lucide-react';
import { DISCREET_SIGNALS, SIGNALS } from '../../../state-machines/distress/vocabulary.ts';
import type { CallState, DoctorSession } from '../../call/session-contract.ts';
import type { DoctorWatch, WatchMark } from '../../call/watch-talk.ts';
import { Button } from '../Button.tsx';
import { elapsedText } from '../model/waiting.ts';
import { useNow } from '../session-hooks.ts';
import { useTexts } from '../texts/context.tsx';

interface Props {
  readonly session: Pick<DoctorSession, 'watchAct'>;
  readonly call: Pick<CallState, 'link' | 'watch'>;
}

/** Quiet on purpose: somebody may look over the patient's shoulder at the doctor's face. */
export function WatchPanel({ session, call }: Props) {
  const texts = useTexts();
  const { watch = null, link } = call;
  return (
    <section className="panel watch" aria-labelledby="watch-heading" data-testid="watch-panel">
      <h2 id="watch-heading" className="visually-hidden">
        {texts.watch.heading}
      </h2>
      <WatchState watch={watch} lost={link === 'lost'} />
      <ul className="watch-marks" aria-live="polite">
        {(watch?.marks ?? []).map((mark) => (
          <Mark key={mark.id} mark={mark} live={link === 'live'} session={session} />
        ))}
      </ul>
      {watch === null || watch.more === 0 ? null : <p>{texts.watch.more(watch.more)}</p>}
      {watch === null || watch.attendant === 'none' ? null : (
        <p
          className="notice notice-low"
          role="status"
          data-testid="watch-attendant"
          data-state={watch.attendant}
        >
          {texts.watch.attendant[watch.attendant]}
        </p>
      )}
    </section>
  );
}

function WatchState({ watch, lost }: { watch: DoctorWatch | null; lost: boolean }) {
  const { watch: texts } = useTexts();
  if (watch === null || lost)
    return (
      <p className="watch-state" role="status" data-testid="watch-state" data-state="unknown">
        <EyeOff aria-hidden="true" /> {lost ? texts.lost : texts.unknown}
      </p>
    );
  const { blind, on } = watch;
  const off = blind.includes('switched-off');
  const missing = SIGNALS.filter((signal) => !on.includes(signal));
  const state = off ? 'off' : blind.length > 0 ? 'partly' : 'on';
  const Icon = state === 'on' ? Eye : EyeOff;
  return (
    <p className="watch-state" role="status" data-testid="watch-state" data-state={state}>
      <Icon aria-hidden="true" />
      <span>
        <strong>{texts[state]}</strong>
        {blind.length === 0
          ? null
          : ` ${texts.because(blind.map((reason) => texts.blind[reason]).join(', '))}`}
        {off || missing.length === 0 ? null : (
          <small> · {texts.notWatched(missing.map((signal) => texts.signals[signal]).join(', '))}</small>
        )}
      </span>
    </p>
  );
}

interface MarkProps {
  readonly mark: WatchMark;
  readonly live: boolean;
  readonly session: Pick<DoctorSession, 'watchAct'>;
}

function Mark({ mark, live, session }: MarkProps) {
  const texts = useTexts();
  const { watch } = texts;
  useNow(1000);
  const what = watch.signals[mark.signal];
  const facts = [
    watch.since(elapsedText(performance.now() - mark.since, texts)),
    watch.sure(Math.round(mark.confidence * 100)),
    ...(mark.ended && mark.signal !== 'help' ? [watch.ended] : []),
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
      {DISCREET_SIGNALS.includes(mark.signal) ? <p className="watch-discreet">{watch.discreet}</p> : null}
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
