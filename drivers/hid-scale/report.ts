/** USB HID point-of-sale scale (usage page 0x8D): one input report of six bytes, report id 3 first. */

export type ScaleStatus =
  | 'fault'
  | 'zero'
  | 'moving'
  | 'stable'
  | 'underZero'
  | 'overLimit'
  | 'needsCalibration'
  | 'needsZero';

export type ScaleUnit = 'mg' | 'g' | 'kg' | 'oz' | 'lb';

export interface ScaleReport {
  readonly status: ScaleStatus;
  /** null: a unit this driver refuses to convert. */
  readonly unit: ScaleUnit | null;
  /**
   * kg, four decimals; null unless the status is `zero` or `stable`. Never negative: below zero the report carries
   * the magnitude, and the sign is only in the status.
   */
  readonly kg: number | null;
}

export const REPORT_BYTES = 6;
const REPORT_ID = 3;

/** Codes 1 to 8. */
const STATUS: readonly ScaleStatus[] = [
  'fault',
  'zero',
  'moving',
  'stable',
  'underZero',
  'overLimit',
  'needsCalibration',
  'needsZero',
];

const UNITS: ReadonlyMap<number, { readonly unit: ScaleUnit; readonly kg: number }> = new Map([
  [1, { unit: 'mg', kg: 1e-6 }],
  [2, { unit: 'g', kg: 1e-3 }],
  [3, { unit: 'kg', kg: 1 }],
  // Avoirdupois, exact by definition.
  [11, { unit: 'oz', kg: 0.028349523125 }],
  [12, { unit: 'lb', kg: 0.45359237 }],
]);

/** Nothing a person or a parcel is weighed on goes beyond; a damaged exponent does. */
const MAX_KG = 1000;

/** null: not such a report. */
export function parseScaleReport(report: Uint8Array): ScaleReport | null {
  const [id, code = 0, unitCode = 0, exponent = 0, low = 0, high = 0] = report;
  const status = STATUS[code - 1];
  if (report.length !== REPORT_BYTES || id !== REPORT_ID || status === undefined) return null;
  const unit = UNITS.get(unitCode) ?? null;
  const power = exponent > 127 ? exponent - 256 : exponent;
  const settled = status === 'zero' || status === 'stable';
  const kg = unit === null ? Number.POSITIVE_INFINITY : (low | (high << 8)) * 10 ** power * unit.kg;
  return {
    status,
    unit: unit?.unit ?? null,
    kg: settled && kg <= MAX_KG ? Math.round(kg * 10_000) / 10_000 : null,
  };
}
