/**
 * The button of a camera over USB. The kernel's UVC gadget has no status interrupt to press a button with, so the key
 * of a composite camera stands in for it: Print Screen, which the kernel makes an input device of.
 */

import { parseInputEvents } from '../../../drivers/otoscope-button/events.ts';
import type { VirtualModel } from '../../../fixtures/contract.ts';

/** A keyboard (HID usage tables, page 7) of the one key 0x46: one bit, seven of padding. */
const CAMERA_KEY_DESCRIPTOR = Uint8Array.of(
  ...[
    0x05, 0x01, 0x09, 0x06, 0xa1, 0x01, 0x05, 0x07, 0x19, 0x46, 0x29, 0x46, 0x15, 0x00, 0x25, 0x01, 0x75,
    0x01, 0x95, 0x01,
  ],
  ...[0x81, 0x02, 0x75, 0x07, 0x81, 0x01, 0xc0],
);

/** One report for each change of the key in a batch of the kernel's records. */
function reportsOf(records: Uint8Array): readonly Uint8Array[] {
  const events = parseInputEvents(records)?.events ?? [];
  return events.flatMap((event) =>
    'key' in event && event.state !== 'repeat' ? [Uint8Array.of(Number(event.state === 'down'))] : [],
  );
}

export interface UsbForm {
  readonly model: VirtualModel;
  /** What goes over USB for one message of the virtual instrument. */
  readonly reports: (message: Uint8Array) => readonly Uint8Array[];
}

/** How a virtual instrument shows on USB. */
export function usbForm(model: VirtualModel): UsbForm {
  if (model.transport !== 'input') return { model, reports: (message) => [message] };
  return { model: { ...model, reportDescriptor: CAMERA_KEY_DESCRIPTOR }, reports: reportsOf };
}
