import { type ReactNode, useState } from 'react';
import { Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import {
  READY_SENTENCES,
  SENTENCE_LENGTH,
  type Sentence,
  sentenceSchema,
} from '../../../state-machines/contract.ts';
import { Button } from '../Button.tsx';
import { useTexts } from '../texts/context.tsx';

interface Props {
  readonly disabled: boolean;
  readonly icon: ReactNode;
  readonly onSay: (sentence: Sentence) => void;
}

/** A ready sentence is always spoken, in the patient's language; what the doctor writes is shown as it is. */
export function SentenceDialog({ disabled, icon, onSay }: Props) {
  const { lead } = useTexts();
  const [text, setText] = useState('');
  const own = sentenceSchema.safeParse({ text });
  return (
    <DialogTrigger>
      <Button look="outline" disabled={disabled} onPress={() => undefined} testId="say" icon={icon}>
        {lead.say.open}
      </Button>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className="modal modal-wide">
          <Dialog className="dialog say" data-testid="say-dialog">
            {({ close }) => (
              <>
                <Heading slot="title">{lead.say.heading}</Heading>
                <p className="say-ready-heading">{lead.say.ready}</p>
                <ul className="say-ready">
                  {READY_SENTENCES.map((ready) => (
                    <li key={ready}>
                      <Button
                        look="outline"
                        testId={`say-${ready}`}
                        onPress={() => {
                          onSay({ ready });
                          close();
                        }}
                      >
                        {lead.sentences[ready]}
                      </Button>
                    </li>
                  ))}
                </ul>
                <form
                  className="say-own"
                  onSubmit={(event) => {
                    event.preventDefault();
                    if (!own.success) return;
                    onSay(own.data);
                    setText('');
                    close();
                  }}
                >
                  <label>
                    <span>{lead.say.own}</span>
                    <input
                      value={text}
                      maxLength={SENTENCE_LENGTH}
                      data-testid="say-text"
                      onChange={(event) => setText(event.target.value)}
                    />
                  </label>
                  <div className="dialog-actions">
                    <Button look="quiet" onPress={close}>
                      {lead.say.close}
                    </Button>
                    <Button
                      look="solid"
                      submit
                      disabled={!own.success}
                      onPress={() => undefined}
                      testId="say-send"
                    >
                      {lead.say.send}
                    </Button>
                  </div>
                </form>
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}
