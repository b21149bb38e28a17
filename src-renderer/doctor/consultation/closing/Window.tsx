import type { ReactNode } from 'react';
import { Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from '../../Button.tsx';
import { useTexts } from '../../texts/context.tsx';

interface Props {
  readonly open: string;
  readonly icon: ReactNode;
  readonly heading: string;
  readonly testId: string;
  readonly disabled?: boolean;
  /** What stands beside "close". */
  readonly actions?: (close: () => void) => ReactNode;
  readonly children: ReactNode;
}

/** A button and the window that it opens. */
export function Window({ open, icon, heading, testId, disabled = false, actions, children }: Props) {
  const { closing } = useTexts();
  return (
    <DialogTrigger>
      <Button look="outline" disabled={disabled} onPress={() => undefined} testId={testId} icon={icon}>
        {open}
      </Button>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className="modal closing-modal">
          <Dialog className="dialog closing-dialog" data-testid={`${testId}-dialog`}>
            {({ close }) => (
              <>
                <Heading slot="title">{heading}</Heading>
                {children}
                <div className="dialog-actions">
                  <Button look="quiet" onPress={close}>
                    {closing.close}
                  </Button>
                  {actions?.(close)}
                </div>
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly rows: number;
  readonly most: number;
  readonly testId: string;
  readonly onChange: (value: string) => void;
}

export function TextArea({ label, value, rows, most, testId, onChange }: TextProps) {
  return (
    <label>
      <span>{label}</span>
      <textarea
        value={value}
        rows={rows}
        maxLength={most}
        data-testid={testId}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
