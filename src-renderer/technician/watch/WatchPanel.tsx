/** The distress watch at its installation: on or off, what it looks for, the room, and whether it sees now. */
import { Camera, Check, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay, Switch } from 'react-aria-components';
import '../devices/devices.css';
import './watch.css';
import type { MediaLabels } from '../../../src-main/api/media-protocol.ts';
import type { WatchSettings } from '../../../src-main/api/watch-protocol.ts';
import { languages, textOf } from '../../ui/languages/index.ts';
import { Push } from '../Push.tsx';
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
  /** Null: nothing was touched yet. */
  const [changed, setChanged] = useState<WatchSettings | null>(null);
  const [said, setSaid] = useState<'saved' | 'refused' | null>(null);
  const chosen = changed ?? settings;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);

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

  const change = (next: Partial<WatchSettings>) => {
    setSaid(null);
    setChanged({ ...chosen, ...next });
  };
  const save = () =>
    void session.act({ type: 'watch.set', settings: chosen }).then(({ ok }) => {
      setSaid(ok ? 'saved' : 'refused');
      if (ok) setChanged(null);
    });

  return (
    <ModalOverlay
      className="panel-back"
      isOpen
      isDismissable={false}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className="tech-panel">
        <Dialog className="tech-devices" data-panel="watch">
          <header>
            <Heading slot="title" level={2} ref={heading} tabIndex={-1}>
              {say('watch.title')}
            </Heading>
            <p>{say('watch.text')}</p>
          </header>
          <div className="tech-devices-list tech-watch">
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
            <RoomTeacher
              picture={now.picture}
              off={!on}
              room={chosen.room}
              onRoom={(room) => change({ room })}
            />
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
          <footer>
            <p role="status" data-said={said ?? 'nothing'}>
              {said === 'saved' ? say('devices.saved') : said === 'refused' ? say('screen.refused') : null}
            </p>
            <Push
              label={say('devices.save')}
              icon={Check}
              name="watch-save"
              disabled={changed === null}
              onPress={save}
            />
            <Push
              variant="secondary"
              label={say('guide.close')}
              icon={X}
              name="watch-close"
              onPress={onClose}
            />
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
