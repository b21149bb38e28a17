/** From the moment the ports of a full cabinet appear until the hub has told every instrument apart. */
import { systemClock } from '../../drivers/clock.ts';
import type { PortInfo } from '../../drivers/contract.ts';
import { createPermissionGate } from '../../drivers/cuff/permission.ts';
import { createHub } from '../../drivers/hub.ts';
import { createLineOpener } from '../../drivers/line-opener.ts';
import { lineKinds } from '../../drivers/link/line-kinds.ts';
import { instrumentModels } from '../../drivers/registry.ts';
import { FULL_CABINET } from '../../fixtures/simulator/fitted.ts';
import { recordSession, type Said } from '../../fixtures/testing/session.ts';
import { openBare } from './bare-port.ts';
import { type Cabinet, modelBehind, startCabinet } from './cabinet.ts';
import type { Say } from './say.ts';
import { type Summary, summarise } from './stats.ts';

/** Milliseconds, one of each a round. */
export interface DiscoveryBench {
  readonly instruments: number;
  /** The cabinet's list says what is fitted. */
  readonly fitted: Summary;
  /** Nothing is known but the USB ids. */
  readonly unknown: Summary;
  /** Whoever knows it all: every port opened at once, its instrument asked, and the first byte of its answer there. */
  readonly bare: Summary;
  readonly ratio: number;
}

export const AIM_MS = 2000;
const LIMIT_MS = 60_000;
/** Longer than any instrument takes to say its first word. */
const SESSION_S = 4;

async function discover(ports: readonly PortInfo[], fitted: readonly string[]): Promise<number> {
  let shown: readonly PortInfo[] = [];
  let appear: () => void = () => undefined;
  const hub = createHub({
    models: instrumentModels,
    clock: systemClock,
    openLine: createLineOpener(lineKinds),
    gate: createPermissionGate(),
    fitted,
    listPorts: async () => shown,
    watchPorts(changed) {
      appear = changed;
      return () => undefined;
    },
  });
  const told = () =>
    hub
      .units()
      .filter(({ state, identity, port }) => state === 'ready' && identity?.model === modelBehind(port).id);
  try {
    // The first look at an empty list.
    await new Promise((done) => setTimeout(done, 50));
    return await new Promise<number>((done, fail) => {
      const limit = setTimeout(() => {
        const units = hub.units().map(({ state, identity }) => `${identity?.model} ${state}`);
        fail(new Error(`not all within ${LIMIT_MS} ms: ${units.join(', ')}`));
      }, LIMIT_MS);
      const from = performance.now();
      hub.subscribe(() => {
        if (told().length !== ports.length) return;
        clearTimeout(limit);
        done(performance.now() - from);
      });
      shown = ports;
      appear();
    });
  } finally {
    await hub.close();
  }
}

/** What its driver writes until the first answer; null: it says nothing unasked, and there is nothing to ask. */
async function openingOf(id: string): Promise<readonly Said[] | null> {
  if (id.startsWith('otoscope')) return null;
  const said = await recordSession(id, SESSION_S);
  const answer = said.findIndex(({ by }) => by === 'instrument');
  return said.slice(0, Math.max(0, answer));
}

async function askBare(port: PortInfo, opening: readonly Said[] | null): Promise<void> {
  let heard: () => void = () => undefined;
  const answer = new Promise<void>((done, fail) => {
    const limit = setTimeout(() => fail(new Error(`no answer from ${port.path}`)), LIMIT_MS);
    heard = () => {
      clearTimeout(limit);
      done();
    };
  });
  const bare = await openBare(port, modelBehind(port), () => heard());
  if (opening === null) heard();
  else for (const said of opening) bare.say(said);
  await answer;
  await bare.close();
}

async function bareMs(
  ports: readonly PortInfo[],
  openings: ReadonlyMap<string, readonly Said[] | null>,
): Promise<number> {
  const from = performance.now();
  await Promise.all(ports.map((port) => askBare(port, openings.get(modelBehind(port).id) ?? null)));
  return performance.now() - from;
}

async function rounds(cabinet: Cabinet, count: number, say: Say) {
  const openings = new Map<string, readonly Said[] | null>();
  for (const id of FULL_CABINET) openings.set(id, await openingOf(id));
  const ms: Record<'bare' | 'fitted' | 'unknown', number[]> = { bare: [], fitted: [], unknown: [] };
  for (let round = 0; round < count; round += 1) {
    for (const [which, run] of [
      ['bare', (ports: readonly PortInfo[]) => bareMs(ports, openings)],
      ['fitted', (ports: readonly PortInfo[]) => discover(ports, FULL_CABINET)],
      ['unknown', (ports: readonly PortInfo[]) => discover(ports, [])],
    ] as const) {
      await cabinet.replug();
      ms[which].push(await run(await cabinet.ports()));
    }
    say(`discovery: round ${round + 1} of ${count}`);
  }
  return ms;
}

/** @throws when an instrument is not found, or taken for another. */
export async function benchDiscovery(quick: boolean, say: Say): Promise<DiscoveryBench> {
  const cabinet = await startCabinet();
  try {
    const ms = await rounds(cabinet, quick ? 5 : 20, say);
    const [fitted, unknown, bare] = [summarise(ms.fitted), summarise(ms.unknown), summarise(ms.bare)];
    return { instruments: FULL_CABINET.length, fitted, unknown, bare, ratio: fitted.p50 / bare.p50 };
  } finally {
    await cabinet.close();
  }
}
