import { generalAdapters } from '../adapters.ts';
import type { HidModel, SerialModel } from '../contract.ts';
import { createBeurerHidDriver, createBeurerSerialDriver, QUIET_MS } from './driver.ts';

/** BM55, BM58, BM65. The vendor is a chip maker whose ids are in webcams and keyboards as well. */
export const beurerBmHid: HidModel = {
  id: 'beurer-bm-hid',
  label: 'Beurer BM',
  capabilities: ['blood-pressure'],
  fingerprints: [{ vendorId: '0c45', productId: '7406' }],
  transport: 'hid',
  hid: { reportId: 0 },
  quietMs: QUIET_MS,
  remembers: true,
  create: (parts) => createBeurerHidDriver(parts),
};

/** The same monitors in an earlier build, with a PL2303 inside. */
export const beurerBmSerial: SerialModel = {
  id: 'beurer-bm-serial',
  label: 'Beurer BM',
  capabilities: ['blood-pressure'],
  fingerprints: [{ vendorId: '067b', productId: '2303', manufacturer: /prolific/i }, ...generalAdapters],
  transport: 'serial',
  serial: { baudRate: 4800, dataBits: 8, parity: 'none', stopBits: 1 },
  quietMs: QUIET_MS,
  remembers: true,
  answersMs: 1500,
  create: (parts) => createBeurerSerialDriver(parts),
};
