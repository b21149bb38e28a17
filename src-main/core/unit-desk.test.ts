import { expect, test } from 'vitest';
import type { HubEvent, UnitStatus } from '../../drivers/hub-contract.ts';
import type { SeatEvent } from './seat/seat.ts';
import { createUnitDesk } from './unit-desk.ts';

const unit = (path: string, serial: string): UnitStatus => ({
  port: { path },
  state: 'ready',
  identity: { model: 'suntech', label: 'Cuff', serial } as UnitStatus['identity'],
  capabilities: ['blood-pressure'],
  fault: null,
  lastFrameAt: null,
});

function bench() {
  let units: UnitStatus[] = [];
  let listener: (event: HubEvent) => void = () => {};
  const said: SeatEvent[] = [];
  const desk = createUnitDesk({
    hub: {
      subscribe: (next) => {
        listener = next;
        return () => {
          listener = () => {};
        };
      },
      units: () => units,
    },
    dispatch: async (event) => {
      said.push(event);
      return 'changed';
    },
  });
  const plug = (...now: UnitStatus[]) => {
    units = now;
    for (const one of now.slice(0, 1)) listener({ kind: 'unit', at: 0, unit: one, gone: false });
  };
  return { desk, plug, said };
}

test('one instrument alone is no choice', () => {
  const { plug, said } = bench();
  plug(unit('/dev/a', '1'));
  expect(said).toEqual([]);
});

test('two of a kind are told once, and taken back when one goes', () => {
  const { desk, plug, said } = bench();
  plug(unit('/dev/a', '1'), unit('/dev/b', '2'));
  plug(unit('/dev/b', '2'), unit('/dev/a', '1'));
  expect(said).toMatchObject([
    { type: 'instrument.units', capability: 'blood-pressure', units: [{ serial: '1' }, { serial: '2' }] },
  ]);
  plug(unit('/dev/a', '1'));
  expect(said).toHaveLength(2);
  expect(said[1]).toMatchObject({ units: [{ serial: '1' }] });
  desk.close();
  plug(unit('/dev/a', '1'), unit('/dev/b', '2'));
  expect(said).toHaveLength(2);
});
