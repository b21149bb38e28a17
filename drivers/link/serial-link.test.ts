import { afterEach, describe, expect, it } from 'vitest';
import { type Cable, plugCable } from '../../fixtures/cable/pty-cable.ts';
import { systemClock } from '../clock.ts';
import type { Fault, Link, SerialSettings } from '../contract.ts';
import { LinkError } from '../link-error.ts';
import { openSerialLink } from './serial-link.ts';

const SETTINGS: SerialSettings = { baudRate: 115_200, dataBits: 8, parity: 'none', stopBits: 1 };
const cables: Cable[] = [];
const links: Link[] = [];

afterEach(async () => {
  for (const link of links.splice(0)) await link.close();
  for (const cable of cables.splice(0)) cable.pull();
});

function plug(): Cable {
  const cable = plugCable();
  cables.push(cable);
  return cable;
}

async function open(path: string, settings = SETTINGS): Promise<Link> {
  const opened = await openSerialLink(path, settings, systemClock);
  if ('fault' in opened) throw new Error(opened.fault.detail);
  links.push(opened.link);
  return opened.link;
}

const until = async (what: () => boolean) => {
  for (let i = 0; i < 200 && !what(); i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(what()).toBe(true);
};

describe('serial link over a pty', () => {
  it('carries every byte value both ways, flow-control characters included', async () => {
    const cable = plug();
    const heard: number[] = [];
    cable.onData((bytes) => heard.push(...bytes));
    const link = await open(cable.path);
    const got: number[] = [];
    link.onData((chunk, at) => {
      got.push(...chunk);
      expect(Math.abs(systemClock.now() - at)).toBeLessThan(100);
    });
    const all = Uint8Array.from({ length: 256 }, (_, i) => i);
    await link.write(all);
    cable.write(all);
    await until(() => got.length === 256 && heard.length === 256);
    expect(got).toEqual([...all]);
    expect(heard).toEqual([...all]);
  });

  it('opens a pty at other rates and parities', async () => {
    const cable = plug();
    await open(cable.path, { baudRate: 19_200, dataBits: 8, parity: 'odd', stopBits: 1 });
  });

  it('flushes what came before it was opened', async () => {
    const cable = plug();
    cable.write(Uint8Array.of(1, 2, 3));
    await new Promise((resolve) => setTimeout(resolve, 30));
    const link = await open(cable.path);
    const got: number[] = [];
    link.onData((chunk) => got.push(...chunk));
    cable.write(Uint8Array.of(9));
    await until(() => got.length > 0);
    expect(got).toEqual([9]);
  });

  it('a line already held: port-busy', async () => {
    const cable = plug();
    await open(cable.path);
    expect(await openSerialLink(cable.path, SETTINGS, systemClock)).toMatchObject({
      fault: { code: 'port-busy' },
    });
  });

  it('a line that is not there: unplugged', async () => {
    expect(await openSerialLink('/dev/pts/999999', SETTINGS, systemClock)).toMatchObject({
      fault: { code: 'unplugged' },
    });
  });

  it('something that is no line: open-failed', async () => {
    expect(await openSerialLink('/dev/null', SETTINGS, systemClock)).toMatchObject({
      fault: { code: 'open-failed' },
    });
  });

  it('is single-use: after close no byte, no write, closed told once', async () => {
    const cable = plug();
    const link = await open(cable.path);
    const closes: (Fault | null)[] = [];
    const got: number[] = [];
    link.onClosed((fault) => closes.push(fault));
    link.onData((chunk) => got.push(...chunk));
    const started = systemClock.now();
    await Promise.all([link.close(), link.close()]);
    expect(systemClock.now() - started).toBeLessThan(1000);
    cable.write(Uint8Array.of(1));
    await expect(link.write(Uint8Array.of(1))).rejects.toBeInstanceOf(LinkError);
    expect(closes).toEqual([null]);
    expect(got).toEqual([]);
    await open(cable.path);
  });

  it('closes in bounded time after the cable was pulled', async () => {
    const cable = plug();
    const link = await open(cable.path);
    cable.pull();
    const started = systemClock.now();
    await link.close();
    expect(systemClock.now() - started).toBeLessThan(1000);
  });
});
