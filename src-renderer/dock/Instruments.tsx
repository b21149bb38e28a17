/** The virtual instruments: all of them in a list, one of them in hand. */
import { useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import type { DockAction, DockInstrument } from '../../src-main/api/dock-protocol.ts';
import { Choice } from './Choice.tsx';
import { dockTexts as words } from './dock-texts.ts';
import { Person } from './Person.tsx';

interface InstrumentsProps {
  readonly units: readonly DockInstrument[];
  readonly act: (action: DockAction) => void;
}

export function Instruments({ units, act }: InstrumentsProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const unit = units.find(({ id }) => id === chosen) ?? units[0];
  if (unit === undefined) return <p>{words.none}</p>;
  return (
    <>
      <RadioGroup
        className="dock-units"
        aria-label={words.instruments}
        value={unit.id}
        onChange={(id) => setChosen(id)}
      >
        {units.map((one) => (
          <Radio key={one.id} value={one.id} className="dock-unit" data-dock-unit={one.id}>
            <span className="dock-unit-name">{one.label}</span>
            <Trouble unit={one} />
            <span className="dock-unit-kind">{words.transport[one.transport]}</span>
          </Radio>
        ))}
      </RadioGroup>
      <section key={unit.id} className="dock-hand" aria-label={unit.label} data-dock-hand={unit.id}>
        <Choice
          label={words.cable}
          name="cable"
          value={unit.cable}
          options={words.cables}
          onChange={(state) => act({ type: 'cable', instrument: unit.id, state })}
        />
        <Choice
          label={words.fault}
          name="fault"
          value={unit.fault}
          options={words.faults}
          onChange={(fault) => act({ type: 'fault', instrument: unit.id, fault })}
        />
        <Person unit={unit} act={act} />
        <Inside unit={unit} />
      </section>
    </>
  );
}

function Trouble({ unit: { cable, fault } }: { readonly unit: DockInstrument }) {
  if (cable === 'unplugged') return <span className="dock-trouble">{words.cables.unplugged}</span>;
  return fault === 'none' ? null : <span className="dock-trouble">{words.faults[fault]}</span>;
}

function Inside({ unit: { inside } }: { readonly unit: DockInstrument }) {
  const entries = Object.entries(inside);
  if (entries.length === 0) return null;
  return (
    <dl className="dock-inside" aria-label={words.inside}>
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value === null ? '–' : String(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
