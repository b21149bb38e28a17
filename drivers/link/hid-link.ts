import { HIDAsync } from 'node-hid';
import type { Clock, Fault, HidLink, HidSettings } from '../contract.ts';
import { LinkError } from '../link-error.ts';
import { within } from '../parts/pause.ts';
import { createLinkLife } from './link-life.ts';
import { openFaultOf } from './open-fault.ts';

const OPEN_MS = 2000;
const CLOSE_MS = 900;

/** What is used of node-hid's HIDAsync, so that it can be stood in for. */
export interface HidDevice {
  on(event: 'data', listener: (report: Buffer) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  write(report: Buffer): Promise<number>;
  sendFeatureReport(report: Buffer): Promise<number>;
  close(): Promise<void>;
}
export type OpenHidDevice = (path: string) => Promise<HidDevice>;

export type OpenedHidLink = { readonly link: HidLink } | { readonly fault: Fault };

const openHidraw: OpenHidDevice = (path) => HIDAsync.open(path);

/**
 * Opens a hidraw node. The kernel lets several programs open one, so `port-busy` is known only where it says so.
 * Bounded to 2 s.
 */
export async function openHidLink(
  path: string,
  settings: HidSettings,
  clock: Clock,
  openDevice: OpenHidDevice = openHidraw,
): Promise<OpenedHidLink> {
  const opening = openDevice(path).catch(() => null);
  const device = await within(clock, OPEN_MS, opening, 'late' as const);
  if (device === 'late') {
    void opening.then((late) => late?.close().catch(() => undefined));
    return { fault: { code: 'open-failed', detail: `no result in ${OPEN_MS} ms` } };
  }
  if (device === null) {
    const fault = await openFaultOf(path);
    return { fault: fault ?? { code: 'open-failed', detail: 'refused by the HID library' } };
  }
  return { link: linkOver(device, settings, clock) };
}

function linkOver(device: HidDevice, { reportId }: HidSettings, clock: Clock): HidLink {
  const life = createLinkLife(clock);
  let closing: Promise<void> | null = null;

  // Reading starts with the first listener. A read that fails is the end of the device: it was pulled.
  device.on('data', life.arrived);
  device.on('error', () => life.lost({ code: 'unplugged', detail: 'read failed' }));
  // The library begins to read one tick after that, and throws where nobody can catch it if the device is closed by then.
  const reading = new Promise<void>((resolve) => process.nextTick(resolve));

  async function send(report: Uint8Array, how: 'write' | 'sendFeatureReport'): Promise<void> {
    life.assertAlive();
    try {
      await device[how](Buffer.from([reportId, ...report]));
    } catch {
      throw new LinkError({ code: 'unplugged', detail: 'write refused' });
    }
  }

  async function close(): Promise<void> {
    life.lost(null);
    await reading;
    const closed = device.close().catch(() => undefined);
    await within(clock, CLOSE_MS, closed, undefined);
  }

  return {
    write: (report) => send(report, 'write'),
    sendFeature: (report) => send(report, 'sendFeatureReport'),
    onData: life.onData,
    onClosed: life.onClosed,
    close() {
      closing ??= close();
      return closing;
    },
  };
}
