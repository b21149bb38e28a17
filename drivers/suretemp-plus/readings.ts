/** From SureTemp's repeated record to the contract's readings: one value a measurement, and none from before. */
import type { Contact, Measured, MonoMs, ReadingEvent } from '../contract.ts';
import type { Framed } from '../parts/frames.ts';
import type { TemperatureRecord, ThermometerState } from './temperature.ts';

/** Cel. What a body can have; outside it the record is not believed. */
const PLAUSIBLE = { from: 26.7, to: 43.3 } as const;

const FINAL: ReadonlySet<ThermometerState> = new Set(['final', 'finalPosition']);
const OVER: ReadonlySet<ThermometerState> = new Set(['finalOver', 'finalOverPosition']);
const UNDER: ReadonlySet<ThermometerState> = new Set(['finalUnder', 'finalUnderPosition']);
/** The probe touches tissue. */
const TOUCHING: ReadonlySet<ThermometerState> = new Set([
  'predict',
  'predictDisplay',
  'final',
  'finalOver',
  'finalUnder',
  'monitor',
]);

const isOver = (state: ThermometerState) => FINAL.has(state) || OVER.has(state) || UNDER.has(state);

function contactOf({ active, state }: TemperatureRecord): Contact {
  if (!active) return 'absent';
  return TOUCHING.has(state) ? 'present' : 'searching';
}

/** 0.1 Cel, or why there is none. */
function resultOf({ state, finalC }: TemperatureRecord): Omit<Measured, 'quantity'> {
  if (OVER.has(state)) return { value: null, outside: 'above' };
  if (UNDER.has(state)) return { value: null, outside: 'below' };
  if (!FINAL.has(state) || finalC === null) return { value: null };
  if (finalC > PLAUSIBLE.to) return { value: null, outside: 'above' };
  if (finalC < PLAUSIBLE.from) return { value: null, outside: 'below' };
  return { value: Math.round(finalC * 10) / 10 };
}

/**
 * The instrument repeats its final record until the probe is back, also for whoever connects later. A result counts
 * once, and only when the measurement was seen running before.
 */
export function createReadings(): (framed: Framed<TemperatureRecord>, at: MonoMs) => ReadingEvent {
  let sawItRun = false;

  return ({ frame: record, raw }, at) => {
    const sound = record.error === 0 && record.state !== 'error' && record.method !== 1;
    const over = isOver(record.state);
    const result = record.active && sound && sawItRun && over ? resultOf(record) : { value: null };
    sawItRun = record.active && sound && !over;
    return {
      kind: 'reading',
      at,
      contact: contactOf(record),
      quality: result.value === null ? 'none' : 'good',
      values: [{ quantity: 'body-temperature', ...result }],
      raw,
    };
  };
}
