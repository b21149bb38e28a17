import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeModels } from '../../../scripts/models/assemble.ts';
import { MODEL_FILES } from '../../../state-machines/distress/models.ts';
import type { MediaReport, MediaTrackReport } from '../../api/selftest-protocol.ts';
import type { WatchProof } from '../../api/watch-protocol.ts';
import type { JournalCondition, JournalSettings } from '../../journal/index.ts';
import type { CommandResult } from '../run-command.ts';
import { createBrokerCheck } from './broker-check.ts';
import type { Check } from './check.ts';
import { createClockCheck } from './clock-check.ts';
import { createDurabilityCheck, createIntegrityCheck, createProtectionCheck } from './database-checks.ts';
import { createDiskCheck } from './disk-check.ts';
import { createMediaChecks } from './media-checks.ts';
import { createModelsCheck } from './models-check.ts';
import { createUdevCheck } from './udev-check.ts';
import { createWatchCheck } from './watch-check.ts';

async function verdict(check: Check): Promise<[string, string | undefined]> {
  const { status, reason } = await check.run(new AbortController().signal);
  return [status, reason?.code];
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'checks-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the disk', () => {
  const MB = 1024 * 1024;
  it.each([
    [50_000, ['pass', undefined]],
    [1000, ['warn', 'disk-low']],
    [199, ['fail', 'disk-full']],
  ])('%d MB free', async (free, expected) => {
    const stat = (async () => ({ bavail: free, bsize: MB, blocks: 60_000 })) as never;
    expect(await verdict(createDiskCheck(folder, stat))).toEqual(expected);
  });

  it('this one', async () => {
    const { facts } = await createDiskCheck(folder).run(new AbortController().signal);
    expect(facts.freeMB).toBeGreaterThan(0);
    expect(Number(facts.totalMB)).toBeGreaterThanOrEqual(Number(facts.freeMB));
  });
});

describe('the database', () => {
  const writer = (
    settings: JournalSettings,
    condition: JournalCondition = { durable: true, protection: 'file', trouble: null, mended: null },
  ) => ({ settings: async () => settings, condition: () => condition });

  it.each([
    [{ state: 'sound' }, ['pass', undefined]],
    [{ state: 'damaged', detail: 'page 7' }, ['fail', 'database-damaged']],
    [{ state: 'unreadable', detail: 'locked' }, ['fail', 'database-unreadable']],
  ] as const)('%o', async (found, expected) => {
    expect(await verdict(createIntegrityCheck('x', async () => found))).toEqual(expected);
  });

  it.each([
    ['wal', 2, ['pass', undefined]],
    ['wal', 1, ['fail', 'not-durable']],
    ['delete', 2, ['fail', 'not-durable']],
  ] as const)('%s with synchronous %d', async (journalMode, synchronous, expected) => {
    expect(await verdict(createDurabilityCheck(writer({ journalMode, synchronous })))).toEqual(expected);
  });

  it('in memory is a failure, mended is said with what was lost', async () => {
    const sound = { durable: true, protection: 'file', trouble: null, mended: null } as const;
    const settings = { journalMode: 'wal', synchronous: 2 };
    const memory = { ...sound, durable: false, trouble: 'read-only' } as const;
    expect(await verdict(createDurabilityCheck(writer(settings, memory)))).toEqual([
      'fail',
      'journal-in-memory',
    ]);
    const mended = {
      quarantined: '/d/x.bad',
      backup: null,
      salvaged: 3,
      lost: 2,
      blobsLost: 1,
      stateKept: true,
    };
    const check = createDurabilityCheck(writer(settings, { ...sound, trouble: 'corrupt', mended }));
    const { reason, facts } = await check.run(new AbortController().signal);
    expect(reason).toEqual({ code: 'journal-mended', detail: 'corrupt /d/x.bad' });
    expect(facts.lostEvents).toBe(3);
  });

  it('says when whoever has the disk can read it', async () => {
    expect(await verdict(createProtectionCheck(() => 'file'))).toEqual(['warn', 'disk-not-protected']);
    expect(await verdict(createProtectionCheck(() => 'tpm'))).toEqual(['pass', undefined]);
    expect(await verdict(createProtectionCheck(null))).toEqual(['warn', 'needs-core']);
  });

  it('its setting is the writer’s: unknown without one', async () => {
    expect(await verdict(createDurabilityCheck(null))).toEqual(['warn', 'needs-core']);
  });
});

describe('the clock', () => {
  const now = Date.UTC(2026, 10, 22);
  const said = (out: string, code = 0): CommandResult => ({ state: 'ended', code, out, err: '' });
  const missing: CommandResult = { state: 'missing' };
  const clock = (timedatectl: CommandResult, chronyc: CommandResult, more = {}) =>
    createClockCheck({
      wallNow: () => now,
      jumpMs: () => 0,
      run: async (program) => (program === 'timedatectl' ? timedatectl : chronyc),
      ...more,
    });
  const chrony = (leap: string) => said(`C0A80001,192.168.0.1,2,1.0,0,0,0,0,0,0,0,0,64,${leap}\n`);

  it.each([
    ['systemd says yes', said('yes\n'), missing, ['pass', undefined]],
    ['systemd says no', said('no\n'), missing, ['warn', 'clock-unsynchronised']],
    ['chrony says yes', missing, chrony('Normal'), ['pass', undefined]],
    ['chrony, where systemd has no bus', said('', 1), chrony('Normal'), ['pass', undefined]],
    ['chrony says no', missing, chrony('Not synchronised'), ['warn', 'clock-unsynchronised']],
    ['nobody knows', missing, said('506 Cannot talk to daemon', 1), ['warn', 'clock-unknown']],
  ] as const)('%s', async (_name, systemd, other, expected) => {
    expect(await verdict(clock(systemd, other))).toEqual(expected);
  });

  it('moved by somebody, or before its time', async () => {
    expect(await verdict(clock(said('yes'), missing, { jumpMs: () => -3_600_000 }))).toEqual([
      'warn',
      'clock-jumped',
    ]);
    expect(await verdict(clock(said('yes'), missing, { wallNow: () => 0 }))).toEqual(['fail', 'clock-wrong']);
  });
});

describe('camera, microphone, speaker', () => {
  const live: MediaTrackReport = { devices: 1, state: 'live', label: 'Webcam', alive: true };
  const all: MediaReport = { camera: live, microphone: live, speaker: { devices: 1, label: '' } };
  const verdicts = (report: MediaReport | null, hasPage = true) =>
    Promise.all(createMediaChecks(hasPage, async () => report).map(verdict));

  it('are asked once, of the page', async () => {
    let asked = 0;
    const checks = createMediaChecks(true, async () => {
      asked += 1;
      return all;
    });
    expect(await Promise.all(checks.map(verdict))).toEqual([
      ['pass', undefined],
      ['pass', undefined],
      ['pass', undefined],
    ]);
    expect(asked).toBe(1);
  });

  it('each fails its own line', async () => {
    const [camera] = await verdicts({ ...all, camera: { ...live, state: 'not-allowed' } });
    expect(camera).toEqual(['fail', 'not-allowed']);
    expect(await verdicts({ ...all, camera: { ...live, alive: false } })).toEqual([
      ['fail', 'no-picture'],
      ['pass', undefined],
      ['pass', undefined],
    ]);
    expect(await verdicts({ ...all, microphone: { ...live, state: 'muted' } })).toEqual([
      ['pass', undefined],
      ['fail', 'track-muted'],
      ['pass', undefined],
    ]);
    expect((await verdicts({ ...all, speaker: { devices: 0, label: '' } }))[2]).toEqual([
      'fail',
      'no-device',
    ]);
  });

  it('without a page nothing is known', async () => {
    expect((await verdicts(null))[0]).toEqual(['warn', 'no-page']);
    expect((await verdicts(null, false))[0]).toEqual(['warn', 'needs-core']);
  });
});

describe('the rest', () => {
  it('the broker', async () => {
    expect(await verdict(createBrokerCheck('mqtt://x', () => 'up'))).toEqual(['pass', undefined]);
    expect(await verdict(createBrokerCheck('mqtt://x', () => 'down'))).toEqual(['fail', 'broker-down']);
    const trusting = (certified: boolean, refused: number) =>
      verdict(
        createBrokerCheck(
          'mqtt://x',
          () => 'up',
          () => ({ certified, refused }),
        ),
      );
    expect(await trusting(false, 0)).toEqual(['fail', 'no-certificate']);
    expect(await trusting(true, 3)).toEqual(['warn', 'broker-distrusted']);
    expect(await verdict(createBrokerCheck('mqtt://x', () => null))).toEqual(['warn', 'needs-core']);
  });

  it('watch', async () => {
    const asked = (proof: WatchProof | null, on = true) =>
      verdict(createWatchCheck({ on: () => on, ask: async () => proof }));
    expect(await asked({ state: 'sees', models: 'a'.repeat(64), pictureMs: 40 })).toEqual([
      'pass',
      undefined,
    ]);
    expect(await asked({ state: 'failed', why: 'no-webgl2' })).toEqual(['fail', 'no-webgl2']);
    expect(await asked({ state: 'failed', why: 'models-damaged' })).toEqual(['fail', 'models-damaged']);
    expect(await asked({ state: 'failed', why: 'worker-lost' })).toEqual(['fail', 'watch-stopped']);
    expect(await asked({ state: 'failed', why: 'sees-nobody' })).toEqual(['fail', 'watch-blind']);
    expect(await asked(null)).toEqual(['warn', 'no-page']);
    expect(await asked(null, false)).toEqual(['not-fitted', 'watch-off']);
    expect(await verdict(createWatchCheck({ on: () => true, ask: null }))).toEqual(['warn', 'needs-core']);
  });
  it('models', async () => {
    expect(await verdict(createModelsCheck(null))).toEqual(['not-fitted', 'no-models']);
    expect(await verdict(createModelsCheck(join(folder, 'none')))).toEqual(['fail', 'models-missing']);
    writeModels(folder);
    expect(await verdict(createModelsCheck(folder))).toEqual(['pass', undefined]);
    writeFileSync(join(folder, MODEL_FILES.pose.name), 'weights');
    expect(await verdict(createModelsCheck(folder))).toEqual(['fail', 'models-damaged']);
    rmSync(join(folder, MODEL_FILES.hands.name));
    expect(await verdict(createModelsCheck(folder))).toEqual(['fail', 'models-missing']);
  });

  it('rules of the system', async () => {
    const rules = (...problems: ('missing' | 'old')[]) =>
      createUdevCheck(async () => problems.map((problem) => ({ problem, words: problem })));
    expect(await verdict(createUdevCheck(null))).toEqual(['not-fitted', 'simulated']);
    expect(await verdict(rules())).toEqual(['pass', undefined]);
    expect(await verdict(rules('old'))).toEqual(['warn', 'rules-old']);
    expect(await verdict(rules('old', 'missing'))).toEqual(['fail', 'rules-missing']);
  });
});
