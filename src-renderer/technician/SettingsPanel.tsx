/** A setting that the technician changes, looks at and saves: title, what can be changed, what became of it, two buttons. */
import { Check, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import './devices/devices.css';
import type { TechnicianAction } from '../../src-main/api/selftest-protocol.ts';
import { Push } from './Push.tsx';
import type { TechnicianSession } from './technician-session.ts';
import { useWords } from './words.tsx';

type Said = 'saved' | 'refused' | null;

export interface Draft<T> {
  /** Null: nothing was touched since it was opened or saved. */
  readonly changed: T | null;
  readonly said: Said;
  change(next: T): void;
  save(action: TechnicianAction): void;
}

/** What was changed and not saved yet; a refused one stays. */
export function useDraft<T>(session: Pick<TechnicianSession, 'act'>): Draft<T> {
  const [changed, setChanged] = useState<T | null>(null);
  const [said, setSaid] = useState<Said>(null);
  return {
    changed,
    said,
    change(next) {
      setSaid(null);
      setChanged(next);
    },
    save: (action) =>
      void session.act(action).then(({ ok }) => {
        setSaid(ok ? 'saved' : 'refused');
        if (ok) setChanged(null);
      }),
  };
}

interface SettingsPanelProps {
  readonly name: 'devices' | 'watch';
  readonly said: Said;
  readonly canSave: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function SettingsPanel({ name, said, canSave, onSave, onClose, children }: SettingsPanelProps) {
  const { say } = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);

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
        <Dialog className="tech-devices" data-panel={name}>
          <header>
            <Heading slot="title" level={2} ref={heading} tabIndex={-1}>
              {say(`${name}.title`)}
            </Heading>
            <p>{say(`${name}.text`)}</p>
          </header>
          <div className="tech-devices-list">{children}</div>
          <footer>
            <p role="status" data-said={said ?? 'nothing'}>
              {said === 'saved' ? say('devices.saved') : said === 'refused' ? say('screen.refused') : null}
            </p>
            <Push
              label={say('devices.save')}
              icon={Check}
              name={`${name}-save`}
              disabled={!canSave}
              onPress={onSave}
            />
            <Push
              variant="secondary"
              label={say('guide.close')}
              icon={X}
              name={`${name}-close`}
              onPress={onClose}
            />
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
