/** What the person does at one instrument. */
import { Button } from 'react-aria-components';
import type { DockAction, DockInstrument } from '../../src-main/api/dock-protocol.ts';
import { Choice } from './Choice.tsx';
import { dockTexts as words } from './dock-texts.ts';
import { Range } from './Range.tsx';

interface PersonProps {
  readonly unit: DockInstrument;
  readonly act: (action: DockAction) => void;
}

/** Somebody steps on it with this mass first, kg. */
const FIRST_MASS = 71.4;

export function Person({ unit, act }: PersonProps) {
  const { finger, body, probe, electrodes, mass, button } = unit.person;
  const instrument = unit.id;
  return (
    <>
      {finger && (
        <Choice
          label={words.finger}
          name="finger"
          value={finger}
          options={words.fingers}
          onChange={(state) => act({ type: 'finger', instrument, state })}
        />
      )}
      {body && finger && (
        <Range
          label={words.spo2}
          value={body.spo2}
          min={50}
          max={100}
          onChange={(spo2) => act({ type: 'physiology', instrument, ...body, spo2 })}
        />
      )}
      {body && (
        <Range
          label={words.pulse}
          value={body.pulse}
          min={25}
          max={250}
          onChange={(pulse) => act({ type: 'physiology', instrument, ...body, pulse })}
        />
      )}
      {probe && (
        <>
          <Choice
            label={words.probe}
            name="probe"
            value={probe.place}
            options={words.places}
            onChange={(place) => act({ type: 'probe', instrument, ...probe, place })}
          />
          <Range
            label={words.celsius}
            value={probe.celsius}
            min={33}
            max={43}
            step={0.1}
            onChange={(celsius) => act({ type: 'probe', instrument, ...probe, celsius })}
          />
        </>
      )}
      {electrodes && (
        <Choice
          label={words.electrodes}
          name="electrodes"
          value={electrodes}
          options={words.electrodeStates}
          onChange={(state) => act({ type: 'electrodes', instrument, state })}
        />
      )}
      <Arm unit={unit} act={act} />
      {mass !== undefined && (
        <>
          <Choice
            label={words.onScale}
            name="scale"
            value={mass > 0 ? 'on' : 'off'}
            options={words.standings}
            onChange={(who) => act({ type: 'step', instrument, mass: who === 'on' ? FIRST_MASS : 0 })}
          />
          {mass > 0 && (
            <Range
              label={words.mass}
              value={mass}
              min={1}
              max={250}
              step={0.1}
              onChange={(next) => act({ type: 'step', instrument, mass: next })}
            />
          )}
        </>
      )}
      {button && (
        <Button className="dock-press" onPress={() => act({ type: 'press', instrument })}>
          {words.press}
        </Button>
      )}
    </>
  );
}

function Arm({ unit: { id: instrument, person }, act }: PersonProps) {
  const { arm } = person;
  if (arm === undefined) return null;
  return (
    <>
      <Choice
        label={words.cuff}
        name="cuff"
        value={arm.cuff}
        options={words.cuffs}
        onChange={(cuff) => act({ type: 'arm', instrument, change: { cuff } })}
      />
      <Range
        label={words.sys}
        value={arm.sys}
        min={60}
        max={250}
        onChange={(sys) => act({ type: 'arm', instrument, change: { sys } })}
      />
      <Range
        label={words.dia}
        value={arm.dia}
        min={30}
        max={150}
        onChange={(dia) => act({ type: 'arm', instrument, change: { dia } })}
      />
      <Choice
        label={words.arm}
        name="arm"
        value={arm.movement ? 'moving' : 'still'}
        options={words.arms}
        onChange={(how) => act({ type: 'arm', instrument, change: { movement: how === 'moving' } })}
      />
      <Choice
        label={words.strength}
        name="strength"
        value={arm.pulseStrength}
        options={words.strengths}
        onChange={(pulseStrength) => act({ type: 'arm', instrument, change: { pulseStrength } })}
      />
    </>
  );
}
