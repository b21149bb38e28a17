/** Of the models that may be behind one port: whom to ask next, for how long, and what their silence comes to. */
import type { Fault, InstrumentModel } from './contract.ts';

/** For each of several equally likely models, the first time round: a stream shows, and a question is answered, within it. */
export const PROBE_MS = 1000;
/** Behind the first byte of one that takes longer to say it. */
const REST_MS = 500;
/** So often who answered last is asked alone before everybody else is asked as well. */
export const ALONE_TRIES = 3;

/** How long a model is asked. */
export interface Patience {
  /** Without a byte. */
  readonly silentMs: number;
  /** null: as long as its driver asks. */
  readonly wholeMs: number | null;
}

/** For one that is likelier than the others there: another is asked only where nothing comes at all. */
export const LIKELY: Patience = { silentMs: PROBE_MS, wholeMs: null };

export function patienceFor(model: InstrumentModel): Patience {
  if (model.transport !== 'serial') return { silentMs: PROBE_MS, wholeMs: PROBE_MS };
  const { answersMs } = model;
  return { silentMs: answersMs, wholeMs: Math.max(PROBE_MS, answersMs + REST_MS) };
}

/** It only listens. */
export const isUnasked = (model: InstrumentModel) => model.transport === 'serial' && model.unasked === true;

/** Who answered last before, between and behind all others: while they are asked it may have come back. */
function sweepWith(known: InstrumentModel, models: readonly InstrumentModel[]): readonly InstrumentModel[] {
  const others = models.filter((other) => other !== known);
  return [known, ...others.flatMap((other) => [other, known])];
}

/**
 * Somebody may have put another instrument on the same adapter, but mostly it is the same one. `last`: who answered
 * last on this port; null: nobody yet. `failures`: attempts since.
 */
export function whomToAsk(
  models: readonly InstrumentModel[],
  last: InstrumentModel | null,
  failures: number,
): readonly InstrumentModel[] {
  if (last === null) return models;
  if (models.length === 1 || failures % (ALONE_TRIES + 1) < ALONE_TRIES) return [last];
  return sweepWith(last, models);
}

/** One fault for an attempt over several models. */
export function verdict(faults: readonly Fault[]): Fault | null {
  const [first] = faults;
  if (first === undefined) return null;
  const blocked = faults.find(({ code }) => code === 'no-permission' || code === 'port-busy');
  if (blocked !== undefined) return blocked;
  if (faults.every(({ code }) => code === first.code)) return first;
  return { code: 'wrong-device', detail: faults.map(({ code }) => code).join(', ') };
}
