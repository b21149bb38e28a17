/** From the PM6750's packets to the contract's readings. */
import type { Contact, MonoMs, ReadingEvent } from '../contract.ts';
import type { Framed } from '../parts/frames.ts';
import type { EcgParams } from './ecg.ts';
import type { Spo2, Temp } from './vitals.ts';

const SPO2_CONTACT: Readonly<Record<Spo2['status'], Contact>> = {
  ok: 'present',
  searching: 'searching',
  searchTooLong: 'searching',
  noFinger: 'absent',
  sensorOff: 'absent',
  unknown: 'absent',
};

/** Without contact every value is null, whatever the packet still repeats. */
export function oximetryReading({ frame, raw }: Framed<Spo2>, at: MonoMs): ReadingEvent {
  const contact = SPO2_CONTACT[frame.status];
  const held = contact === 'present';
  const whole = frame.spo2 !== null && frame.pulseRate !== null;
  return {
    kind: 'reading',
    at,
    contact,
    quality: held ? (whole ? 'good' : 'poor') : 'none',
    values: [
      { quantity: 'spo2', value: held ? frame.spo2 : null },
      { quantity: 'pulse-rate', value: held ? frame.pulseRate : null },
    ],
    raw,
  };
}

/** Without electrodes on a body every value is null. The rhythm code is a diagnosis, and nobody's business here. */
export function ecgReading({ frame, raw }: Framed<EcgParams>, at: MonoMs): ReadingEvent {
  const { leadOff, weakSignal, heartRate, respRate } = frame;
  const found = !leadOff && heartRate !== null;
  return {
    kind: 'reading',
    at,
    contact: leadOff ? 'absent' : found ? 'present' : 'searching',
    quality: found ? (weakSignal ? 'poor' : 'good') : 'none',
    values: [
      { quantity: 'heart-rate', value: found ? heartRate : null },
      { quantity: 'resp-rate', value: found ? respRate : null },
    ],
    raw,
  };
}

/** Cel. A probe that lies in the room reads less, and a body has no more. */
const ON_A_BODY = { from: 32, to: 43.3 } as const;
/** A probe follows the skin for minutes: it counts once it moved no more than this in this time. */
const SETTLED_CEL = 0.1;
export const SETTLE_MS = 20_000;
/** Packets are due every second: over a gap nothing is known about settling. */
const GAP_MS = 3000;

/** The probe measures all the time and never says "done": a reading is good once it has settled. */
export function createTemperatureReadings(): (framed: Framed<Temp>, at: MonoMs) => ReadingEvent {
  let settling: { readonly at: MonoMs; readonly celsius: number }[] = [];

  function isSettled(celsius: number, at: MonoMs): boolean {
    const last = settling.at(-1);
    if (last !== undefined && at - last.at > GAP_MS) settling = [];
    settling.push({ at, celsius });
    // The last one of before the window stays: only with it the window is full.
    while ((settling[1]?.at ?? at) <= at - SETTLE_MS) settling.shift();
    const all = settling.map((one) => one.celsius);
    const full = at - (settling[0]?.at ?? at) >= SETTLE_MS;
    return full && Math.max(...all) - Math.min(...all) <= SETTLED_CEL + 1e-6;
  }

  return ({ frame: { celsius }, raw }, at) => {
    const onBody = celsius !== null && celsius >= ON_A_BODY.from && celsius <= ON_A_BODY.to;
    if (!onBody) settling = [];
    const settled = onBody && isSettled(celsius, at);
    return {
      kind: 'reading',
      at,
      contact: onBody ? (settled ? 'present' : 'searching') : 'absent',
      quality: onBody ? (settled ? 'good' : 'poor') : 'none',
      values: [{ quantity: 'body-temperature', value: onBody ? celsius : null }],
      raw,
    };
  };
}
