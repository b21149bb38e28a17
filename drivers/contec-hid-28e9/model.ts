import type { HidModel } from '../contract.ts';
import { createContecHidDriver, QUIET_MS } from './driver.ts';

/** CMS50D and E with HID, Beurer PO 80. The ids are a chip maker's: the text and an answer must say the rest. */
export const contecHid28e9: HidModel = {
  id: 'contec-hid-28e9',
  label: 'Contec HID',
  capabilities: ['oximetry'],
  fingerprints: [{ vendorId: '28e9', productId: '028a', product: /^Pulse Oximeter$/ }],
  transport: 'hid',
  hid: { reportId: 0 },
  quietMs: QUIET_MS,
  create: ({ link, clock, emit }) => createContecHidDriver(link, clock, emit),
};
