/** A full virtual cabinet in a process of its own, over real ptys and sockets, as `npm start` has it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { InstrumentModel, PortInfo } from '../../drivers/contract.ts';
import { createVirtualBusList } from '../../drivers/link/port-list.ts';
import { instrumentModels } from '../../drivers/registry.ts';
import { virtualModels } from '../../fixtures/instruments.ts';
import { FULL_CABINET } from '../../fixtures/simulator/fitted.ts';
import { startChild } from '../../fixtures/visits/child.ts';
import type { DockAction } from '../../src-main/api/dock-protocol.ts';

export interface Cabinet {
  readonly busFile: string;
  ports(): Promise<readonly PortInfo[]>;
  act(action: DockAction): Promise<void>;
  /** Every cable out and in again: each instrument as after power-up, behind a new port. */
  replug(): Promise<void>;
  close(): Promise<void>;
}

const PLUGGED_MS = 10_000;

/** @throws when no row, or more than one, of the full cabinet hangs there like this. */
export function modelBehind(port: PortInfo): InstrumentModel {
  const ids = virtualModels.filter(({ id, transport, port: { vendorId, productId } }) => {
    const same = vendorId === port.vendorId && productId === port.productId;
    return FULL_CABINET.includes(id) && transport === (port.transport ?? 'serial') && same;
  });
  const model = instrumentModels.find(({ id }) => id === ids[0]?.id);
  if (model === undefined || ids.length !== 1) throw new Error(`${ids.length} models behind ${port.path}`);
  return model;
}

export async function startCabinet(): Promise<Cabinet> {
  const folder = await mkdtemp(path.join(tmpdir(), 'box-bench-cabinet-'));
  const busFile = path.join(folder, 'bus.json');
  const socket = path.join(folder, 'dock.sock');
  const simulator = await startChild(path.resolve(import.meta.dirname, '../../fixtures/simulator/main.ts'), {
    BOX_VIRTUAL_BUS: busFile,
    BOX_SIMULATION_SOCKET: socket,
    BOX_SIM_INSTRUMENTS: FULL_CABINET.join(),
  });
  const ports = createVirtualBusList(busFile);

  const act = (action: DockAction): Promise<void> =>
    new Promise((done, fail) => {
      const line = createConnection(socket, () => line.end(`${JSON.stringify(action)}\n`));
      line.on('error', fail);
      line.on('close', () => done());
      line.resume();
    });

  async function cables(state: 'plugged' | 'unplugged', count: number): Promise<void> {
    for (const instrument of FULL_CABINET) await act({ type: 'cable', instrument, state });
    const end = performance.now() + PLUGGED_MS;
    while ((await ports()).length !== count) {
      if (performance.now() > end) throw new Error(`not ${count} ports within ${PLUGGED_MS} ms`);
      await new Promise((done) => setTimeout(done, 20));
    }
  }

  return {
    busFile,
    ports,
    act,
    async replug() {
      await cables('unplugged', 0);
      await cables('plugged', FULL_CABINET.length);
    },
    async close() {
      await simulator.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
