/** SureTemp Plus: the temperature record, in the two layouts of its firmwares. */

const STATES = {
  0: 'idle',
  1: 'notReady',
  2: 'ready',
  3: 'predict',
  4: 'predictDisplay',
  5: 'predictPosition',
  6: 'final',
  7: 'finalPosition',
  8: 'finalOver',
  9: 'finalOverPosition',
  10: 'finalUnder',
  11: 'finalUnderPosition',
  12: 'monitor',
  13: 'endNormal',
  20: 'error',
} as const;

/** `…Position`: the probe lost the tissue, ask to place it again. Over and under: out of range, no number counts. */
export type ThermometerState = (typeof STATES)[keyof typeof STATES] | 'unknown';

export interface TemperatureRecord {
  readonly type: 'temperature';
  /** Bytes of the record. */
  readonly layout: 19 | 33;
  /** Cel, two decimals; the predicted or final value. 0 K on the wire = none. A result in a final state only. */
  readonly finalC: number | null;
  /** Cel, two decimals; the tip of the probe now. */
  readonly probeC: number | null;
  /** Counts samples, one every 173 ms. */
  readonly sample: number;
  /** 0 predictive, 1 monitor, 2 clinical. */
  readonly method: number;
  /** 0 oral, 1 rectal, 2 child axillary, 3 calibration key, 4 adult axillary. */
  readonly algorithm: number;
  readonly state: ThermometerState;
  /** 0 none; the other numbers are not public. */
  readonly error: number;
  /** The probe is out of its well and measures. */
  readonly active: boolean;
  /** 0 oral or axillary, 1 calibration key, 2 rectal, 3 none. */
  readonly probe: number;
  /** Drive of the probe's heater, as sent. These five only in the 33-byte layout. */
  readonly heater?: number;
  readonly probeOhms?: number | null;
  /** Cel, two decimals. */
  readonly ambientC?: number | null;
  readonly referenceOhms?: number | null;
  /** V, two decimals. */
  readonly batteryV?: number;
}

const ABSOLUTE_ZERO_C = -273.15;

const hundredths = (value: number) => Math.round(value * 100) / 100;

function celsius(kelvin: number): number | null {
  return Number.isFinite(kelvin) && kelvin > 0 ? hundredths(kelvin + ABSOLUTE_ZERO_C) : null;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? hundredths(value) : null;
}

function stateOf(code: number): ThermometerState {
  return code in STATES ? STATES[code as keyof typeof STATES] : 'unknown';
}

/** Numbers are low byte first. The seven bytes that say how it stands begin at `at`. */
function standing(view: DataView, at: number) {
  return {
    method: view.getUint8(at),
    algorithm: view.getUint8(at + 1),
    state: stateOf(view.getUint8(at + 2)),
    error: view.getUint16(at + 3, true),
    active: view.getUint8(at + 5) === 1,
    probe: view.getUint8(at + 6),
  };
}

/** null: neither of the two layouts. */
export function parseTemperature(data: Uint8Array): TemperatureRecord | null {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (data.length !== 19 && data.length !== 33) return null;
  const temperatures = {
    finalC: celsius(view.getFloat32(0, true)),
    probeC: celsius(view.getFloat32(4, true)),
  };
  if (data.length === 19) {
    const sample = view.getUint32(8, true);
    return { type: 'temperature', layout: 19, ...temperatures, sample, ...standing(view, 12) };
  }
  return {
    type: 'temperature',
    layout: 33,
    ...temperatures,
    sample: view.getUint16(10, true),
    ...standing(view, 12),
    heater: view.getUint16(8, true),
    probeOhms: finite(view.getFloat32(19, true)),
    ambientC: celsius(view.getFloat32(23, true)),
    referenceOhms: finite(view.getFloat32(27, true)),
    batteryV: view.getUint16(31, true) / 100,
  };
}
