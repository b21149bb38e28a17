/** What the core's processor share is while every instrument of a cabinet streams, beside reading the bytes alone. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { PersonAction } from '../../fixtures/contract.ts';
import { FULL_CABINET } from '../../fixtures/simulator/fitted.ts';
import { type Cabinet, startCabinet } from './cabinet.ts';
import type { CoreMeasured, CoreMode, FromCoreProcess } from './core-words.ts';
import type { Say } from './say.ts';
import { percentile } from './stats.ts';

export interface CoreShare {
  /** Of one core of the machine, 0..1; median of the rounds. */
  readonly share: number;
  readonly bytesPerSecond: number;
  readonly messagesPerSecond: number;
  readonly rounds: readonly CoreMeasured[];
}

export interface CoreBench {
  readonly instruments: number;
  readonly product: CoreShare;
  readonly bare: CoreShare;
  /** Processor time for the same bytes. */
  readonly ratio: number;
}

const BODY: readonly PersonAction[] = [
  { type: 'physiology', spo2: 96, pulse: 71 },
  { type: 'finger', state: 'in' },
  { type: 'electrodes', state: 'on' },
  { type: 'probe', place: 'in', celsius: 37.1 },
  { type: 'step', mass: 71.4 },
];
const PRESS_MS = 1000;
/** Beside what is measured: finding the instruments, warming up, closing. */
const MORE_MS = 60_000;

async function run(cabinet: Cabinet, mode: CoreMode, seconds: number): Promise<CoreMeasured> {
  await cabinet.replug();
  for (const action of BODY) await cabinet.act(action);
  const child = fork(path.join(import.meta.dirname, 'core-process.ts'), [
    mode,
    cabinet.busFile,
    String(seconds),
  ]);
  const button = FULL_CABINET.find((id) => id.startsWith('otoscope'));
  const pressing = setInterval(() => void cabinet.act({ type: 'press', instrument: button }), PRESS_MS);
  try {
    const limit = AbortSignal.timeout(seconds * 1000 + MORE_MS);
    const [message] = (await once(child, 'message', { signal: limit })) as [FromCoreProcess];
    if (message.type === 'failed') throw new Error(`${mode}: ${message.why}`);
    if (message.measured.ports !== FULL_CABINET.length)
      throw new Error(`${mode}: only ${message.measured.ports} instruments streamed`);
    return message.measured;
  } finally {
    clearInterval(pressing);
    if (child.connected) child.disconnect();
    else if (child.exitCode === null) child.kill('SIGKILL');
  }
}

function shareOf(rounds: readonly CoreMeasured[]): CoreShare {
  const median = (of: (one: CoreMeasured) => number) => percentile(rounds.map(of), 0.5);
  return {
    share: median(({ cpuMs, seconds }) => cpuMs / 1000 / seconds),
    bytesPerSecond: median(({ bytes, seconds }) => bytes / seconds),
    messagesPerSecond: median(({ messages, seconds }) => messages / seconds),
    rounds,
  };
}

/** @throws when an instrument does not stream. */
export async function benchCore(quick: boolean, say: Say): Promise<CoreBench> {
  const [count, seconds] = quick ? [2, 8] : [5, 20];
  const cabinet = await startCabinet();
  const measured: Record<CoreMode, CoreMeasured[]> = { product: [], bare: [] };
  try {
    for (let round = 0; round < count; round += 1) {
      for (const mode of ['bare', 'product'] as const) measured[mode].push(await run(cabinet, mode, seconds));
      say(`core: round ${round + 1} of ${count}`);
    }
  } finally {
    await cabinet.close();
  }
  const [product, bare] = [shareOf(measured.product), shareOf(measured.bare)];
  const perByte = ({ share, bytesPerSecond }: CoreShare) => share / bytesPerSecond;
  return { instruments: FULL_CABINET.length, product, bare, ratio: perByte(product) / perByte(bare) };
}
