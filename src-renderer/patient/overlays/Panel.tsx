import { Ear, LifeBuoy } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import './panel.css';
import { Button } from '../../ui/Button.tsx';
import type { TextKey } from '../../ui/languages/index.ts';
import { useText } from '../../ui/text.ts';
import { useSpokenStep, useVoicePlayer, type VoiceKey } from '../../ui/voice/voice-context.tsx';
import { usePanel } from '../panel-context.ts';
import { CuffStop } from '../screens/exams/CuffStop.tsx';

interface PanelProps {
  readonly name: string;
  readonly title: TextKey;
  readonly text?: TextKey;
  readonly say: readonly VoiceKey[];
  readonly art?: ReactNode;
  readonly children?: ReactNode;
  readonly controls: ReactNode;
  /** Null: it can only be answered. */
  readonly onClose: (() => void) | null;
}

/** A panel over the whole step; the focus stays inside, Escape closes it when it may be closed. */
export function Panel({ name, title, text, say, art, children, controls, onClose }: PanelProps) {
  const { t } = useText();
  const { openHelp } = usePanel();
  const player = useVoicePlayer();
  useSpokenStep(say);
  return (
    <ModalOverlay
      className="panel-back"
      isOpen
      isDismissable={false}
      isKeyboardDismissDisabled={onClose === null}
      onOpenChange={(open) => {
        if (!open) onClose?.();
      }}
    >
      <Modal className="panel">
        <Dialog className="panel-dialog" role={onClose === null ? 'alertdialog' : 'dialog'} data-panel={name}>
          {art ? <div className="panel-art">{art}</div> : null}
          <Heading slot="title" level={2} className="panel-title">
            {t(title)}
          </Heading>
          {text ? <p className="panel-text">{t(text)}</p> : null}
          {children}
          <div className="panel-controls">
            <CuffStop />
            {controls}
          </div>
          <div className="tools panel-tools">
            {name === 'help' ? (
              <span />
            ) : (
              <Button variant="tool-help" label="action.help" icon={LifeBuoy} onPress={openHelp} />
            )}
            <Button variant="tool" label="action.repeat" icon={Ear} onPress={() => player?.repeat()} />
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
