import { generalAdapters } from '../adapters.ts';
import type { SerialModel } from '../contract.ts';
import { createNibp2020Driver, QUIET_MS } from './driver.ts';

/** An OEM module without USB: always behind an adapter. */
export const nibp2020: SerialModel = {
  id: 'nibp2020',
  label: 'PAR NIBP2020',
  capabilities: ['blood-pressure'],
  fingerprints: generalAdapters,
  transport: 'serial',
  serial: { baudRate: 4800, dataBits: 8, parity: 'none', stopBits: 1 },
  quietMs: QUIET_MS,
  answersMs: 600,
  remoteStart: true,
  create: ({ link, clock, gate, emit }) => createNibp2020Driver(link, clock, gate, emit),
};
