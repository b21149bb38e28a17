/**
 * The cabinet's side, an ordinary user with what the udev rules give him: finds every instrument, measures with each,
 * loses its plug in the middle and goes on after the replug.
 */
import { systemClock } from '../../../drivers/clock.ts';
import type { Capability } from '../../../drivers/contract.ts';
import { pause } from '../../../drivers/parts/pause.ts';
import { canStartRemotely, instrumentModels } from '../../../drivers/registry.ts';
import { type Bench, openBench } from './bench.ts';
import { examOf } from './exams.ts';
import { openRoom } from './room-line.ts';

/** Nothing of an instrument that is gone may come so long after. */
const AFTERWARDS_MS = 700;
/** What a cabinet has; the kernel plays no more HID gadgets at a time. */
const TOGETHER = 4;
const APART = 'bci-5byte-berry';

const [plan = ''] = process.argv.slice(2);
const ids = plan.split(',');
const clock = systemClock;
const room = openRoom(clock);
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

/**
 * The two dialects of the five-byte stream never in one cabinet: they are told apart by the speed of their lines, which a
 * CDC-ACM port has not, and else by their frames a second, which a guest without time does not keep.
 */
function cabinetsOf(all: readonly string[]): readonly (readonly string[])[] {
  const sorted = [...all.filter((id) => id !== APART), ...all.filter((id) => id === APART)];
  const count = Math.ceil(sorted.length / TOGETHER);
  return Array.from({ length: count }, (_, i) => sorted.slice(i * TOGETHER, (i + 1) * TOGETHER));
}

const found = (bench: Bench, id: string) =>
  bench.until(`${id} is ready`, () => {
    const unit = bench.unit(id);
    return unit?.state === 'ready' && unit;
  });

async function unplug(bench: Bench, together: readonly string[]): Promise<void> {
  for (const id of together) await room.pull(id);
  await bench.until('an empty list', () => bench.hub.units().length === 0);
}

/** A cabinet fitted with these, plugged one after the other while it runs, then all out again. */
async function discover(together: readonly string[]): Promise<void> {
  const bench = openBench(room, { fitted: together });
  await step('all', 'plugged', async () => {
    for (const id of together) await room.plug(id);
    return together.join(', ');
  });
  const from = clock.now();
  const told = together.map((id) =>
    step(id, 'found', async () => {
      const { port, identity } = await found(bench, id);
      const { vendorId, productId, path } = port;
      const serial = identity?.serial ? `, serial ${identity.serial}` : '';
      return `${vendorId}:${productId} at ${path}: ${identity?.label}${serial}`;
    }),
  );
  const all = (await Promise.all(told)).every((well) => well);
  const took = ((clock.now() - from) / 1000).toFixed(1);
  await step('all', 'unplugged', async () => {
    await unplug(bench, together);
    return `${all ? `the last was found after ${took} s; ` : ''}none is left in the list`;
  });
  await bench.hub.close();
}

async function measure(bench: Bench, id: string, capability: Capability): Promise<void> {
  const { hub } = bench;
  const exam = examOf(capability, canStartRemotely(id));
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
    await exam.whilePulled?.(bench, id);
    await room.plug(id);
    const next = (await exam.afterCut?.(bench, id)) ?? 'begin';
    return next === 'finish' ? exam.finish(bench, id) : whole();
  });
  await hub.release(capability);
}

/** The instrument alone, all it can. */
async function measureAll(id: string): Promise<void> {
  const model = modelOf(id);
  // The same key is an input device as well, which would be taken first.
  const bench = openBench(room, {
    fitted: [id],
    ...(model?.transport === 'hid' ? { without: 'input' } : {}),
  });
  const ready = await step(id, 'plugged alone', async () => {
    await room.plug(id);
    return (await found(bench, id)).port.path;
  });
  for (const capability of ready ? (model?.capabilities ?? []) : []) await measure(bench, id, capability);
  await step(id, 'unplugged', async () => {
    await unplug(bench, [id]);
    return 'gone from the list';
  });
  await bench.hub.close();
}

for (const together of cabinetsOf(ids)) await discover(together);
for (const id of ids) await measureAll(id);
process.exitCode = failures === 0 ? 0 : 1;
process.disconnect();
