/** Tells the visit which instruments are plugged for each capability, so that the doctor may choose among several. */
import { CAPABILITIES, type Capability } from '../../drivers/contract.ts';
import type { InstrumentHub } from '../../drivers/hub-contract.ts';
import { portKey } from '../../drivers/port-watch.ts';
import type { Unit } from '../../state-machines/contract.ts';
import type { Dispatched } from './loop.ts';
import type { SeatEvent } from './seat/seat.ts';

export interface UnitDesk {
  /** All again, as after a start. */
  tell(): void;
  close(): void;
}

export function createUnitDesk(parts: {
  readonly hub: Pick<InstrumentHub, 'subscribe' | 'units'>;
  readonly dispatch: (event: SeatEvent) => Promise<Dispatched>;
}): UnitDesk {
  const told = new Map<Capability, string>();

  function unitsOf(capability: Capability): Unit[] {
    return parts.hub
      .units()
      .filter(({ identity, capabilities }) => identity !== null && capabilities.includes(capability))
      .map(({ port, identity }) => ({
        unit: portKey(port).slice(0, 200),
        label: identity?.label ?? null,
        serial: identity?.serial ?? null,
      }))
      .sort((a, b) => a.unit.localeCompare(b.unit))
      .slice(0, 16);
  }

  function look(): void {
    for (const capability of CAPABILITIES) {
      const units = unitsOf(capability);
      const text = JSON.stringify(units);
      // One alone is no choice; what was told of several is taken back.
      const before = told.get(capability);
      if (text === before || (units.length < 2 && before === undefined)) continue;
      told.set(capability, text);
      void parts.dispatch({ type: 'instrument.units', capability, units }).then((done) => {
        if (done === 'failed' && told.get(capability) === text) told.delete(capability);
      });
    }
  }

  const unsubscribe = parts.hub.subscribe((event) => {
    if (event.kind === 'unit') look();
  });
  return {
    tell() {
      told.clear();
      look();
    },
    close: unsubscribe,
  };
}
