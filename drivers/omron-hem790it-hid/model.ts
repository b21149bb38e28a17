import type { HidModel } from '../contract.ts';
import { createOmronDriver, QUIET_MS } from './driver.ts';

/** HEM-790IT, HEM-7080IT (M10-IT). A pedometer has the same ids: the version text tells. */
export const omronHem790it: HidModel = {
  id: 'omron-hem790it-hid',
  label: 'Omron HEM-790IT',
  capabilities: ['blood-pressure'],
  fingerprints: [{ vendorId: '0590', productId: '0028' }],
  transport: 'hid',
  hid: { reportId: 0 },
  quietMs: QUIET_MS,
  remembers: true,
  create: (parts) => createOmronDriver(parts),
};
