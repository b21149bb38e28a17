/** The distress watch at its installation: on or off, what it looks for, the room, and whether it sees now. */
import { Camera } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Switch } from 'react-aria-components';
import './watch.css';
import type { MediaLabels } from '../../../src-main/api/media-protocol.ts';
import type { WatchSettings } from '../../../src-main/api/watch-protocol.ts';
import { languages, textOf } from '../../ui/languages/index.ts';
import { SettingsPanel, useDraft } from '../SettingsPanel.tsx';
import type { TechnicianSession } from '../technician-session.ts';
import { useWords } from '../words.tsx';
import { RoomTeacher } from './RoomTeacher.tsx';
import { SignalChoice } from './SignalChoice.tsx';
import { TrialState } from './TrialState.tsx';
import { type OpenTrial, openTrial, type TrialNow } from './trial.ts';

interface WatchPanelProps {
  readonly session: Pick<TechnicianSession, 'act'>;
  /** As the core keeps them. */
  readonly settings: WatchSettings;
  readonly labels: MediaLabels;
  readonly onClose: () => void;
  /** Another watch where the screens alone are drawn. */
  readonly open?: OpenTrial;
}

const NOTHING: TrialNow = { picture: null, report: null };

export function WatchPanel({ session, settings, labels, onClose, open = openTrial }: WatchPanelProps) {
  const { say, language } = useWords();
  const [now, setNow] = useState(NOTHING);
  const draft = useDraft<WatchSettings>(session);
  const chosen = draft.changed ?? settings;

  const { on } = chosen;
  // What is saved is tried: a room that is being moved would start the worker anew with each step.
  const tried = JSON.stringify(on ? { ...settings, on } : null);
  useEffect(() => {
    const trying = JSON.parse(tried) as WatchSettings | null;
    setNow(NOTHING);
    if (trying === null) return;
    const { close } = open({ settings: trying, labels }, setNow);
    return close;
  }, [open, tried, labels]);

  const change = (next: Partial<WatchSettings>) => draft.change({ ...chosen, ...next });

  return (
    <SettingsPanel
      name="watch"
      said={draft.said}
      canSave={draft.changed !== null}
      onSave={() => draft.save({ type: 'watch.set', settings: chosen })}
      onClose={onClose}
    >
      <div className="tech-watch">
        <Switch
          className="tech-switch"
          data-action="watch-on"
          isSelected={on}
          onChange={(next) => change({ on: next })}
        >
          <span className="tech-switch-knob" aria-hidden="true" />
          {say(on ? 'watch.on' : 'watch.off')}
        </Switch>
        <TrialState on={on} report={now.report} />
        <RoomTeacher picture={now.picture} off={!on} room={chosen.room} onRoom={(room) => change({ room })} />
        <SignalChoice
          chosen={chosen.signals}
          disabled={!on}
          report={now.report}
          onChange={(signals) => change({ signals: [...signals] })}
        />
        <section aria-labelledby="watch-notice">
          <h3 id="watch-notice">{say('watch.notice')}</h3>
          <p>{say('watch.notice.text')}</p>
          <blockquote className="tech-notice">
            <Camera aria-hidden="true" />
            <p>{textOf(languages[language].texts['consent.notice'])}</p>
          </blockquote>
        </section>
      </div>
    </SettingsPanel>
  );
}
