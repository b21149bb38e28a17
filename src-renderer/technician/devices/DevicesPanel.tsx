/** Which camera and which sound input is for what: each with what it sees or hears now. */
import { Check, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import './devices.css';
import type { MediaLabels, MediaUse } from '../../../src-main/api/media-protocol.ts';
import { Push } from '../Push.tsx';
import type { TechnicianSession } from '../technician-session.ts';
import { useWords } from '../words.tsx';
import { assign, type Choice, hasTwin, labelsOf, missing, present } from './choice.ts';
import { DeviceCard } from './DeviceCard.tsx';
import { type OpenPreviews, openPreviews, type Preview } from './previews.ts';

const openHere: OpenPreviews = (onChange) => openPreviews(globalThis.navigator?.mediaDevices, onChange);

interface DevicesPanelProps {
  readonly session: Pick<TechnicianSession, 'act'>;
  /** As the core keeps them. */
  readonly labels: MediaLabels;
  readonly onClose: () => void;
  /** Other pictures and sounds where the screens alone are drawn. */
  readonly open?: OpenPreviews;
}

const KINDS = ['videoinput', 'audioinput'] as const;

export function DevicesPanel({ session, labels, onClose, open = openHere }: DevicesPanelProps) {
  const { say } = useWords();
  const [previews, setPreviews] = useState<readonly Preview[]>([]);
  /** Null: what is shown is what the cabinet takes now. */
  const [changed, setChanged] = useState<Choice | null>(null);
  const [said, setSaid] = useState<'saved' | 'refused' | null>(null);
  useEffect(() => {
    const { close } = open(setPreviews);
    return close;
  }, [open]);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);

  const devices = useMemo(() => previews.map(({ device }) => device), [previews]);
  const choice = changed ?? present(devices, labels);
  const choose = (deviceId: string, use: MediaUse | null) => {
    setSaid(null);
    setChanged(assign(choice, deviceId, use));
  };
  const save = () =>
    void session.act({ type: 'media.set', labels: labelsOf(devices, labels, choice) }).then(({ ok }) => {
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
        <Dialog className="tech-devices" data-panel="devices">
          <header>
            <Heading slot="title" level={2} ref={heading} tabIndex={-1}>
              {say('devices.title')}
            </Heading>
            <p>{say('devices.text')}</p>
          </header>
          <div className="tech-devices-list">
            {KINDS.map((kind) => {
              const mine = previews.filter(({ device }) => device.kind === kind);
              return (
                <section key={kind} aria-labelledby={`devices-${kind}`}>
                  <h3 id={`devices-${kind}`}>{say(`devices.${kind}`)}</h3>
                  {mine.length === 0 ? <p className="tech-none">{say(`devices.${kind}.none`)}</p> : null}
                  <ul data-kind={kind}>
                    {mine.map((preview) => (
                      <DeviceCard
                        key={preview.device.deviceId}
                        preview={preview}
                        use={choice.get(preview.device.deviceId) ?? null}
                        twin={hasTwin(devices, preview.device)}
                        onUse={(use) => choose(preview.device.deviceId, use)}
                      />
                    ))}
                  </ul>
                </section>
              );
            })}
            {missing(devices, labels, choice).map((use) => (
              <p key={use} className="tech-missing" data-missing={use}>
                {say('devices.missing', { use: say(`use.${use}`), name: labels[use] ?? '' })}
              </p>
            ))}
          </div>
          <footer>
            <p role="status" data-said={said ?? 'nothing'}>
              {said === 'saved' ? say('devices.saved') : said === 'refused' ? say('screen.refused') : null}
            </p>
            <Push
              label={say('devices.save')}
              icon={Check}
              name="devices-save"
              disabled={devices.length === 0}
              onPress={save}
            />
            <Push
              variant="secondary"
              label={say('guide.close')}
              icon={X}
              name="devices-close"
              onPress={onClose}
            />
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
