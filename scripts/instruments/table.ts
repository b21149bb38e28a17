/** What is plugged and what it says, as lines of text. Pure. */
import {
  type Capability,
  type InstrumentData,
  type InstrumentIdentity,
  type PortInfo,
  UCUM,
} from '../../drivers/contract.ts';
import type { UnitStatus } from '../../drivers/hub-contract.ts';

/** The last thing heard of each capability, in words, and from whom. */
export type Heard = ReadonlyMap<
  Capability,
  { readonly text: string; readonly at: number; readonly by: InstrumentIdentity }
>;

export function saidBy(event: InstrumentData): string | null {
  switch (event.kind) {
    case 'reading': {
      const values = event.values.map(
        ({ quantity, value, outside }) =>
          `${quantity} ${value ?? (outside === undefined ? '–' : outside)}${value === null ? '' : ` ${UCUM[quantity]}`}`,
      );
      return `${values.join(', ')} (${event.contact}, ${event.quality})`;
    }
    case 'cuff-pressure':
      return `cuff ${event.mmHg} mm[Hg]`;
    case 'cuff-end':
      return `cuff ${'failure' in event.outcome ? event.outcome.failure : 'finished'}`;
    case 'memory-record':
      return `new record of ${event.takenAt ?? 'an unknown time'}`;
    case 'shutter':
      return 'button pressed';
    case 'waveform':
      return null;
  }
}

const ids = ({ vendorId, productId }: PortInfo) => `${vendorId ?? '----'}:${productId ?? '----'}`;

function stateOf({ state, fault }: UnitStatus): string {
  return fault === null ? state : `${state}, ${fault.code}: ${fault.detail}`;
}

export function unitLines(unit: UnitStatus, heard: Heard, now: number): readonly string[] {
  const { port, identity, capabilities } = unit;
  const who =
    identity === null
      ? 'not told apart yet'
      : [
          identity.label,
          identity.serial && `serial ${identity.serial}`,
          identity.firmware && `firmware ${identity.firmware}`,
        ]
          .filter(Boolean)
          .join(', ');
  const said =
    unit.state === 'streaming'
      ? capabilities.flatMap((capability) => {
          const last = heard.get(capability);
          return last === undefined || last.by !== identity
            ? []
            : [`    ${capability}: ${last.text}, ${((now - last.at) / 1000).toFixed(1)} s ago`];
        })
      : [];
  return [
    `${port.transport ?? 'serial'} ${ids(port)} ${port.path}`,
    `    ${who}: ${stateOf(unit)} [${capabilities.join(', ')}]`,
    ...said,
  ];
}

export function table(units: readonly UnitStatus[], heard: Heard, now: number): string {
  if (units.length === 0) return 'no port that an instrument may be behind\n';
  return `${units.flatMap((unit) => unitLines(unit, heard, now)).join('\n')}\n`;
}
