/** A developer's hand on the virtual instruments, over the patient's own connection; refused outside simulation. */
import { useState } from 'react';
import { Button, Dialog, I18nProvider, Modal, ModalOverlay } from 'react-aria-components';
import type { Reply } from '../../src-main/api/client.ts';
import type { DockAction, DockState } from '../../src-main/api/dock-protocol.ts';
import './dock.css';
import { dockTexts as words } from './dock-texts.ts';
import { Instruments } from './Instruments.tsx';

export interface DockProps {
  readonly session: { requestDock(action: DockAction): Promise<Reply> };
  /** Null until the core has told it. */
  readonly state: DockState | null;
}

export function Dock({ session, state }: DockProps) {
  const [open, setOpen] = useState(false);
  const [refused, setRefused] = useState(false);
  const act = (action: DockAction) => {
    void session.requestDock(action).then((reply) => setRefused(!reply.ok));
  };
  return (
    <aside className="dock" lang="en" aria-label={words.title}>
      <Button className="dock-tab" aria-label={words.open} onPress={() => setOpen(true)}>
        {words.title}
      </Button>
      <ModalOverlay className="dock-back" isOpen={open} onOpenChange={setOpen} isDismissable>
        <Modal className="dock-panel">
          <Dialog className="dock-dialog" aria-label={words.title} data-dock="open">
            <header>
              <h2>{words.title}</h2>
              <Button className="dock-close" onPress={() => setOpen(false)}>
                {words.close}
              </Button>
            </header>
            {state === null ? null : (
              <I18nProvider locale="en">
                <Instruments units={state.instruments} act={act} />
              </I18nProvider>
            )}
            <p role="status">{refused ? words.refused : null}</p>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </aside>
  );
}
