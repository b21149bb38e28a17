/** A USB device of the kernel's own making, described under configfs (Documentation/usb/gadget_configfs.rst). */
import {
  mkdirSync,
  readFileSync,
  realpathSync,
  rmdirSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { VirtualModel } from '../../../fixtures/contract.ts';
import { reportLengths } from './report-lengths.ts';

const GADGETS = '/sys/kernel/config/usb_gadget';

export interface Gadget {
  /** The instrument's own end. */
  readonly end: string;
  /** Off the bus, as when the plug is pulled. */
  unbind(): void;
  /** Unbound, and nobody has its end open. */
  remove(): void;
}

type Attributes = Readonly<Record<string, string | Uint8Array | undefined>>;

function write(folder: string, attributes: Attributes): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) writeFileSync(path.join(folder, name), value);
  }
}

function hidAttributes(descriptor: Uint8Array): Attributes {
  const { input, output, feature } = reportLengths(descriptor);
  return {
    protocol: '0',
    subclass: '0',
    report_length: String(Math.max(input, output, feature)),
    // With an output endpoint this kernel refuses feature reports.
    no_out_endpoint: feature > 0 ? '1' : '0',
    report_desc: descriptor,
  };
}

const textOf = (...file: readonly string[]) => readFileSync(path.join(...file), 'utf8').trim();

/** Plugged into virtual bus number `bus`, alone. The kernel has eight serial ones and four HID ones at a time. */
export function plugGadget({ id, port, reportDescriptor }: VirtualModel, bus: number): Gadget {
  const { vendorId, productId, manufacturer, product, serialNumber } = port;
  if (vendorId === undefined || productId === undefined) throw new RangeError(`${id} has no USB ids`);
  const gadget = path.join(GADGETS, `${bus}-${id}`);
  const name = reportDescriptor === undefined ? 'acm.0' : 'hid.0';
  const texts = path.join(gadget, 'strings/0x409');
  const made = path.join(gadget, 'functions', name);
  const config = path.join(gadget, 'configs/c.1');
  write(gadget, { idVendor: `0x${vendorId}`, idProduct: `0x${productId}`, bcdUSB: '0x0200' });
  write(texts, { manufacturer, product, serialnumber: serialNumber });
  write(made, reportDescriptor === undefined ? {} : hidAttributes(reportDescriptor));
  write(config, { MaxPower: '100' });
  symlinkSync(made, path.join(config, name));
  writeFileSync(path.join(gadget, 'UDC'), `dummy_udc.${bus}`);

  return {
    end:
      reportDescriptor === undefined
        ? `/dev/ttyGS${textOf(made, 'port_num')}`
        : `/dev/hidg${textOf(made, 'dev').split(':')[1]}`,
    unbind: () => writeFileSync(path.join(gadget, 'UDC'), '\n'),
    remove() {
      unlinkSync(path.join(config, name));
      for (const folder of [config, made, texts, gadget]) rmdirSync(folder);
    },
  };
}

/** On which virtual bus a device node of the host hangs; null: on none, or it is gone. */
export function busOf(node: string): number | null {
  const name = path.basename(node);
  for (const kind of ['tty', 'hidraw', 'input']) {
    try {
      const bus = /dummy_hcd\.(\d+)/.exec(realpathSync(`/sys/class/${kind}/${name}`))?.[1];
      if (bus !== undefined) return Number(bus);
    } catch {
      // Not of this kind.
    }
  }
  return null;
}
