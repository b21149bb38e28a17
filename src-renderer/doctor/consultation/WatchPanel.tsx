import { Eye, EyeOff } from 'lucide-react';
import { SIGNALS } from '../../../state-machines/distress/vocabulary.ts';
import type { CallState, DoctorSession } from '../../call/session-contract.ts';
import type { DoctorWatch } from '../../call/watch-talk.ts';
import { useTexts } from '../texts/context.tsx';
import { WatchAsk } from './WatchAsk.tsx';
import { WatchMarks } from './WatchMarks.tsx';

interface Props {
  readonly session: Pick<DoctorSession, 'watchAct' | 'watchAsk'>;
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
      <WatchMarks session={session} watch={watch} live={link === 'live'} />
      {watch === null || link === 'lost' ? null : (
        <WatchAsk session={session} watch={watch} live={link === 'live'} />
      )}
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
