/** What the service says, against what it is about; and, where systemd is, that it can read it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { INSTRUMENT_GROUP } from '../../src-main/core/udev/rules.ts';
import { which } from '../setup/locate.mjs';

const FILE = path.join(import.meta.dirname, 'box-medicale-core.service');
const PACKAGE = path.resolve(import.meta.dirname, '../../electron-builder.yml');
const text = readFileSync(FILE, 'utf8');

/** All values of a key. */
const said = (key: string): string[] =>
  [...text.matchAll(new RegExp(`^${key}=(.*)$`, 'gm'))].map((match) => match[1] ?? '');

test('runs the packed core with the packed Node, as the only user that the udev rules let in', () => {
  expect(said('ExecStart')).toEqual([
    '/opt/box-medicale/resources/node/bin/node /opt/box-medicale/resources/core/src-main/core/main.ts',
  ]);
  expect([said('User'), said('Group')]).toEqual([[INSTRUMENT_GROUP], [INSTRUMENT_GROUP]]);
  expect(readFileSync(PACKAGE, 'utf8')).toContain(path.basename(FILE));
});

test('is started again at once however often it ends, and when it does not say that it is alive', () => {
  expect([said('Restart'), said('RestartSec'), said('StartLimitIntervalSec')]).toEqual([
    ['always'],
    ['0'],
    ['0'],
  ]);
  expect([said('Type'), said('NotifyAccess')]).toEqual([['notify'], ['all']]);
  expect(Number(said('WatchdogSec')[0])).toBeLessThanOrEqual(10);
  // A hanging core does not answer a signal, and a core file would hold a visit.
  expect([said('WatchdogSignal'), said('LimitCORE')]).toEqual([['SIGKILL'], ['0']]);
});

test('comes before the screens for the processor; not less than the core asks for itself', () => {
  expect(said('Nice')).toEqual([String(constants.priority.PRIORITY_ABOVE_NORMAL)]);
  expect(Number(said('CPUWeight')[0])).toBeGreaterThan(100);
  expect(Number(said('OOMScoreAdjust')[0])).toBeLessThan(0);
});

test('keeps its data to itself, where it says they are', () => {
  expect(said('Environment')).toContain(`BOX_DATA=/var/lib/${said('StateDirectory')[0]}`);
  expect([said('StateDirectoryMode'), said('UMask')]).toEqual([['0700'], ['0077']]);
  expect([said('NoNewPrivileges'), said('CapabilityBoundingSet'), said('ProtectSystem')]).toEqual([
    ['yes'],
    [''],
    ['strict'],
  ]);
});

test.skipIf(which('systemd-analyze') === null)(
  'systemd reads it without a word, but for what is not installed',
  () => {
    const { stdout, stderr, status } = spawnSync('systemd-analyze', ['verify', '--man=no', FILE], {
      encoding: 'utf8',
      timeout: 60_000,
    });
    const complaints = `${stdout}${stderr}`.split('\n').filter((line) => line.includes(path.basename(FILE)));
    const elsewhere = (line: string) => /is not executable: No such file/.test(line);
    expect(
      complaints.filter((line) => !elsewhere(line)),
      `${status}`,
    ).toEqual([]);
  },
);
