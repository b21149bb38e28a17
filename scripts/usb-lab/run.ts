/** One run of the virtual cabinet in the guest, and what it said. */
import { execFileSync } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { UsbLabParts } from '../setup/usb-lab.mjs';
import { INSTRUMENT_GROUP } from '../udev/rules.ts';
import { bundleGuest } from './bundle.ts';
import { runGuest } from './guest-machine.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** In the guest: a group and a user that no system has. */
const GROUP_ID = '61001';

const toldSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('step'),
    instrument: z.string(),
    step: z.string(),
    ms: z.number(),
    well: z.boolean(),
    detail: z.string(),
  }),
  z.object({ kind: z.literal('end'), code: z.number() }),
]);

export interface Step {
  readonly instrument: string;
  readonly step: string;
  /** In the guest; its processor is made of software. */
  readonly ms: number;
  readonly well: boolean;
  /** What came out, or what went wrong. */
  readonly detail: string;
}

export interface Outcome {
  readonly ok: boolean;
  readonly steps: readonly Step[];
  /** From the start of QEMU to the first step, and to the end. */
  readonly bootMs: number;
  readonly totalMs: number;
  /** Why it is not ok, where no step says so; otherwise null. */
  readonly problem: string | null;
  /** The end of what kernel, init and programs wrote. */
  readonly log: string;
}

export interface RunOptions {
  readonly parts: UsbLabParts;
  /** Rows of the table of virtual instruments, by id. */
  readonly instruments: readonly string[];
  readonly limitMs: number;
  readonly onStep?: (step: Step) => void;
  /** The machine it runs in; QEMU when left out. */
  readonly guest?: typeof runGuest;
}

/** As a technician gets them. */
function printedRules(): string {
  return execFileSync(process.execPath, [path.join(ROOT, 'scripts/udev-rules.ts')], {
    encoding: 'utf8',
    timeout: 60_000,
  });
}

async function addPrograms(folder: string): Promise<void> {
  writeFileSync(path.join(folder, 'udev.rules'), printedRules());
  await bundleGuest(folder);
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
}

function parsed(line: string): z.infer<typeof toldSchema> | null {
  try {
    return toldSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    return null;
  }
}

export async function runUsbLab({
  parts,
  instruments,
  limitMs,
  onStep,
  guest = runGuest,
}: RunOptions): Promise<Outcome> {
  const from = performance.now();
  const passed = () => Math.round(performance.now() - from);
  const steps: Step[] = [];
  let bootMs = 0;
  let code: number | null = null;
  const end = await guest({
    parts,
    limitMs,
    addPrograms,
    buses: instruments.length,
    settings: {
      NODE: process.execPath,
      GROUP: INSTRUMENT_GROUP,
      GROUP_ID,
      PLAN: instruments.join(','),
    },
    onLine(line) {
      const told = parsed(line);
      if (told?.kind === 'end') code = told.code;
      if (told?.kind !== 'step') return;
      if (steps.length === 0) bootMs = passed();
      steps.push(told);
      onStep?.(told);
    },
  });
  const { log, outOfTime } = end;
  const failed = steps.some(({ well }) => !well);
  let problem: string | null = null;
  if (outOfTime) problem = `killed after ${limitMs / 1000} s`;
  else if (code === null) problem = 'the guest ended without a word';
  else if (code !== 0 && !failed) problem = `its program ended with ${code}`;
  else if (steps.length === 0) problem = 'nothing was done';
  return { ok: problem === null && !failed, steps, bootMs, totalMs: passed(), problem, log };
}
