/** Which unit serves a capability, and how that stands: pure, from what all lines say. */
import type { Capability, Fault, InstrumentModel, PortInfo } from './contract.ts';
import type { InstrumentState, UnitStatus } from './hub-contract.ts';
import { portKey } from './port-watch.ts';

/** A line as the arbiter sees it. `model`: who answered; null before. */
export interface Line {
  readonly model: InstrumentModel | null;
  readonly unit: UnitStatus;
}

export interface Standing<L extends Line> {
  /** The line that serves it; null where there is none, or where nobody can tell which. */
  readonly line: L | null;
  readonly state: InstrumentState;
  /** Also of those in whose place another serves. */
  readonly fault: Fault | null;
}

export interface Wanted {
  readonly wanted: boolean;
  /** Something that served it went away since it was wanted. */
  readonly wentAway: boolean;
  /** Key of the port that somebody chose; null or not plugged: by order. */
  readonly preferred?: string | null;
}

/** A composite device has a node for each of its interfaces. */
const deviceOf = ({ place, path }: PortInfo) => place ?? path;

/** Two of one model, nodes of one device counted once; null: one at most. */
export function twoAlike(model: string, ports: readonly PortInfo[]): Fault | null {
  const devices = new Set(ports.map(deviceOf)).size;
  return devices > 1 ? { code: 'two-alike', detail: `${devices} × ${model}` } : null;
}

const serves = (line: Line, capability: Capability) => line.unit.capabilities.includes(capability);

const isFaulted = ({ unit }: Line) => unit.state === 'faulted';

function stateOf(unit: UnitStatus, wanted: boolean): InstrumentState {
  if (unit.state === 'identifying' || unit.state === 'reading') return 'opening';
  return unit.state === 'ready' && wanted ? 'opening' : unit.state;
}

/** `order`: of the models; of two that serve the capability the earlier one is taken, if nothing is its like. */
export function arbitrate<L extends Line>(
  capability: Capability,
  lines: readonly L[],
  order: readonly InstrumentModel[],
  { wanted, wentAway, preferred = null }: Wanted,
): Standing<L> {
  const able = lines.filter((line) => serves(line, capability));
  const known = able
    .flatMap((line) => (line.model === null ? [] : [{ line, rank: order.indexOf(line.model) }]))
    // Of the nodes of one device that which works.
    .sort((a, b) => a.rank - b.rank || Number(isFaulted(a.line)) - Number(isFaulted(b.line)))
    .map(({ line }) => line);
  const picked = known.find(({ unit }) => preferred !== null && portKey(unit.port) === preferred);
  if (picked !== undefined)
    return { line: picked, state: stateOf(picked.unit, wanted), fault: picked.unit.fault };
  const alike = (line: L): Fault | null => {
    const ports = known.filter(({ model }) => model === line.model).map(({ unit }) => unit.port);
    return twoAlike(line.model?.id ?? '', ports);
  };
  const [first] = known;
  const doubled = first === undefined ? null : alike(first);
  const line = known.find((each) => alike(each) === null);
  if (line !== undefined)
    return { line, state: stateOf(line.unit, wanted), fault: line.unit.fault ?? doubled };
  if (doubled !== null) return { line: null, state: 'faulted', fault: doubled };
  const faulted = able.find(isFaulted);
  if (faulted !== undefined) return { line: null, state: 'faulted', fault: faulted.unit.fault };
  const [asked] = able;
  if (asked !== undefined) return { line: null, state: 'opening', fault: asked.unit.fault };
  if (!wanted) return { line: null, state: 'absent', fault: null };
  const fault: Fault = wentAway
    ? { code: 'unplugged', detail: 'gone from the list of ports' }
    : { code: 'not-plugged', detail: 'no port matches' };
  return { line: null, state: 'absent', fault };
}
