/** How a fitted instrument stands now, from what the hub says of its capabilities and of its port. */
import { twoAlike } from '../../../drivers/arbiter.ts';
import type { Fault, InstrumentIdentity, MonoMs } from '../../../drivers/contract.ts';
import type { InstrumentHub, InstrumentStatus, UnitStatus } from '../../../drivers/hub-contract.ts';
import { fingerprintScore } from '../../../drivers/registry.ts';
import type { Fitted } from './fitted.ts';

export interface Seen {
  /** It serves all that it can, or all that no other instrument serves in its place. */
  readonly streaming: boolean;
  /** It answered and is well, and another instrument serves everything in its place. */
  readonly spare: boolean;
  readonly identity: InstrumentIdentity | null;
  readonly port: string | null;
  readonly frameAt: MonoMs | null;
  readonly quietMs: number;
  readonly fault: Fault | null;
}

type Hub = Pick<InstrumentHub, 'status' | 'units'>;
const NOT_PLUGGED: Fault = { code: 'not-plugged', detail: '' };

export function lookAt(hub: Hub, fitted: Fitted): Seen {
  const units = hub.units();
  const unit = unitOf(units, fitted);
  const alike = alikeOf(units, fitted);
  // Two alike of another model, whose work the fitted one may do, say nothing of it.
  const ofOthers = ({ fault }: InstrumentStatus): boolean =>
    fitted.model !== null && alike === null && fault?.code === 'two-alike';
  const statuses = fitted.capabilities
    .map((capability) => hub.status(capability))
    .filter((status) => status.state !== 'faulted' || !ofOthers(status))
    .map((status) => (ofOthers(status) ? { ...status, fault: null } : status));
  const serves = ({ identity }: InstrumentStatus): boolean =>
    fitted.model === null || identity === null || sameUnit(identity, unit?.identity ?? null);
  const mine = statuses.filter(serves);
  const reads = unit?.state === 'reading';
  const served = statuses.every(({ state }) => state === 'streaming' || (reads && state === 'opening'));
  const identity = unit?.identity ?? mine.find((status) => status.identity !== null)?.identity ?? null;
  const frames = [unit?.lastFrameAt ?? null, ...mine.map(({ lastFrameAt }) => lastFrameAt)];
  const frameAt = frames.reduce((a, b) => (a === null ? b : b === null ? a : Math.max(a, b)), null);
  const well = unit !== null && unit.identity !== null && unit.fault === null && alike === null;
  return {
    streaming: served && mine.length > 0 && (fitted.model === null || well),
    spare: served && mine.length === 0 && well,
    identity,
    port: unit?.port.path ?? null,
    frameAt,
    quietMs: Math.max(0, ...mine.map(({ quietMs }) => quietMs ?? 0)),
    fault: alike ?? faultOf(statuses, mine, unit, fitted),
  };
}

function faultOf(
  statuses: readonly InstrumentStatus[],
  mine: readonly InstrumentStatus[],
  unit: UnitStatus | null,
  { model }: Fitted,
): Fault | null {
  const trouble = mine.find(({ state, fault }) => state !== 'streaming' && fault !== null)?.fault ?? null;
  if (model !== null) return unit === null ? NOT_PLUGGED : (unit.fault ?? trouble);
  return trouble ?? (statuses.some(({ state }) => state === 'absent') ? NOT_PLUGGED : null);
}

/** Two that answered as the fitted model. */
function alikeOf(units: readonly UnitStatus[], { model }: Fitted): Fault | null {
  if (model === null) return null;
  const answered = units.filter(({ identity }) => identity?.model === model.id);
  return twoAlike(
    model.id,
    answered.map(({ port }) => port),
  );
}

function sameUnit(a: InstrumentIdentity, b: InstrumentIdentity | null): boolean {
  return b !== null && a.model === b.model && a.serial === b.serial;
}

/** Where it answered, or else where it may be. */
function unitOf(units: readonly UnitStatus[], { model, capabilities }: Fitted): UnitStatus | null {
  if (model === null) {
    const able = units.filter((unit) => capabilities.some((each) => unit.capabilities.includes(each)));
    return able.find(({ state }) => state === 'streaming') ?? able[0] ?? null;
  }
  const answered = units.find(({ identity }) => identity?.model === model.id);
  if (answered !== undefined) return answered;
  const mayBe = ({ identity, port }: UnitStatus): boolean =>
    identity === null && model.fingerprints.some((each) => fingerprintScore(each, port) > 0);
  return units.find(mayBe) ?? null;
}
