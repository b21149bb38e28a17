/**
 * One process over a full cabinet in which every instrument streams and a cuff inflates: `product` with the hub, the
 * drivers and the core's instrument desk, its messages as JSON; `bare` with the libraries alone, which write what the
 * drivers would and throw away what they read. Arguments: mode, bus file, seconds to measure.
 */
import { randomUUID } from 'node:crypto';
import { systemClock } from '../../drivers/clock.ts';
import { CAPABILITIES, type Capability, type Link } from '../../drivers/contract.ts';
import { createPermissionGate } from '../../drivers/cuff/permission.ts';
import { createHub } from '../../drivers/hub.ts';
import type { InstrumentHub } from '../../drivers/hub-contract.ts';
import { createLineOpener, type LineKinds } from '../../drivers/line-opener.ts';
import { lineKinds } from '../../drivers/link/line-kinds.ts';
import { createVirtualBusList } from '../../drivers/link/port-list.ts';
import { watchFile } from '../../drivers/link/watch-file.ts';
import { instrumentModels } from '../../drivers/registry.ts';
import { FULL_CABINET } from '../../fixtures/simulator/fitted.ts';
import { recordSession } from '../../fixtures/testing/session.ts';
import { createInstantSource } from '../../src-main/core/instants.ts';
import { createInstrumentDesk } from '../../src-main/core/instrument-desk.ts';
import { monoNow } from '../../src-main/journal/index.ts';
import { openBare } from './bare-port.ts';
import { modelBehind } from './cabinet.ts';
import type { CoreMeasured, FromCoreProcess } from './core-words.ts';

const STREAMING_MS = 30_000;
/** The compiler is warm, and every instrument past its first words. */
const WARM_UP_MS = 5000;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

const [mode = '', busFile = '', seconds = ''] = process.argv.slice(2);
const heard = { bytes: 0, messages: 0, ports: new Set<string>() };
const count = (port: string) => (bytes: Uint8Array) => {
  heard.bytes += bytes.length;
  heard.ports.add(port);
};

async function measure(): Promise<CoreMeasured> {
  await pause(WARM_UP_MS);
  Object.assign(heard, { bytes: 0, messages: 0 });
  heard.ports.clear();
  const [before, from] = [process.cpuUsage(), performance.now()];
  await pause(Number(seconds) * 1000);
  const { user, system } = process.cpuUsage(before);
  const { bytes, messages, ports } = heard;
  return {
    seconds: (performance.now() - from) / 1000,
    cpuMs: (user + system) / 1000,
    bytes,
    messages,
    ports: ports.size,
  };
}

const counted = <O extends { readonly link: Link } | object>(path: string, opened: O): O => {
  if ('link' in opened) opened.link.onData(count(path));
  return opened;
};
const countingKinds: LineKinds = {
  serial: async (path, ...rest) => counted(path, await lineKinds.serial(path, ...rest)),
  hid: async (path, ...rest) => counted(path, await lineKinds.hid(path, ...rest)),
  input: async (path, ...rest) => counted(path, await lineKinds.input(path, ...rest)),
};

/** A cuff that was unplugged with air in it is first let down. */
async function inflate(hub: InstrumentHub): Promise<void> {
  const end = performance.now() + STREAMING_MS;
  for (let tried = 0; ; tried += 1) {
    const now = systemClock.now();
    const permission = {
      commandId: `bench ${tried}`,
      commandAt: now,
      readyAt: now,
      patient: 'adult',
    } as const;
    const started = await hub.startCuff(permission);
    if ('started' in started) return;
    if (performance.now() > end) throw new Error(`the cuff does not start: ${started.refused}`);
    await pause(500);
  }
}

async function product(): Promise<CoreMeasured> {
  const hub = createHub({
    models: instrumentModels,
    clock: systemClock,
    openLine: createLineOpener(countingKinds),
    gate: createPermissionGate(),
    fitted: FULL_CABINET,
    listPorts: createVirtualBusList(busFile),
    watchPorts: watchFile(busFile),
  });
  const instants = createInstantSource(monoNow);
  const desk = createInstrumentDesk({
    hub,
    now: () => instants.now(),
    freshId: randomUUID,
    dispatch: async () => 'unchanged',
    after: systemClock.after,
    stream: (message) => {
      heard.messages += JSON.stringify(message).length > 0 ? 1 : 0;
    },
  });
  for (const capability of CAPABILITIES) hub.want(capability);
  const waiting = (): Capability[] => CAPABILITIES.filter((one) => hub.status(one).state !== 'streaming');
  const end = performance.now() + STREAMING_MS;
  while (waiting().length > 0) {
    if (performance.now() > end) throw new Error(`not streaming: ${waiting().join(', ')}`);
    await pause(20);
  }
  await inflate(hub);
  const measured = await measure();
  desk.close();
  await hub.close();
  return measured;
}

async function bare(): Promise<CoreMeasured> {
  const ports = await createVirtualBusList(busFile)();
  const total = WARM_UP_MS / 1000 + Number(seconds) + 2;
  const lines = await Promise.all(
    ports.map(async (port) => ({
      port: await openBare(port, modelBehind(port), count(port.path)),
      said: (await recordSession(modelBehind(port).id, total)).filter(({ by }) => by !== 'instrument'),
    })),
  );
  for (const { port, said } of lines) for (const one of said) systemClock.after(one.at, () => port.say(one));
  const measured = await measure();
  await Promise.all(lines.map(({ port }) => port.close()));
  return measured;
}

const tell = (message: FromCoreProcess) => process.send?.(message, () => process.exit(0));
process.on('disconnect', () => process.exit(0));
try {
  tell({ type: 'measured', measured: await (mode === 'product' ? product() : bare()) });
} catch (error) {
  tell({ type: 'failed', why: error instanceof Error ? error.message : String(error) });
}
