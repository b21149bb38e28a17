/** Nobody touched anything for a while: asked first, then left. */
import { Check, Clock, LogOut } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useSecondsLeft } from '../ui/use-seconds-left.ts';
import { Push } from './Push.tsx';
import { useWords } from './words.tsx';

/** WCAG 2.2.1: at least 20 s to answer; the cabinet gives a minute. */
export const ANSWER_MS = 60_000;

export function StillHere({
  onStay,
  onLeave,
}: {
  readonly onStay: () => void;
  readonly onLeave: () => void;
}) {
  const { say } = useWords();
  const [end] = useState(() => performance.now() + ANSWER_MS);
  const seconds = useSecondsLeft(end);
  useEffect(() => {
    if (seconds === 0) onLeave();
  }, [seconds, onLeave]);
  return (
    <ModalOverlay className="panel-back" isOpen isDismissable={false} isKeyboardDismissDisabled>
      <Modal className="tech-panel">
        <Dialog className="tech-dialog" role="alertdialog" data-panel="still-here">
          <div className="tech-art">
            <Clock aria-hidden="true" />
          </div>
          <Heading slot="title" level={2}>
            {say('still.title')}
          </Heading>
          <p>{say('still.text', { seconds })}</p>
          <div className="tech-pair">
            <Push label={say('still.yes')} icon={Check} name="still-yes" onPress={onStay} />
            <Push
              variant="secondary"
              label={say('still.leave')}
              icon={LogOut}
              name="still-leave"
              onPress={onLeave}
            />
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** True once nobody touched or pressed anything for `ms`; `busy` counts as somebody. */
export function useIdle(ms: number, busy: boolean): { readonly idle: boolean; readonly wake: () => void } {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    if (idle || busy) return;
    let timer = setTimeout(() => setIdle(true), ms);
    const again = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setIdle(true), ms);
    };
    const types = ['pointerdown', 'keydown', 'wheel'] as const;
    for (const type of types) document.addEventListener(type, again, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      for (const type of types) document.removeEventListener(type, again, { capture: true });
    };
  }, [ms, idle, busy]);
  return { idle, wake: () => setIdle(false) };
}
