import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../clock.ts';
import type { Fault, Link } from '../contract.ts';
import { LinkError } from '../link-error.ts';
import { openInputLink } from './input-link.ts';

let folder: string;
const ends: (() => unknown)[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'box-input-'));
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
const fresh = (kind: string) => {
  made += 1;
  return join(folder, `${made}.${kind}`);
};

interface Button {
  readonly path: string;
  send(bytes: Uint8Array): unknown;
  pull(): unknown;
}

/** The other end is open for both, so that opening never waits. */
async function fifo(): Promise<Button> {
  const path = fresh('fifo');
  execFileSync('mkfifo', [path]);
  const other: FileHandle = await open(path, 'r+');
  let pulled: Promise<void> | null = null;
  const pull = () => {
    pulled ??= other.close();
    return pulled;
  };
  ends.push(pull);
  return { path, send: (bytes) => other.write(bytes), pull };
}

async function socket(): Promise<Button> {
  const path = fresh('sock');
  const hosts = new Set<Socket>();
  const server: Server = createServer((host) => {
    host.on('error', () => undefined);
    hosts.add(host);
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  const pull = () => {
    for (const host of hosts) host.destroy();
    server.close();
  };
  ends.push(pull);
  return {
    path,
    send: (bytes) => {
      for (const host of hosts) host.write(bytes);
    },
    pull,
  };
}

async function openLink(path: string): Promise<Link> {
  const opened = await openInputLink(path, systemClock);
  if ('fault' in opened) throw new Error(opened.fault.detail);
  ends.push(() => opened.link.close());
  return opened.link;
}

const until = async (what: () => boolean) => {
  for (let i = 0; i < 500 && !what(); i += 1) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(what()).toBe(true);
};

describe.each([
  ['a FIFO', fifo],
  ['a unix socket', socket],
])('input link over %s', (_name, plug) => {
  it('hands on every byte with the moment it came', async () => {
    const button = await plug();
    const link = await openLink(button.path);
    const got: number[] = [];
    link.onData((chunk, at) => {
      got.push(...chunk);
      expect(Math.abs(systemClock.now() - at)).toBeLessThan(1000);
    });
    const all = Uint8Array.from({ length: 256 }, (_, i) => i);
    await new Promise((resolve) => setTimeout(resolve, 60));
    await button.send(all);
    await until(() => got.length === 256);
    expect(got).toEqual([...all]);
  });

  it('is read only: a write rejects with a LinkError, and nothing is harmed', async () => {
    const button = await plug();
    const link = await openLink(button.path);
    await expect(link.write(Uint8Array.of(1))).rejects.toBeInstanceOf(LinkError);
    const got: number[] = [];
    link.onData((chunk) => got.push(...chunk));
    await new Promise((resolve) => setTimeout(resolve, 30));
    await button.send(Uint8Array.of(7));
    await until(() => got.length === 1);
  });

  it('the other end gone: unplugged, told once', async () => {
    const button = await plug();
    const link = await openLink(button.path);
    const closes: (Fault | null)[] = [];
    link.onClosed((fault) => closes.push(fault));
    await new Promise((resolve) => setTimeout(resolve, 30));
    await button.pull();
    await until(() => closes.length > 0);
    await link.close();
    expect(closes.map((fault) => fault?.code)).toEqual(['unplugged']);
    await expect(link.write(Uint8Array.of(1))).rejects.toMatchObject({ fault: { code: 'unplugged' } });
  });

  it('is single-use: after close no byte, closed told once, in bounded time', async () => {
    const button = await plug();
    const link = await openLink(button.path);
    const closes: (Fault | null)[] = [];
    const got: Uint8Array[] = [];
    link.onClosed((fault) => closes.push(fault));
    link.onData((chunk) => got.push(chunk));
    const started = systemClock.now();
    await Promise.all([link.close(), link.close()]);
    expect(systemClock.now() - started).toBeLessThan(2000);
    await button.send(Uint8Array.of(1));
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect({ closes, got }).toEqual({ closes: [null], got: [] });
  });
});

describe('input link', () => {
  it('what cannot be opened is a fault', async () => {
    const file = fresh('txt');
    writeFileSync(file, 'x');
    const left = await socket();
    await left.pull();
    const opened = async (path: string) => openInputLink(path, systemClock);
    expect(await opened(join(folder, 'none'))).toMatchObject({ fault: { code: 'unplugged' } });
    expect(await opened(left.path)).toMatchObject({ fault: { code: 'unplugged' } });
    expect(await opened(file)).toMatchObject({ fault: { code: 'open-failed' } });
    expect(await opened(folder)).toMatchObject({ fault: { code: 'open-failed' } });
  });

  it('a node that ends at once is unplugged', async () => {
    const link = await openLink('/dev/null');
    const closes: (Fault | null)[] = [];
    link.onClosed((fault) => closes.push(fault));
    await until(() => closes.length > 0);
    expect(closes[0]?.code).toBe('unplugged');
  });
});
