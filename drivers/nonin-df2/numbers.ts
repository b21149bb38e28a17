/** Nonin: pulse and SpO2 as every format packs them. */

const NO_PULSE = 511;

/** Nine bits, seven of them in the low byte: shifting by eight goes wrong above 127. 0 is no pulse either. */
export function pulseOf(high: number, low: number): number | null {
  const pulse = ((high & 3) << 7) | (low & 0x7f);
  return pulse === 0 || pulse === NO_PULSE ? null : pulse;
}

/** 127 = no value; 0 and what is above 100 cannot be. */
export function spo2Of(byte: number): number | null {
  const spo2 = byte & 0x7f;
  return spo2 === 0 || spo2 > 100 ? null : spo2;
}
