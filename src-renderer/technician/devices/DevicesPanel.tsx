/** Which camera and which sound input is for what: each with what it sees or hears now. */
import { useEffect, useMemo, useState } from 'react';
import type { MediaLabels } from '../../../src-main/api/media-protocol.ts';
import { SettingsPanel, useDraft } from '../SettingsPanel.tsx';
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
  const draft = useDraft<Choice>(session);
  useEffect(() => {
    const { close } = open(setPreviews);
    return close;
  }, [open]);

  const devices = useMemo(() => previews.map(({ device }) => device), [previews]);
  const choice = draft.changed ?? present(devices, labels);

  return (
    <SettingsPanel
      name="devices"
      said={draft.said}
      canSave={devices.length > 0}
      onSave={() => draft.save({ type: 'media.set', labels: labelsOf(devices, labels, choice) })}
      onClose={onClose}
    >
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
                  onUse={(use) => draft.change(assign(choice, preview.device.deviceId, use))}
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
    </SettingsPanel>
  );
}
