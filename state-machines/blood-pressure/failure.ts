/** From what a cuff failed by to what people are told. */
import type { CuffFailure } from '../../drivers/cuff/contract.ts';
import type { Trouble } from '../contract.ts';

export const FAILURE_TROUBLE: Readonly<Record<CuffFailure, Trouble>> = {
  stopped: 'stopped',
  'loose-cuff': 'loose-cuff',
  leak: 'loose-cuff',
  movement: 'moving',
  'weak-pulse': 'weak-pulse',
  'out-of-range': 'out-of-range',
  'took-too-long': 'timeout',
  'over-pressure': 'instrument-fault',
  'air-blocked': 'instrument-fault',
  hardware: 'instrument-fault',
  'not-started': 'instrument-fault',
  implausible: 'implausible',
  'line-lost': 'unplugged',
};
