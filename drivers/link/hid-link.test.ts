import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createManualClock, systemClock } from '../clock.ts';
import type { Fault, HidLink } from '../contract.ts';
import { LinkError } from '../link-error.ts';
import { type HidDevice, openHidLink } from './hid-link.ts';
import { listHidPorts } from './hid-list.ts';

/** Stands in for a HID device: what node-hid does, without a kernel. */
class FakeDevice extends EventEmitter implements HidDevice {
  readonly written: string[] = [];
  readonly features: string[] = [];
  closes = 0;
  refuses = false;
  stuck = false;

  async write(report: Buffer): Promise<number> {
    if (this.refuses) throw new TypeError('Cannot write to hid device');
    this.written.push(report.toString('hex'));
    return report.length;
  }

  async sendFeatureReport(report: Buffer): Promise<number> {
    if (this.refuses) throw new TypeError('could not send feature report to device');
    this.features.push(report.toString('hex'));
    return report.length;
  }

  close(): Promise<void> {
    this.closes += 1;
    return this.stuck ? new Promise(() => undefined) : Promise.resolve();
  }
}

async function open(device: FakeDevice, reportId = 0, clock = createManualClock()): Promise<HidLink> {
  const opened = await openHidLink('/dev/none', { reportId }, clock, async () => device);
  if ('fault' in opened) throw new Error(opened.fault.detail);
  return opened.link;
}

describe('hid link', () => {
  it('hands on whole reports with the moment they came', async () => {
    const device = new FakeDevice();
    const clock = createManualClock();
    const link = await open(device, 0, clock);
    const got: [string, number][] = [];
    const stop = link.onData((report, at) => got.push([Buffer.from(report).toString('hex'), at]));
    await clock.advance(250);
    device.emit('data', Buffer.from('eb00', 'hex'));
    stop();
    device.emit('data', Buffer.from('eb01', 'hex'));
    expect(got).toEqual([['eb00', clock.now()]]);
  });

  it('puts the report id in front, 0 where there is none', async () => {
    const device = new FakeDevice();
    await (await open(device)).write(Uint8Array.of(0xaa, 0xf4));
    const numbered = await open(device, 3);
    await numbered.write(Uint8Array.of(1));
    await numbered.sendFeature(Uint8Array.of(0x74, 0xbc));
    expect(device.written).toEqual(['00aaf4', '0301']);
    expect(device.features).toEqual(['0374bc']);
  });

  it('a read that fails is an unplug, told once, to those who ask later as well', async () => {
    const device = new FakeDevice();
    const link = await open(device);
    const closes: (Fault | null)[] = [];
    link.onClosed((fault) => closes.push(fault));
    device.emit('error', new Error('could not read from HID device'));
    device.emit('error', new Error('could not read from HID device'));
    link.onClosed((fault) => closes.push(fault));
    expect(closes.map((fault) => fault?.code)).toEqual(['unplugged', 'unplugged']);
    await expect(link.write(Uint8Array.of(1))).rejects.toMatchObject({ fault: { code: 'unplugged' } });
    expect(device.written).toEqual([]);
  });

  it('a refused write rejects with a LinkError', async () => {
    const device = new FakeDevice();
    const link = await open(device);
    device.refuses = true;
    await expect(link.write(Uint8Array.of(1))).rejects.toBeInstanceOf(LinkError);
    await expect(link.sendFeature(Uint8Array.of(1))).rejects.toBeInstanceOf(LinkError);
  });

  it('is single-use: after close no report, no write, closed told once', async () => {
    const device = new FakeDevice();
    const link = await open(device);
    const closes: (Fault | null)[] = [];
    const got: Uint8Array[] = [];
    link.onClosed((fault) => closes.push(fault));
    link.onData((report) => got.push(report));
    await Promise.all([link.close(), link.close()]);
    link.onData((report) => got.push(report));
    device.emit('data', Buffer.of(1));
    await expect(link.write(Uint8Array.of(1))).rejects.toBeInstanceOf(LinkError);
    expect({ closes, got, written: device.written, closed: device.closes }).toEqual({
      closes: [null],
      got: [],
      written: [],
      closed: 1,
    });
  });

  it('closes only once the library reads: it would throw out of reach', async () => {
    const order: string[] = [];
    const device = new FakeDevice();
    device.on('newListener', (event) => {
      if (event === 'data') process.nextTick(() => order.push('reads'));
    });
    const close = device.close.bind(device);
    device.close = () => {
      order.push('closes');
      return close();
    };
    await (await open(device)).close();
    expect(order).toEqual(['reads', 'closes']);
  });

  it('closes in bounded time when the library hangs', async () => {
    const device = new FakeDevice();
    device.stuck = true;
    const clock = createManualClock();
    const link = await open(device, 0, clock);
    let done = false;
    void link.close().then(() => {
      done = true;
    });
    await clock.advance(1000);
    expect(done).toBe(true);
  });

  it('gives up an open that hangs, and closes it should it come after all', async () => {
    const device = new FakeDevice();
    const clock = createManualClock();
    let arrive: (device: FakeDevice) => void = () => undefined;
    const opening = openHidLink(
      '/dev/none',
      { reportId: 0 },
      clock,
      () => new Promise((resolve) => (arrive = resolve)),
    );
    await clock.advance(2000);
    expect(await opening).toMatchObject({ fault: { code: 'open-failed' } });
    arrive(device);
    await clock.advance(0);
    expect(device.closes).toBe(1);
  });
});

describe('hid link with the real library', () => {
  it.each([
    ['a node that is not there', '/dev/hidraw-none', 'unplugged'],
    ['something that is no HID device', '/dev/null', 'open-failed'],
  ])('%s', async (_name, path, code) => {
    expect(await openHidLink(path, { reportId: 0 }, systemClock)).toMatchObject({ fault: { code } });
  });
});

describe('list of HID ports', () => {
  it('gives ids as four lower-case digits, one row a path', async () => {
    const device = { vendorId: 0xc45, productId: 0x7406, release: 0x170, interface: 0, serialNumber: '' };
    const ports = await listHidPorts(async () => [
      { ...device, path: '/dev/hidraw0', product: 'BM58', usagePage: 0xff00 },
      { ...device, path: '/dev/hidraw0', product: 'BM58', usagePage: 1 },
      { ...device },
    ]);
    expect(ports).toMatchObject([
      { path: '/dev/hidraw0', transport: 'hid', vendorId: '0c45', productId: '7406', product: 'BM58' },
    ]);
    expect(ports).toHaveLength(1);
  });

  it('says of two nodes that they are one device, where the kernel says so', async () => {
    const root = mkdtempSync(join(tmpdir(), 'box-sys-'));
    const device = { vendorId: 0xc45, productId: 0x6353, release: 1, interface: 0 };
    for (const [node, phys] of [
      ['hidraw0', 'usb-0000:00:14.0-1/input0'],
      ['hidraw1', 'usb-0000:00:14.0-1/input1'],
    ]) {
      const folder = join(root, 'sys/class/hidraw', node ?? '', 'device');
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'uevent'), `DRIVER=hid-generic\nHID_PHYS=${phys}\nHID_UNIQ=\n`);
    }
    const list = async () =>
      ['/dev/hidraw0', '/dev/hidraw1', '/dev/hidraw2'].map((path) => ({ ...device, path }));
    const places = (await listHidPorts(list, root)).map(({ place }) => place);
    rmSync(root, { recursive: true });
    expect(places).toEqual(['usb-0000:00:14.0-1', 'usb-0000:00:14.0-1', undefined]);
  });

  it('is empty where listing fails, and works with the real library', async () => {
    expect(await listHidPorts(() => Promise.reject(new Error('no udev')))).toEqual([]);
    expect(Array.isArray(await listHidPorts())).toBe(true);
  });
});
