/** Berry PM6750: oximetry (type 04) and temperature (type 05), about once a second each. */

const SPO2_STATUSES = ['ok', 'sensorOff', 'noFinger', 'searching', 'searchTooLong'] as const;

export interface Spo2 {
  readonly type: 'spo2';
  /** `sensorOff`: the cable is out, a fault. `noFinger`: nobody on it, an idle kiosk. */
  readonly status: (typeof SPO2_STATUSES)[number] | 'unknown';
  /** %, 1..100; 127 on the wire = none. */
  readonly spo2: number | null;
  /** Beats a minute, 1..254; 255 on the wire = none, independently of SpO2. */
  readonly pulseRate: number | null;
}

const TEMP_STATUSES = ['ok', 't1Off', 't2Off', 'bothOff'] as const;

export interface Temp {
  readonly type: 'temp';
  readonly status: (typeof TEMP_STATUSES)[number] | 'unknown';
  /** Probe 1, one decimal; the probe covers 0..45, the module's specification 20..50 within 0.2. */
  readonly celsius: number | null;
  /** Probe 2; only some firmware sends it. */
  readonly celsius2: number | null;
}

const NO_PULSE = 255;

export function spo2(data: readonly number[]): Spo2 {
  const [status = -1, value = 0, pulse = 0] = data;
  return {
    type: 'spo2',
    status: SPO2_STATUSES[status] ?? 'unknown',
    spo2: value === 0 || value > 100 ? null : value,
    pulseRate: pulse === 0 || pulse === NO_PULSE ? null : pulse,
  };
}

/** 0.0 is how a probe that is off reads. */
function degrees(whole: number | undefined, tenths: number | undefined): number | null {
  if (whole === undefined || tenths === undefined || tenths > 9 || whole + tenths === 0) return null;
  return (whole * 10 + tenths) / 10;
}

export function temp(data: readonly number[]): Temp {
  const [code = -1, whole, tenths, whole2, tenths2] = data;
  const status = TEMP_STATUSES[code] ?? 'unknown';
  return {
    type: 'temp',
    status,
    celsius: status === 'ok' || status === 't2Off' ? degrees(whole, tenths) : null,
    celsius2: status === 'ok' || status === 't1Off' ? degrees(whole2, tenths2) : null,
  };
}
