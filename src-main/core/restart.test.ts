import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { initialCabinet } from '../../state-machines/cabinet.ts';
import type { CabinetState, MachineSnapshot, PatientView } from '../../state-machines/contract.ts';
import { CONNECT, createKit } from '../../state-machines/test-kit.ts';
import { connectCore } from '../api/client.ts';
import { nodeWebSocket } from '../api/node-socket.ts';
import { bootId, type Deadline, monoNow, openJournal } from '../journal/index.ts';
import { readConfig } from './config.ts';
import { type Core, startCore } from './core.ts';
import { createLogger } from './logger.ts';

let folder: string;
let core: Core | null = null;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'box-restart-'));
});
afterEach(async () => {
  await core?.close();
  core = null;
  await rm(folder, { recursive: true, force: true });
});

const now = () => ({ mono: monoNow(), wall: Date.now(), clockSure: true });
const journal = () => openJournal({ file: join(folder, 'journal.sqlite') });

async function leave({ visit, exam }: CabinetState, setDeadlines: readonly Deadline[] = []): Promise<void> {
  const left = await journal();
  const machines = exam === null ? [visit] : [visit, exam];
  const nothing = { records: [], dropMachines: [], clearDeadlines: [], commandIds: [] };
  await left.commit({ ...nothing, visit: null, at: now(), machines, setDeadlines });
  await left.close();
}

async function start(): Promise<PatientView> {
  const config = readConfig({
    BOX_DATA: folder,
    BOX_PORT: '0',
    BOX_RELAY_URL: 'mqtt://127.0.0.1:1',
    BOX_VIRTUAL_BUS: join(folder, 'bus.json'),
  });
  const started = await startCore(config, createLogger('fatal'), () => {});
  core = started;
  return new Promise((resolve) => {
    const client = connectCore({
      url: started.api.url,
      role: 'patient',
      token: started.api.mint('patient'),
      WebSocket: nodeWebSocket('app://box'),
      onState: () => {},
      onMessage(message) {
        if (message.type !== 'welcome') return;
        resolve(message.view);
        client.close();
      },
    });
  });
}

async function saved() {
  await core?.close();
  core = null;
  const left = await journal();
  const restored = await left.restore();
  await left.close();
  return restored;
}

const older = (machine: MachineSnapshot): MachineSnapshot => ({ ...machine, version: 0 });

test('the broker of the last run is not shown as up', async () => {
  const { state } = createKit({}, initialCabinet()).say({ type: 'fleet.state', broker: 'up' });
  await leave(state);
  expect(await start()).toMatchObject({ phase: 'idle', broker: 'down' });
});

test('an exam of another version interrupts once, and leaves no deadline of its time', async () => {
  const kit = createKit();
  kit.sayAll(CONNECT);
  const exam = older(kit.state.exam as MachineSnapshot);
  const past = { bootId: bootId(), dueMono: monoNow() - 1000, dueWall: Date.now() - 1000 };
  await leave({ visit: kit.state.visit, exam }, [{ name: 'idle.ask', ...past }]);
  expect(await start()).toMatchObject({ phase: 'interrupted', stillThereUntil: null });
  await new Promise((done) => setTimeout(done, 50));
  const after = await saved();
  expect(after.machines.map(({ machine }) => machine)).toEqual(['visit']);
  expect(after.machines[0]?.state.context).toMatchObject({ stillThereUntil: null, calls: 1 });
  expect(after.deadlines.map(({ name }) => name)).toEqual(['idle.ask']);
});
