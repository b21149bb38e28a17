/**
 * The cabinet's side, an ordinary user with what the udev rules give him: finds every instrument, measures with each,
 * loses its plug in the middle and goes on after the replug.
 */
import type { Capability } from '../../../drivers/contract.ts';
import { pause } from '../../../drivers/parts/pause.ts';
import { canStartRemotely, instrumentModels } from '../../../drivers/registry.ts';
import { openBench } from './bench.ts';
import { examOf } from './exams.ts';

/** Nothing of an instrument that is gone may come so long after. */
const AFTERWARDS_MS = 700;
/** The kernel has no more serial gadgets at a time. */
const SERIAL_AT_ONCE = 8;

const [plan = ''] = process.argv.slice(2);
const ids = plan.split(',');
const bench = openBench();
const { clock, hub, room } = bench;
const modelOf = (id: string) => instrumentModels.find((model) => model.id === id);
let failures = 0;

/** Says what came out; false when it went wrong. */
async function step(instrument: string, title: string, run: () => Promise<string>): Promise<boolean> {
  const from = clock.now();
  const [well, detail] = await run().then(
    (said) => [true, said] as const,
    (error: unknown) => [false, error instanceof Error ? error.message : String(error)] as const,
  );
  if (!well) failures += 1;
  room.tell({ kind: 'step', instrument, step: title, ms: Math.round(clock.now() - from), well, detail });
  return well;
}

const found = (id: string, state: 'ready' | 'streaming' = 'ready') =>
  bench.until(`${id} is ${state}`, () => {
    const unit = bench.unit(id);
    return unit?.state === state && unit;
  });

/** As many at once as the kernel can play, in the order of the plan; then out again. */
async function discover(together: readonly string[]): Promise<void> {
  await step('all', 'plug', async () => {
    for (const id of together) await room.plug(id);
    return `${together.length} instruments, each on a USB bus`;
  });
  const from = clock.now();
  const told = together.map((id) =>
    step(id, 'found', async () => {
      const { port, identity } = await found(id);
      const { vendorId, productId, path } = port;
      const serial = identity?.serial ? `, serial ${identity.serial}` : '';
      return `${vendorId}:${productId} at ${path}: ${identity?.label}${serial}`;
    }),
  );
  const all = (await Promise.all(told)).every((well) => well);
  await step('all', 'unplug', async () => {
    const took = ((clock.now() - from) / 1000).toFixed(1);
    for (const id of together) await room.pull(id);
    await bench.until('an empty list', () => hub.units().length === 0);
    return all ? `every one was found ${took} s after the last plug; none is left in the list` : 'none left';
  });
}

function rounds(): readonly (readonly string[])[] {
  const serial = ids.filter((id) => modelOf(id)?.transport === 'serial');
  const others = ids.filter((id) => !serial.includes(id));
  const first = [...serial.slice(0, SERIAL_AT_ONCE), ...others];
  const rest = serial.slice(SERIAL_AT_ONCE);
  return rest.length === 0 ? [first] : [first, rest];
}

async function measure(id: string, capability: Capability, remote: boolean): Promise<void> {
  const exam = examOf(capability, remote);
  const whole = async () => {
    await exam.begin(bench, id);
    return exam.finish(bench, id);
  };
  await step(id, capability, whole);
  await hub.release(capability);
  await step(id, `${capability}, plug pulled in the middle`, async () => {
    await exam.begin(bench, id);
    await room.pull(id);
    await bench.until('it is gone', () => hub.status(capability).state === 'absent');
    const before = bench.heard.length;
    await pause(clock, AFTERWARDS_MS);
    if (bench.heard.length > before) throw new Error('something was measured without an instrument');
    return `${hub.status(capability).fault?.code}, and nothing more came`;
  });
  await step(id, `${capability}, plugged again`, async () => {
    await room.plug(id);
    const next = (await exam.afterCut?.(bench, id)) ?? 'begin';
    return next === 'finish' ? exam.finish(bench, id) : whole();
  });
  await hub.release(capability);
}

for (const together of rounds()) await discover(together);
for (const id of ids) {
  const capabilities = modelOf(id)?.capabilities ?? [];
  // The same key is an input device as well, which would be taken first.
  bench.without(modelOf(id)?.transport === 'hid' ? ['input'] : []);
  const alone = await step(id, 'plugged alone', async () => {
    await room.plug(id);
    return `${(await found(id)).port.path}`;
  });
  for (const capability of alone ? capabilities : []) await measure(id, capability, canStartRemotely(id));
  await step(id, 'unplugged', async () => {
    await room.pull(id);
    await bench.until('an empty list', () => hub.units().length === 0);
    return 'gone from the list';
  });
}
await hub.close();
process.exitCode = failures === 0 ? 0 : 1;
process.disconnect();
