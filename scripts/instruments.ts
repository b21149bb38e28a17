/**
 * `instruments [--once] [--json] [--bus FILE]`: what is plugged and what it says, live until Ctrl-C. Asks every port
 * who is there and lets it stream; never inflates a cuff. The core must not run: it holds the ports.
 */
import { parseArgs } from 'node:util';
import { systemClock } from '../drivers/clock.ts';
import { CAPABILITIES, type Capability, type InstrumentIdentity } from '../drivers/contract.ts';
import { createPermissionGate } from '../drivers/cuff/permission.ts';
import { createHub } from '../drivers/hub.ts';
import { createLineOpener } from '../drivers/line-opener.ts';
import { lineKinds } from '../drivers/link/line-kinds.ts';
import { createRealPortList, createVirtualBusList } from '../drivers/link/port-list.ts';
import { instrumentModels } from '../drivers/registry.ts';
import { saidBy, table } from './instruments/table.ts';

const REFRESH_MS = 500;
/** Enough for the slowest instrument to be told apart and to say something. */
const ONCE_MS = 8000;

function options() {
  try {
    const { values } = parseArgs({
      options: { once: { type: 'boolean' }, json: { type: 'boolean' }, bus: { type: 'string' } },
    });
    return values;
  } catch (error) {
    process.stderr.write(`instruments: ${error instanceof Error ? error.message : 'wrong use'}\n`);
    process.stderr.write('usage: instruments [--once] [--json] [--bus FILE]\n');
    return null;
  }
}

async function run({ once = false, json = false, bus }: NonNullable<ReturnType<typeof options>>) {
  const hub = createHub({
    listPorts: bus === undefined ? createRealPortList() : createVirtualBusList(bus),
    openLine: createLineOpener(lineKinds),
    clock: systemClock,
    models: instrumentModels,
    gate: createPermissionGate(),
  });
  const heard = new Map<Capability, { text: string; at: number; by: InstrumentIdentity }>();
  hub.subscribe((event) => {
    if (event.kind !== 'data') return;
    const text = saidBy(event.event);
    if (text !== null) heard.set(event.capability, { text, at: event.event.at, by: event.identity });
  });
  for (const capability of CAPABILITIES) hub.want(capability);

  const show = () => {
    const units = hub.units();
    const now = systemClock.now();
    const said = Object.fromEntries(
      [...heard].map(([what, { text, at }]) => [what, { text, ageMs: now - at }]),
    );
    process.stdout.write(json ? `${JSON.stringify({ units, said })}\n` : table(units, heard, now));
  };
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
    if (once) setTimeout(resolve, ONCE_MS);
  });
  const clear = process.stdout.isTTY && !json ? '\u001b[2J\u001b[H' : '';
  const timer = once
    ? null
    : setInterval(() => {
        process.stdout.write(clear);
        show();
      }, REFRESH_MS);
  await stopped;
  if (timer !== null) clearInterval(timer);
  if (once) show();
  await hub.close();
}

process.stdout.on('error', () => process.exit(0));
const given = options();
if (given === null) process.exitCode = 2;
else await run(given);
