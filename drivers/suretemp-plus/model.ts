import type { InstrumentModel } from '../contract.ts';
import { createSuretempDriver, QUIET_MS } from './driver.ts';

/** An OEM board behind whatever isolated serial adapter the integrator chose: the cabinet's own table must say which. */
export const suretempPlus: InstrumentModel = {
  id: 'suretemp-plus',
  label: 'Welch Allyn SureTemp Plus',
  capabilities: ['temperature'],
  fingerprints: [],
  serial: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  quietMs: QUIET_MS,
  create: createSuretempDriver,
};
