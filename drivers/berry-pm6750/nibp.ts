/** Berry PM6750: blood pressure (type 03). */

const STATUSES = [
  'finished',
  'measuring',
  'stopped',
  'overPressure',
  'looseCuff',
  'timeOut',
  'error',
  'movement',
  'outOfRange',
  'initialising',
  'initialised',
] as const;
const PATIENTS = ['adult', 'child', 'newborn'] as const;

/** Twice a second. Pressures in mmHg. */
export interface Nibp {
  readonly type: 'nibp';
  /**
   * `finished` is also how the module rests: a result only after `measuring`, and only with pressures.
   * While `initialising` the module ignores commands.
   */
  readonly status: (typeof STATUSES)[number] | 'unknown';
  readonly patient: (typeof PATIENTS)[number] | 'unknown';
  /** Pressure in the cuff now, in steps of 2. */
  readonly cuffMmHg: number | null;
  readonly sys: number | null;
  readonly map: number | null;
  readonly dia: number | null;
}

const orNull = (byte: number) => (byte === 0 ? null : byte);

/** On the wire: status, cuff / 2, systolic, MEAN, diastolic. */
export function nibp(data: readonly number[]): Nibp {
  const [state, halfCuff, sys = 0, map = 0, dia = 0] = data;
  const code = state === undefined ? -1 : (state >> 2) & 0x0f;
  const status = STATUSES[code] ?? 'unknown';
  const measured = status === 'finished' && sys !== 0;
  return {
    type: 'nibp',
    status,
    patient: (state === undefined ? undefined : PATIENTS[state & 3]) ?? 'unknown',
    cuffMmHg: halfCuff === undefined ? null : halfCuff * 2,
    sys: measured ? sys : null,
    map: measured ? orNull(map) : null,
    dia: measured ? orNull(dia) : null,
  };
}
