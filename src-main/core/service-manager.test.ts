/** Through a real shell, with a program in systemd-notify's place that writes down what it was told. */
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createManualClock } from '../../drivers/clock.ts';
import { createServiceManager } from './service-manager.ts';

const PID = 4711;
const WATCHDOG_MS = 9000;

let folder: string;
let said: string;
let mute: number;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'box-notify-'));
  said = path.join(folder, 'said');
  mute = 0;
  writeFileSync(path.join(folder, 'systemd-notify'), `#!/bin/sh\necho "$1 $NOTIFY_SOCKET" >>'${said}'\n`);
  chmodSync(path.join(folder, 'systemd-notify'), 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const words = (): string[] => (existsSync(said) ? readFileSync(said, 'utf8').trimEnd().split('\n') : []);

function setUp(env: NodeJS.ProcessEnv) {
  const clock = createManualClock();
  const onMute = () => {
    mute += 1;
  };
  const place = `${folder}:${process.env['PATH']}`;
  return { clock, manager: createServiceManager({ env: { PATH: place, ...env }, pid: PID, clock, onMute }) };
}

const SERVICE = {
  NOTIFY_SOCKET: '/run/systemd/notify',
  WATCHDOG_USEC: String(WATCHDOG_MS * 1000),
  WATCHDOG_PID: String(PID),
};

describe('in a service', () => {
  it('says that it is ready, three times within its time that it is alive, and that it stops', async () => {
    const { clock, manager } = setUp(SERVICE);
    await clock.advance(WATCHDOG_MS);
    manager.ready();
    await clock.advance(WATCHDOG_MS);
    manager.stopping();
    await clock.advance(WATCHDOG_MS);
    await expect.poll(words, { timeout: 20_000 }).toHaveLength(5);
    const alive = 'WATCHDOG=1 /run/systemd/notify';
    expect(words()).toEqual([
      'READY=1 /run/systemd/notify',
      ...[alive, alive, alive],
      'STOPPING=1 /run/systemd/notify',
    ]);
    expect(mute).toBe(0);
  });

  it.each([
    ['without a watchdog', { WATCHDOG_USEC: undefined }],
    ['with the watchdog of another process', { WATCHDOG_PID: String(PID + 1) }],
    ['with a time that is none', { WATCHDOG_USEC: 'soon' }],
  ])('%s says only that it is ready', async (_name, more) => {
    const { clock, manager } = setUp({ ...SERVICE, ...more });
    manager.ready();
    await clock.advance(WATCHDOG_MS);
    manager.stopping();
    await expect.poll(words, { timeout: 20_000 }).toHaveLength(2);
    expect(words()[1]).toMatch(/^STOPPING/);
  });

  it('tells once that nobody can say anything', async () => {
    const { clock, manager } = setUp({ ...SERVICE, PATH: path.join(folder, 'nothing') });
    manager.ready();
    await expect.poll(() => mute, { timeout: 20_000 }).toBe(1);
    await clock.advance(WATCHDOG_MS);
    manager.stopping();
    expect(mute).toBe(1);
  });
});

it('outside a service starts nothing and says nothing', async () => {
  const { clock, manager } = setUp({ WATCHDOG_USEC: '1000' });
  manager.ready();
  await clock.advance(WATCHDOG_MS);
  manager.stopping();
  expect([words(), mute]).toEqual([[], 0]);
});
