import type { LineKinds } from '../line-opener.ts';
import { openHidLink } from './hid-link.ts';
import { openInputLink } from './input-link.ts';
import { openSerialLink } from './serial-link.ts';
import { HID_SOCKET_SUFFIX, openVirtualHid } from './virtual-hid.ts';

/** How lines are opened on this machine. A virtual HID instrument lives on a socket, told by its path. */
export const lineKinds: LineKinds = {
  serial: openSerialLink,
  hid: (path, settings, clock) =>
    path.endsWith(HID_SOCKET_SUFFIX)
      ? openHidLink(path, settings, clock, openVirtualHid)
      : openHidLink(path, settings, clock),
  input: openInputLink,
};
