import type { SerialModel } from '../contract.ts';
import { createContecDriver, QUIET_MS } from './driver.ts';

/** CMS50D+ (firmware 4.6 and later), CMS50E, CMS50F/EW, CMS60C/D, PO-250 over a CP210x bridge. */
export const contecV7Serial: SerialModel = {
  id: 'contec-v7-serial',
  label: 'Contec',
  capabilities: ['oximetry'],
  fingerprints: [
    { vendorId: '10c4', productId: 'ea60', manufacturer: /silicon lab/i },
    { vendorId: '10c4', productId: 'ea60' },
  ],
  transport: 'serial',
  serial: { baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1 },
  quietMs: QUIET_MS,
  answersMs: 300,
  create: ({ link, clock, emit }) => createContecDriver(link, clock, emit),
};
