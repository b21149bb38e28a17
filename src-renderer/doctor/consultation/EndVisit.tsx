import { LogOut, PhoneOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from '../Button.tsx';
import { useTexts } from '../texts/context.tsx';

interface EndProps {
  readonly examRunning: boolean;
  /** Documents that the patient does not hold yet. */
  readonly notInHand: number;
  readonly onConfirm: () => void;
}

export function EndVisit({ examRunning, notInHand, onConfirm }: EndProps) {
  const { call, documents } = useTexts();
  return (
    <Confirm
      open={
        <Button
          look="outline"
          onPress={() => undefined}
          testId="visit-end"
          icon={<PhoneOff aria-hidden="true" />}
        >
          {call.end}
        </Button>
      }
      heading={call.endHeading}
      confirm={call.endConfirm}
      testId="visit-end-confirm"
      onConfirm={onConfirm}
    >
      <p>{call.endBody}</p>
      {notInHand > 0 && <p className="notice notice-low">{documents.notAllHanded(notInHand)}</p>}
      {examRunning && <p className="notice notice-low">{call.endExam}</p>}
    </Confirm>
  );
}

export function LeaveVisit({ onConfirm }: { onConfirm: () => void }) {
  const { call } = useTexts();
  return (
    <Confirm
      open={
        <Button
          look="quiet"
          onPress={() => undefined}
          testId="visit-leave"
          icon={<LogOut aria-hidden="true" />}
        >
          {call.leave}
        </Button>
      }
      heading={call.leaveHeading}
      confirm={call.leaveConfirm}
      testId="visit-leave-confirm"
      onConfirm={onConfirm}
    >
      <p>{call.leaveBody}</p>
    </Confirm>
  );
}

interface ConfirmProps {
  readonly open: ReactNode;
  readonly heading: string;
  readonly confirm: string;
  readonly testId: string;
  readonly onConfirm: () => void;
  readonly children: ReactNode;
}

/** One question, the safe answer focused first. */
function Confirm({ open, heading, confirm, testId, onConfirm, children }: ConfirmProps) {
  const { call } = useTexts();
  return (
    <DialogTrigger>
      {open}
      <ModalOverlay className="overlay" isDismissable>
        <Modal className="modal">
          <Dialog role="alertdialog" className="dialog">
            {({ close }) => (
              <>
                <Heading slot="title">{heading}</Heading>
                {children}
                <div className="dialog-actions">
                  <Button look="outline" onPress={close} autoFocus testId="dialog-keep">
                    {call.keep}
                  </Button>
                  <Button
                    look="solid"
                    testId={testId}
                    onPress={() => {
                      close();
                      onConfirm();
                    }}
                  >
                    {confirm}
                  </Button>
                </div>
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
