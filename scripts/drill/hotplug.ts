/** Cables and faults of a whole cabinet at random, over real ptys and sockets; then every instrument measures right. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../../drivers/clock.ts';
import { CAPABILITIES, type InstrumentData } from '../../drivers/contract.ts';
import { createPermissionGate } from '../../drivers/cuff/permission.ts';
import { createHub } from '../../drivers/hub.ts';
import type { InstrumentHub } from '../../drivers/hub-contract.ts';
import { createLineOpener } from '../../drivers/line-opener.ts';
import { lineKinds } from '../../drivers/link/line-kinds.ts';
import { createVirtualBusList } from '../../drivers/link/port-list.ts';
import { watchFile } from '../../drivers/link/watch-file.ts';
import { instrumentModels } from '../../drivers/registry.ts';
import { INSTRUMENT_FAULTS, type PersonAction } from '../../fixtures/contract.ts';
import type { FaultBench } from '../../fixtures/faults/bench.ts';
import { ROWS, type Row } from '../../fixtures/faults/matrix.ts';
import { FIRST, SECOND } from '../../fixtures/faults/procedures.ts';
import type { Random } from '../../fixtures/parts/random.ts';
import { type Simulator, startSimulator } from '../../fixtures/simulator/simulator.ts';
import { always, between, type Campaign, type Failure, randomOf } from './campaign.ts';
import { createRealBench, pause } from './real-bench.ts';

const CHAOS_MS = 30_000;
/** Between two things that happen. */
const MOST_PAUSE_MS = 900;
const PACE = 4;
const READY_MS = 60_000;
/** A cuff that was let down, or started a moment ago, is refused for so long. */
const AGAIN_MS = 180_000;

/** One for each capability, in turn: six rounds meet every instrument. */
export function cabinetOf(round: number): readonly Row[] {
  return CAPABILITIES.flatMap((capability) => {
    const able = ROWS.filter(({ procedure }) => procedure.capability === capability);
    return able[round % Math.max(1, able.length)] ?? [];
  });
}

const ACTS: readonly PersonAction[] = [
  { type: 'finger', state: 'in' },
  { type: 'finger', state: 'moving' },
  { type: 'finger', state: 'out' },
  { type: 'physiology', spo2: FIRST.spo2, pulse: FIRST.pulse },
  { type: 'probe', place: 'in', celsius: FIRST.celsius },
  { type: 'probe', place: 'out', celsius: FIRST.celsius },
  { type: 'arm', change: { sys: FIRST.sys, dia: FIRST.dia } },
  { type: 'step', mass: FIRST.mass },
  { type: 'step', mass: 0 },
  { type: 'press' },
];

/** How many things happened. */
async function chaos(simulator: Simulator, ids: readonly string[], random: Random): Promise<number> {
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random.next() * from.length)];
  const end = performance.now() + CHAOS_MS;
  let happened = 0;
  while (performance.now() < end) {
    const instrument = pick(ids) ?? '';
    const kind = random.next();
    if (kind < 0.4)
      simulator.apply({ type: 'cable', instrument, state: random.next() < 0.5 ? 'unplugged' : 'plugged' });
    else if (kind < 0.6)
      simulator.apply({ type: 'fault', instrument, fault: pick([...INSTRUMENT_FAULTS, 'none']) ?? 'none' });
    else simulator.instrument(instrument).act(pick(ACTS) ?? { type: 'press' });
    happened += 1;
    await pause(between(random, 0, MOST_PAUSE_MS));
  }
  return happened;
}

async function begun(bench: FaultBench, { procedure }: Row): Promise<boolean> {
  const end = performance.now() + AGAIN_MS;
  while (!(await procedure.begin(bench, SECOND))) {
    if (performance.now() > end) return false;
    await pause(1000);
  }
  return true;
}

/** What came instead of a result, so that a failed round can be understood without playing it again. */
export function said(data: readonly InstrumentData[]): string {
  const kinds = new Map<string, number>();
  for (const event of data) {
    const failure =
      event.kind === 'cuff-end' && 'failure' in event.outcome ? ` ${event.outcome.failure}` : '';
    const kind = `${event.kind}${failure}`;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  return kinds.size === 0 ? 'silence' : [...kinds].map(([kind, count]) => `${count} × ${kind}`).join(', ');
}

/** Alone at the hub, so that it is this one that serves. What is wrong; null: it measures right, and nothing old. */
async function measures(row: Row, bench: FaultBench): Promise<string | null> {
  const { procedure, id } = row;
  const { capability } = procedure;
  const status = () => bench.hub.status(capability);
  const failed = (what: string) =>
    `${id}: ${what} (${status().state}, ${status().fault?.code ?? 'no fault'})`;
  bench.plug();
  bench.hub.want(capability);
  if (procedure.sleeps && !(await begun(bench, row))) return failed('it does not begin');
  if ((await bench.until(() => status().state === 'streaming', READY_MS)) === null)
    return failed(`not streaming within ${READY_MS} ms`);
  await pause(procedure.settleMs);
  // A probe on its way back to its well would go on with what it measured before.
  await bench.until(() => bench.instrument.state['active'] !== true, READY_MS);
  const from = bench.events.length;
  const results = () => procedure.results(bench.dataFrom(from));
  const right = () => results().some((result) => procedure.right(result, SECOND));
  if (!procedure.sleeps && !(await begun(bench, row))) return failed('it does not begin');
  await bench.until(right, procedure.withinMs);
  if (!right()) return failed(`no right result, ${results().length} others, ${said(bench.dataFrom(from))}`);
  const old = results().filter((one) => !procedure.right(one, SECOND) && procedure.right(one, FIRST));
  return old.length > 0 ? failed(`${old.length} results from before`) : null;
}

async function everyone(rows: readonly Row[], hub: InstrumentHub, simulator: Simulator) {
  const wrong: string[] = [];
  for (const row of rows) {
    const { procedure, id } = row;
    const bench = createRealBench(id, procedure.capability, { hub, simulator });
    try {
      const what = await measures(row, bench);
      if (what !== null) wrong.push(what);
      procedure.end(bench, SECOND);
      await hub.release(procedure.capability);
      bench.unplug();
    } finally {
      await bench.close();
    }
  }
  return wrong;
}

async function round(seed: number, n: number): Promise<{ wrong: readonly string[]; happened: number }> {
  const rows = cabinetOf(n);
  const ids = [...new Set(rows.map(({ id }) => id))];
  const folder = await mkdtemp(path.join(tmpdir(), 'box-hotplug-'));
  const busFile = path.join(folder, 'bus.json');
  const simulator = await startSimulator({ busFile, seed: seed + n, instruments: ids, pace: PACE });
  const hub = createHub({
    models: instrumentModels,
    clock: systemClock,
    openLine: createLineOpener(lineKinds),
    gate: createPermissionGate(),
    fitted: ids,
    listPorts: createVirtualBusList(busFile),
    watchPorts: watchFile(busFile),
  });
  try {
    for (const capability of CAPABILITIES) hub.want(capability);
    const happened = await chaos(simulator, ids, randomOf(seed, n));
    for (const capability of CAPABILITIES) await hub.release(capability);
    for (const instrument of ids) {
      simulator.apply({ type: 'fault', instrument, fault: 'none' });
      simulator.apply({ type: 'cable', instrument, state: 'unplugged' });
      for (const action of REST) simulator.instrument(instrument).act(action);
    }
    await pause(1000);
    return { wrong: await everyone(rows, hub, simulator), happened };
  } finally {
    await hub.close();
    await simulator.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const REST: readonly PersonAction[] = [
  { type: 'finger', state: 'out' },
  { type: 'probe', place: 'out', celsius: FIRST.celsius },
  { type: 'step', mass: 0 },
];

export const hotplug: Campaign = {
  name: 'hotplug',
  about: `${CHAOS_MS / 1000} s of cables and faults at random in a cabinet over real ptys and sockets, then each instrument measures right`,
  times: 24,
  batch: 1,
  unavailable: always,
  async run(from, count, seed) {
    const failures: Failure[] = [];
    let [events, measured] = [0, 0];
    for (let n = from; n < from + count; n += 1) {
      const { wrong, happened } = await round(seed, n);
      events += happened;
      measured += cabinetOf(n).length - wrong.length;
      for (const what of wrong) failures.push({ round: n, what });
    }
    return { failures, counted: { events, measured } };
  },
};
