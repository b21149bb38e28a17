import { type ReactNode, useId, useState } from 'react';
import { Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from 'react-aria-components';
import {
  CONSCIOUSNESS,
  ENTERED_ITEMS,
  type Entered,
  type EnteredItem,
  type EnteredValue,
  PREGNANCY,
} from '../../../state-machines/contract.ts';
import { Button } from '../Button.tsx';
import { enteredText, parseEntered } from '../model/entered.ts';
import { useTexts } from '../texts/context.tsx';
import { TapCounter } from './TapCounter.tsx';

type Enter = (value: EnteredValue, replaces: string | null) => void;

interface Props {
  readonly entries: readonly Entered[];
  readonly disabled: boolean;
  readonly icon: ReactNode;
  readonly onEnter: Enter;
}

export function EnteredDialog({ entries, disabled, icon, onEnter }: Props) {
  const { entered } = useTexts().lead;
  return (
    <DialogTrigger>
      <Button look="outline" disabled={disabled} onPress={() => undefined} testId="enter" icon={icon}>
        {entered.add}
      </Button>
      <ModalOverlay className="overlay" isDismissable>
        <Modal className="modal modal-wide">
          <Dialog className="dialog enter" data-testid="enter-dialog">
            {({ close }) => (
              <>
                <Heading slot="title">{entered.formHeading}</Heading>
                <p>{entered.formHint}</p>
                <div className="enter-rows">
                  {ENTERED_ITEMS.map((item) => (
                    <Row
                      key={item}
                      item={item}
                      before={entries.find((entry) => entry.item === item) ?? null}
                      onEnter={onEnter}
                    />
                  ))}
                </div>
                <div className="dialog-actions">
                  <Button look="quiet" onPress={close} testId="enter-close">
                    {entered.close}
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

interface RowProps {
  readonly item: EnteredItem;
  readonly before: Entered | null;
  readonly onEnter: Enter;
}

function Row({ item, before, onEnter }: RowProps) {
  const texts = useTexts();
  const { entered } = texts.lead;
  const [typed, setTyped] = useState('');
  const field = useId();
  const value = parseEntered(item, typed);
  const replaces = before?.id ?? null;
  const wrong = typed.trim() !== '' && value === null;
  return (
    <form
      className="enter-row"
      data-item={item}
      onSubmit={(event) => {
        event.preventDefault();
        if (value === null) return;
        onEnter(value, replaces);
        setTyped('');
      }}
    >
      <div className="enter-field">
        <label htmlFor={field}>{entered.items[item]}</label>
        <Field id={field} item={item} value={typed} invalid={wrong} onChange={setTyped} />
      </div>
      <Button
        look="outline"
        submit
        disabled={value === null}
        label={`${before === null ? entered.save : entered.correct} : ${entered.items[item]}`}
        onPress={() => undefined}
        testId={`enter-${item}`}
      >
        {before === null ? entered.save : entered.correct}
      </Button>
      <small role={wrong ? 'alert' : undefined}>
        {wrong ? entered.invalid : before === null ? '' : enteredText(before, texts)}
      </small>
      {item === 'respiratory-rate' ? (
        <TapCounter
          onRate={(rate) => onEnter({ item, value: rate, unit: '/min', how: 'tapped' }, replaces)}
        />
      ) : null}
    </form>
  );
}

interface FieldProps {
  readonly id: string;
  readonly item: EnteredItem;
  readonly value: string;
  readonly invalid: boolean;
  readonly onChange: (typed: string) => void;
}

function Field({ id, item, value, invalid, onChange }: FieldProps) {
  const { entered } = useTexts().lead;
  const coded: readonly (readonly [string, string])[] | null =
    item === 'consciousness'
      ? CONSCIOUSNESS.map((code) => [code, entered.consciousness[code]])
      : item === 'pregnancy'
        ? PREGNANCY.map((code) => [code, entered.pregnancy[code]])
        : null;
  if (coded !== null)
    return (
      <select
        id={id}
        value={value}
        data-testid={`field-${item}`}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{entered.choose}</option>
        {coded.map(([code, words]) => (
          <option key={code} value={code}>
            {words}
          </option>
        ))}
      </select>
    );
  const short = item === 'treatments' || item === 'allergies';
  return (
    <input
      id={id}
      value={value}
      maxLength={short ? 200 : 6}
      inputMode={short ? 'text' : 'decimal'}
      aria-invalid={invalid}
      data-testid={`field-${item}`}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
