import type { InstrumentModel } from '../contract.ts';
import { createNoninDriver, QUIET_MS } from './driver.ts';

/**
 * OEM III, Xpod, 9560 and 3150 in format 2. The protocol names no USB ids of its own: these modules sit behind
 * general serial adapters, so the cabinet's own table must say which.
 */
export const noninDf2: InstrumentModel = {
  id: 'nonin-df2',
  label: 'Nonin',
  capabilities: ['oximetry'],
  fingerprints: [],
  serial: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  quietMs: QUIET_MS,
  create: createNoninDriver,
};
