/** A developer's hand on the virtual instruments, over the patient's own connection; refused outside simulation. */
import { useState } from 'react';
import { Button, Dialog, Label, Modal, ModalOverlay, Radio, RadioGroup } from 'react-aria-components';
import type { Reply } from '../../src-main/api/client.ts';
import type { DockAction, DockState } from '../../src-main/api/core-api.ts';
import './dock.css';
import { dockTexts as words } from './dock-texts.ts';
import { Physiology } from './Physiology.tsx';

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
            {state === null ? null : <Controls state={state} act={act} />}
            <p role="status">{refused ? words.refused : null}</p>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </aside>
  );
}

function Controls({ state, act }: { readonly state: DockState; readonly act: (action: DockAction) => void }) {
  return (
    <>
      <Choice
        label={words.finger}
        name="finger"
        value={state.finger}
        options={{ in: words.fingerIn, out: words.fingerOut }}
        onChange={(finger) => act({ type: 'finger', state: finger })}
      />
      <Choice
        label={words.cable}
        name="cable"
        value={state.cable}
        options={{ plugged: words.plugged, unplugged: words.unplugged }}
        onChange={(cable) => act({ type: 'cable', state: cable })}
      />
      <Choice
        label={words.fault}
        name="fault"
        value={state.fault}
        options={{ none: words.none, freeze: words.freeze, garbage: words.garbage, slow: words.slow }}
        onChange={(fault) => act({ type: 'fault', fault })}
      />
      <Choice
        label={words.movement}
        name="movement"
        value={state.movement ? 'moving' : 'still'}
        options={{ still: words.still, moving: words.moving }}
        onChange={(movement) => act({ type: 'movement', on: movement === 'moving' })}
      />
      <Choice
        label={words.perfusion}
        name="perfusion"
        value={state.perfusion}
        options={{ normal: words.normal, low: words.low }}
        onChange={(level) => act({ type: 'perfusion', level })}
      />
      <Physiology
        spo2={state.spo2}
        pulse={state.pulse}
        onChange={(body) => act({ type: 'physiology', ...body })}
      />
    </>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly name: string;
  readonly value: Value;
  readonly options: Readonly<Record<Value, string>>;
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, name, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <RadioGroup
      className="dock-choice"
      data-dock-choice={name}
      value={value}
      onChange={(next) => onChange(next as Value)}
      orientation="horizontal"
    >
      <Label>{label}</Label>
      <div>
        {(Object.keys(options) as Value[]).map((option) => (
          <Radio key={option} value={option} className="dock-option" data-dock-option={option}>
            {options[option]}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
