import type { HidModel } from '../contract.ts';
import { createScaleDriver, QUIET_MS } from './driver.ts';

/** HID usage tables. */
const SCALES = 0x8d;

/** Scales of the HID point-of-sale class. No medical scale of it was verified: for development. */
export const hidScale: HidModel = {
  id: 'hid-scale',
  label: 'USB scale',
  capabilities: ['weight'],
  fingerprints: [
    /** Dymo. */
    { vendorId: '0922', productId: '8003', usagePage: SCALES },
    { vendorId: '0922', productId: '8004', usagePage: SCALES },
    /** Stamps.com. */
    { vendorId: '1446', productId: '6a73', usagePage: SCALES },
    /** Elane. */
    { vendorId: '7b7c', productId: '0100', usagePage: SCALES },
  ],
  transport: 'hid',
  hid: { reportId: 0 },
  quietMs: QUIET_MS,
  create: ({ link, clock, emit }) => createScaleDriver(link, clock, emit),
};
