import type { Fingerprint, HidModel, InputModel } from '../contract.ts';
import { createEvdevButton, createHidButton, QUIET_MS } from './driver.ts';

/**
 * Cameras whose button reaches the machine. The ids are Microdia's, the chip of most pen cameras, and say nothing of
 * the button: a node is only there where the kernel found one. A cabinet with another camera adds its ids here.
 */
const cameras: readonly Fingerprint[] = [
  { vendorId: '0c45', productId: '6341' },
  { vendorId: '0c45', productId: '6353' },
];

/** Interfaces of a composite camera that a key may come over: a keyboard's (generic desktop), a consumer control's. */
const KEY_PAGES: readonly number[] = [0x01, 0x0c];

const label = 'Camera button';

/** The UVC trigger as the kernel's KEY_CAMERA, or the key of a composite camera: both are input devices. */
export const otoscopeButton: InputModel = {
  id: 'otoscope-button',
  label,
  capabilities: ['shutter'],
  fingerprints: cameras,
  transport: 'input',
  quietMs: QUIET_MS,
  create: ({ link, clock, emit }) =>
    createEvdevButton(link, { model: 'otoscope-button', label, clock, emit }),
};

/** The same key from its HID reports, where the machine makes no input device of it. */
export const otoscopeButtonHid: HidModel = {
  id: 'otoscope-button-hid',
  label,
  capabilities: ['shutter'],
  fingerprints: cameras.flatMap((camera) => KEY_PAGES.map((usagePage) => ({ ...camera, usagePage }))),
  transport: 'hid',
  hid: { reportId: 0 },
  quietMs: QUIET_MS,
  create: ({ link, clock, emit }) =>
    createHidButton(link, { model: 'otoscope-button-hid', label, clock, emit }),
};
