import { generalAdapters } from '../adapters.ts';
import type { SerialModel } from '../contract.ts';
import { createSuntechDriver, QUIET_MS } from './driver.ts';

/** An OEM module without USB: always behind an adapter. */
export const suntechAdvantage: SerialModel = {
  id: 'suntech-advantage',
  label: 'SunTech Advantage',
  capabilities: ['blood-pressure'],
  fingerprints: generalAdapters,
  transport: 'serial',
  serial: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  quietMs: QUIET_MS,
  answersMs: 750,
  remoteStart: true,
  create: ({ link, clock, gate, emit }) => createSuntechDriver(link, clock, gate, emit),
};
