/** The instrument's end of a USB cable: what it says goes into the kernel's gadget, what the host says comes out. */
import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import { systemClock } from '../../../drivers/clock.ts';
import type { Link } from '../../../drivers/contract.ts';
import { openSerialLink } from '../../../drivers/link/serial-link.ts';
import type { VirtualModel } from '../../../fixtures/contract.ts';
import { type UsbForm, usbForm } from './camera-key.ts';
import { type Ears, listen } from './ears-thread.ts';
import { type Gadget, plugGadget } from './gadget.ts';
import { reportLengths } from './report-lengths.ts';
import { unlessBusy } from './unless-busy.ts';

export interface UsbCable {
  /** Instrument → host. While the host has the line closed, what is said is lost, as with a real one. */
  write(message: Uint8Array): void;
  plug(): Promise<void>;
  pull(): Promise<void>;
  /** The host has opened or closed it. */
  hostListens(listens: boolean): void;
}

export interface Heard {
  data(message: Uint8Array): void;
  feature(report: Uint8Array): void;
}

/** What the host asks of a gadget is looked for so often: the interval of a slow device. */
const LOOK_MS = 8;
const MAX_WAITING = 64;
/** Any will do: there is no wire. */
const RAW = { baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1 } as const;

function createSerialCable(model: VirtualModel, bus: number, heard: Heard): UsbCable {
  let gadget: Gadget | null = null;
  let link: Link | null = null;
  let listened = false;

  return {
    write(message) {
      if (listened) link?.write(message).catch(() => undefined);
    },
    async plug() {
      gadget = plugGadget(model, bus);
      const opened = await openSerialLink(gadget.end, RAW, systemClock);
      if ('fault' in opened) throw new Error(`${gadget.end}: ${opened.fault.detail}`);
      link = opened.link;
      link.onData((bytes) => heard.data(bytes));
    },
    async pull() {
      listened = false;
      gadget?.unbind();
      await link?.close();
      gadget?.remove();
      link = null;
      gadget = null;
    },
    hostListens(listens) {
      listened = listens;
    },
  };
}

function createHidCable(
  { model, reports }: UsbForm,
  descriptor: Uint8Array,
  bus: number,
  heard: Heard,
): UsbCable {
  const lengths = reportLengths(descriptor);
  const buffer = new Uint8Array(Math.max(lengths.output, lengths.feature, 1));
  // Keys are read by the kernel itself, whoever listens to it.
  const always = model.transport === 'input';
  let gadget: Gadget | null = null;
  let waiting: Uint8Array[] = [];
  let file: number | null = null;
  let listened = false;
  let timer: NodeJS.Timeout | undefined;
  let ears: Ears | null = null;

  function hear(bytes: Uint8Array): void {
    const report = bytes.slice(lengths.numbered ? 1 : 0);
    if (bytes.length === lengths.feature) heard.feature(report);
    else heard.data(report);
  }

  function send(fd: number): void {
    for (let report = waiting[0]; report !== undefined; report = waiting[0]) {
      const next = report;
      if (unlessBusy(() => writeSync(fd, next)) === null) return;
      waiting.shift();
    }
  }

  function look(fd: number): void {
    send(fd);
    if (ears !== null) return;
    for (;;) {
      const length = unlessBusy(() => readSync(fd, buffer));
      if (length === null || length === 0) return;
      hear(buffer.slice(0, length));
    }
  }

  return {
    write(message) {
      if (file === null || !(listened || always) || waiting.length >= MAX_WAITING) return;
      waiting.push(...reports(message));
      send(file);
    },
    async plug() {
      gadget = plugGadget(model, bus);
      const fd = openSync(gadget.end, constants.O_RDWR | constants.O_NONBLOCK);
      file = fd;
      // Feature reports go over the control endpoint, and with them everything that the host sends.
      if (lengths.feature > 0) ears = listen(gadget.end, buffer.length, hear);
      timer = setInterval(() => look(fd), LOOK_MS);
    },
    async pull() {
      clearInterval(timer);
      waiting = [];
      listened = false;
      // Whoever reads a gadget while it goes is never woken by this kernel.
      await ears?.close();
      ears = null;
      if (file !== null) closeSync(file);
      file = null;
      gadget?.unbind();
      gadget?.remove();
      gadget = null;
    },
    hostListens(listens) {
      listened = listens;
      if (!listens) waiting = [];
    },
  };
}

/** `bus`: of its own. Starts unplugged. */
export function createUsbCable(model: VirtualModel, bus: number, heard: Heard): UsbCable {
  const form = usbForm(model);
  const { reportDescriptor } = form.model;
  return reportDescriptor === undefined
    ? createSerialCable(model, bus, heard)
    : createHidCable(form, reportDescriptor, bus, heard);
}
