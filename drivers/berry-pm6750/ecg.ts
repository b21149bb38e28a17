/** Berry PM6750: ECG samples (type 01) and parameters (type 02). */

const LEADS = ['I', 'II', 'III', 'aVR', 'aVL', 'aVF', 'V'] as const;
export type Lead = (typeof LEADS)[number];

/** All leads at one instant, 250 a second: 0..250, baseline 128. 1 and 249 are the rails of the amplifier. */
export interface EcgWave {
  readonly type: 'ecgWave';
  readonly leads: Readonly<Record<Lead, number | null>>;
}

const GAINS = ['x0.25', 'x0.5', 'x1', 'x2'] as const;
const FILTERS = ['operation', 'monitor', 'diagnostic'] as const;

/** Once a second. */
export interface EcgParams {
  readonly type: 'ecgParams';
  readonly weakSignal: boolean;
  /** The state of an idle kiosk, not a fault. */
  readonly leadOff: boolean;
  readonly gain: (typeof GAINS)[number];
  readonly filter: (typeof FILTERS)[number] | null;
  /** Beats a minute; 0 on the wire = none. */
  readonly heartRate: number | null;
  /** Breaths a minute; 0 on the wire = none. */
  readonly respRate: number | null;
  /** ST level in mV, two decimals. */
  readonly stMv: number | null;
  /**
   * 0 analysing, 1 normal, 2 asystole, 3 VF/VT, 4 R on T, 5 multiple PVC, 6 couplet, 7 PVC, 8 bigeminy,
   * 9 trigeminy, 10 tachycardia, 11 bradycardia, 12 missed beat. Shown to nobody as a diagnosis.
   */
  readonly rhythm: number | null;
}

export function ecgWave(data: readonly number[]): EcgWave {
  const [I = null, II = null, III = null, aVR = null, aVL = null, aVF = null, V = null] = data;
  return { type: 'ecgWave', leads: { I, II, III, aVR, aVL, aVF, V } };
}

export function ecgParams(data: readonly number[]): EcgParams {
  const [status = 0, heartRate = 0, respRate = 0, st, rhythm = null] = data;
  return {
    type: 'ecgParams',
    weakSignal: (status & 0x01) !== 0,
    leadOff: (status & 0x02) !== 0,
    gain: GAINS[(status >> 2) & 3] ?? 'x1',
    filter: FILTERS[(status >> 4) & 3] ?? null,
    heartRate: heartRate === 0 ? null : heartRate,
    respRate: respRate === 0 ? null : respRate,
    stMv: st === undefined ? null : ((st << 24) >> 24) / 100,
    rhythm,
  };
}
