import { generalAdapters } from '../adapters.ts';
import type { SerialModel } from '../contract.ts';
import { createNoninDriver, QUIET_MS } from './driver.ts';

/**
 * OEM III, Xpod, 9560 and 3150 in format 2. The protocol names no USB ids of its own: these modules sit behind
 * general serial adapters, and are told apart by listening.
 */
export const noninDf2: SerialModel = {
  id: 'nonin-df2',
  label: 'Nonin',
  capabilities: ['oximetry'],
  fingerprints: generalAdapters,
  transport: 'serial',
  serial: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 },
  quietMs: QUIET_MS,
  answersMs: 250,
  unasked: true,
  create: ({ link, clock, emit }) => createNoninDriver(link, clock, emit),
};
