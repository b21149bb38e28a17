/**
 * `usb-lab`: every virtual instrument as a true USB device of a kernel in QEMU, found and measured with through
 * kernel, udev, hidraw, node-hid and serialport; plug pulled in the middle, and put back. `--short`: two of them.
 * `--only <id,id…>`. One line a step, then a JSON summary; ends with status 1 when anything failed, 2 when it cannot run.
 */
import { parseArgs } from 'node:util';
import { virtualModels } from '../fixtures/instruments.ts';
import { findUsbLab } from './setup/usb-lab.mjs';
import { runUsbLab, type Step } from './usb-lab/run.ts';
import { SHORT } from './usb-lab/short.ts';

const BOOT_LIMIT_MS = 300_000;
/** An instrument has several exams, each measured three times. */
const INSTRUMENT_LIMIT_MS = 180_000;

function fail(text: string): never {
  process.stderr.write(`${text}\n`);
  process.exit(2);
}

function chosen(): readonly string[] {
  const all = virtualModels.map(({ id }) => id);
  try {
    const { values } = parseArgs({ options: { short: { type: 'boolean' }, only: { type: 'string' } } });
    const ids = values.only?.split(',') ?? (values.short ? SHORT : all);
    const unknown = ids.filter((id) => !all.includes(id));
    if (unknown.length > 0) return fail(`unknown: ${unknown.join(', ')}; there is ${all.join(', ')}`);
    return ids;
  } catch {
    return fail('usage: usb-lab [--short | --only <instrument,instrument…>]');
  }
}

const instruments = chosen();
const parts = findUsbLab();
if ('lacks' in parts)
  fail(`The USB lab is skipped: here is no ${parts.lacks}. Mend it with: npm run bootstrap`);

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
function show({ instrument, step, well, detail, ms }: Step): void {
  const title = `${instrument.padEnd(20)} ${step.padEnd(40)}`;
  process.stdout.write(`${well ? 'ok  ' : 'FAIL'} ${title} ${detail} (${seconds(ms)})\n`);
}

process.stdout.write(`Booting a Debian kernel in QEMU with ${instruments.length} USB instruments …\n`);
const outcome = await runUsbLab({
  parts,
  instruments,
  limitMs: BOOT_LIMIT_MS + instruments.length * INSTRUMENT_LIMIT_MS,
  onStep: show,
});
const { ok, steps, problem, log, bootMs, totalMs } = outcome;
if (problem !== null) process.stdout.write(`FAIL ${problem}\n${log.trimEnd()}\n`);
const summary = {
  ok,
  instruments,
  steps: steps.length,
  failed: steps.filter(({ well }) => !well).map(({ instrument, step }) => `${instrument}: ${step}`),
  problem,
  bootMs,
  totalMs,
};
process.stdout.write(`${JSON.stringify(summary)}\n`);
process.exitCode = ok ? 0 : 1;
