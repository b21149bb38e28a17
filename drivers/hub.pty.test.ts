/** The whole chain over a real pty: virtual oximeter → kernel → serialport → driver → hub. Real time. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../fixtures/simulator/simulator.ts';
import { systemClock } from './clock.ts';
import type { ReadingEvent } from './contract.ts';
import { createPermissionGate } from './cuff/permission.ts';
import { createHub } from './hub.ts';
import type { HubEvent, InstrumentHub } from './hub-contract.ts';
import { createLineOpener } from './line-opener.ts';
import { lineKinds } from './link/line-kinds.ts';
import { createVirtualBusList } from './link/port-list.ts';
import { watchFile } from './link/watch-file.ts';
import { instrumentModels } from './registry.ts';

let folder: string;
let simulator: Simulator;
let hub: InstrumentHub;
let events: HubEvent[];

const CAPTURE = new URL('../../shared/protocols/captures/contec-cms50e-115200.hex', import.meta.url);

const readings = (): ReadingEvent[] =>
  events.flatMap((event) => (event.kind === 'data' && event.event.kind === 'reading' ? [event.event] : []));
const numberOf = (reading: ReadingEvent | undefined, quantity: string) =>
  reading?.values.find((measured) => measured.quantity === quantity)?.value ?? null;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const state = () => hub.status('oximetry').state;

/** Waits until `what` holds; returns how long that took in ms, or fails after `ms`. */
async function until(what: () => boolean, ms: number): Promise<number> {
  const from = systemClock.now();
  while (!what()) {
    if (systemClock.now() - from > ms) throw new Error(`not within ${ms} ms; state ${state()}`);
    await pause(5);
  }
  return systemClock.now() - from;
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'box-hub-'));
  const busFile = join(folder, 'bus.json');
  simulator = await startSimulator({ busFile, seed: 11 });
  hub = createHub({
    listPorts: createVirtualBusList(busFile),
    openLine: createLineOpener(lineKinds),
    gate: createPermissionGate(),
    clock: systemClock,
    models: instrumentModels,
    watchPorts: watchFile(busFile),
  });
  events = [];
  hub.subscribe((event) => events.push(event));
});

afterEach(async () => {
  await hub.close();
  await simulator.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('hub over a pty', () => {
  it('is ready unasked, streams when wanted, stops the instrument when released', async () => {
    await until(() => state() === 'ready', 1000);
    expect(simulator.oximeter.state.streaming).toBe(false);
    simulator.apply({ type: 'physiology', spo2: 95, pulse: 142 });
    simulator.apply({ type: 'finger', state: 'in' });
    hub.want('oximetry');
    await until(() => state() === 'streaming', 2000);
    expect(hub.status('oximetry').identity).toMatchObject({ label: 'Contec CMS50E', serial: 'V10011' });
    expect(hub.status('oximetry').quietMs).toBe(3000);
    const from = systemClock.now();
    const before = readings().length;
    await pause(4500);
    const rate = ((readings().length - before) * 1000) / (systemClock.now() - from);
    // 60 a second on a machine that keeps up.
    expect(rate).toBeGreaterThan(20);
    expect(rate).toBeLessThan(66);
    const last = readings().at(-1);
    expect(last).toMatchObject({ contact: 'present', quality: 'good' });
    expect(Math.abs(Number(numberOf(last, 'pulse-rate')) - 142)).toBeLessThanOrEqual(3);
    expect(Math.abs(Number(numberOf(last, 'spo2')) - 95)).toBeLessThanOrEqual(1);
    simulator.apply({ type: 'finger', state: 'out' });
    await until(() => readings().at(-1)?.contact === 'absent', 200);
    expect(
      readings()
        .at(-1)
        ?.values.every(({ value }) => value === null),
    ).toBe(true);
    await hub.release('oximetry');
    await until(() => !simulator.oximeter.state.streaming, 500);
    expect(state()).toBe('ready');
  });

  it('notices an unplug in a second, emits nothing old, goes on after the replug', async () => {
    hub.want('oximetry');
    simulator.apply({ type: 'finger', state: 'in' });
    await until(() => readings().some((reading) => reading.contact === 'present'), 6000);
    simulator.apply({ type: 'cable', state: 'unplugged' });
    expect(await until(() => state() === 'absent', 1000)).toBeLessThan(1000);
    expect(hub.status('oximetry')).toMatchObject({ fault: { code: 'unplugged' }, lastFrameAt: null });
    const count = readings().length;
    await pause(700);
    expect(readings()).toHaveLength(count);
    simulator.apply({ type: 'cable', state: 'plugged' });
    await until(() => state() === 'streaming' && readings().length > count + 30, 3000);
    expect(hub.status('oximetry').fault).toBeNull();
  });

  it('survives a cable pulled and put back at once, as often as one likes', async () => {
    hub.want('oximetry');
    await until(() => readings().length > 10, 3000);
    for (let i = 0; i < 5; i += 1) {
      simulator.apply({ type: 'cable', state: 'unplugged' });
      simulator.apply({ type: 'cable', state: 'plugged' });
      await pause(i * 60);
    }
    const count = readings().length;
    await until(() => state() === 'streaming' && readings().length > count + 30, 6000);
    expect(hub.status('oximetry').fault).toBeNull();
  });

  it('a frozen instrument is silent within 3.5 s, and streams again when it thaws', async () => {
    hub.want('oximetry');
    await until(() => readings().length > 10, 3000);
    simulator.apply({ type: 'fault', fault: 'freeze' });
    expect(await until(() => hub.status('oximetry').fault?.code === 'silent', 3500)).toBeGreaterThan(2500);
    const count = readings().length;
    simulator.apply({ type: 'fault', fault: 'none' });
    await until(() => state() === 'streaming' && readings().length > count + 10, 5000);
  });

  it('noise ends in the fault garbage, and the stream returns when the noise ends', async () => {
    hub.want('oximetry');
    await until(() => readings().length > 10, 3000);
    simulator.apply({ type: 'fault', fault: 'garbage' });
    await until(() => hub.status('oximetry').fault?.code === 'garbage', 3500);
    simulator.apply({ type: 'fault', fault: 'none' });
    const count = readings().length;
    await until(() => state() === 'streaming' && readings().length > count + 10, 6000);
  });

  it('a slow instrument is slow, not lost', async () => {
    simulator.apply({ type: 'fault', fault: 'slow' });
    hub.want('oximetry');
    await until(() => readings().length > 20, 6000);
    await pause(1000);
    expect(state()).toBe('streaming');
  });

  it.skipIf(!existsSync(CAPTURE))('carries the recording of a real instrument, all 60 samples', async () => {
    const hex = readFileSync(CAPTURE, 'utf8').replace(/^#.*$/gm, '').replace(/\s/g, '');
    hub.want('oximetry');
    await until(() => readings().length > 10, 3000);
    await simulator.oximeter.replay(Uint8Array.from(Buffer.from(hex, 'hex')));
    const before = readings().length;
    await until(() => readings().length > before + 30, 3000);
    const recorded = readings().filter((reading) => numberOf(reading, 'spo2') === 99);
    const bytes = Buffer.concat(recorded.map(({ raw }) => raw)).toString('hex');
    expect(bytes).toBe(hex);
    expect(recorded).toHaveLength(60);
    expect(recorded.every((reading) => numberOf(reading, 'pulse-rate') === 60)).toBe(true);
  });
});

if (!existsSync(CAPTURE)) process.stderr.write('SKIPPED: ../shared/protocols/captures is not here\n');
