import { generalAdapters } from '../adapters.ts';
import type { SerialModel } from '../contract.ts';
import { createSuretempDriver, QUIET_MS } from './driver.ts';

/** An OEM board behind whatever isolated serial adapter the integrator chose: it is found by asking. */
export const suretempPlus: SerialModel = {
  id: 'suretemp-plus',
  label: 'Welch Allyn SureTemp Plus',
  capabilities: ['temperature'],
  fingerprints: generalAdapters,
  transport: 'serial',
  serial: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  quietMs: QUIET_MS,
  answersMs: 300,
  create: ({ link, clock, emit }) => createSuretempDriver(link, clock, emit),
};
