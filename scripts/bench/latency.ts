/** Last byte of a frame on the virtual cable → number changed in the far page: the product, and the baseline beside it. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { Echo } from '../../fixtures/bench/baseline.ts';
import { measure, openStage, type Stage } from '../../fixtures/visits/stage.ts';
import { type BaselineProcess, startBaseline } from './baseline-process.ts';
import { type PageWatch, watchText } from './page-watch.ts';
import type { Say } from './say.ts';
import {
  CHANGE_EVERY,
  FRAMES_PER_SECOND,
  type FromWriter,
  type Leg,
  match,
  type Stamps,
  type ToWriter,
} from './stamps.ts';
import { type Summary, summarise } from './stats.ts';

export interface Latency {
  readonly product: Summary;
  readonly baseline: Summary;
  readonly lost: Readonly<Record<Leg, number>>;
  /** Round trips of the baseline's data channel with the product's call beside it, ms. */
  readonly echo: Summary;
  readonly clockErrorMs: number;
}

const BLOCK_MS = 6000;
/** After the last change of a block. */
const ARRIVED_MS = 1000;
const ANSWER_MS = 5000;
const LONG_MS = 3_600_000;
/** The exam stays in its measuring step for as long as the bench needs. */
const DELAYS = { minimumOnFingerMs: LONG_MS, measureMs: LONG_MS, connectMs: LONG_MS };
/** In each block. */
const ECHOES = 20;

interface Writer {
  readonly baselinePath: string;
  vary(on: boolean): Promise<Stamps>;
  stop(): void;
}

async function startWriter(busFile: string): Promise<Writer> {
  const child = fork(path.join(import.meta.dirname, 'writer.ts'), [busFile]);
  const next = async (): Promise<FromWriter> => {
    const [message] = await once(child, 'message', { signal: AbortSignal.timeout(ANSWER_MS) });
    return message as FromWriter;
  };
  const ready = await next();
  if (ready.type !== 'ready') throw new Error('the writer spoke out of turn');
  return {
    baselinePath: ready.baselinePath,
    async vary(on) {
      const answer = next();
      child.send({ vary: on } satisfies ToWriter);
      const message = await answer;
      if (message.type !== 'stamps') throw new Error('the writer spoke out of turn');
      return message.stamps;
    },
    stop: () => {
      if (child.connected) child.disconnect();
    },
  };
}

async function openBaseline(stage: Stage, source: BaselineProcess): Promise<{ near: Page; far: Page }> {
  const context = await stage.browser.newContext();
  const far = await context.newPage();
  const near = await context.newPage();
  await far.goto(source.far);
  await near.goto(source.near);
  for (const page of [near, far])
    await page.waitForSelector('html[data-state="open"]', { timeout: 10_000, state: 'attached' });
  return { near, far };
}

const echoOn = (near: Page): Promise<readonly number[]> =>
  near.evaluate((count) => (globalThis as unknown as { echo: Echo }).echo(count), ECHOES);

/** @throws when the visit cannot be brought to the measuring step. */
export async function measureLatency(samples: number, pictures: boolean, say: Say): Promise<Latency> {
  const folder = await mkdtemp(path.join(tmpdir(), 'box-bench-'));
  const closing: (() => unknown)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    const busFile = path.join(folder, 'bus.json');
    const writer = await startWriter(busFile);
    closing.push(writer.stop);
    say('latency: opening the visit');
    const stage = await openStage({ delays: DELAYS, pictures, env: { BOX_VIRTUAL_BUS: busFile } });
    closing.push(stage.close);
    const source = await startBaseline(writer.baselinePath);
    closing.push(source.stop);
    const { near, far } = await openBaseline(stage, source);
    const { doctor } = await measure(stage);
    const watches: Record<Leg, PageWatch> = {
      product: await watchText(doctor.page, '[data-testid="live-pulse-rate"]'),
      baseline: await watchText(far, 'output'),
    };
    const ms: Record<Leg, number[]> = { product: [], baseline: [] };
    const lost: Record<Leg, number> = { product: 0, baseline: 0 };
    const echo: number[] = [];
    const blocks = Math.ceil(samples / ((BLOCK_MS / 1000) * (FRAMES_PER_SECOND / CHANGE_EVERY) * 0.95));
    for (let block = 0; block < blocks; block += 1) {
      await writer.vary(true);
      await new Promise((done) => setTimeout(done, BLOCK_MS));
      const stamps = await writer.vary(false);
      await new Promise((done) => setTimeout(done, ARRIVED_MS));
      for (const leg of ['product', 'baseline'] as const) {
        const found = match(stamps[leg], await watches[leg].take());
        ms[leg].push(...found.ms);
        lost[leg] += found.lost;
      }
      echo.push(...(await echoOn(near)));
      say(`latency: block ${block + 1} of ${blocks}, ${ms.product.length} + ${ms.baseline.length} samples`);
    }
    return {
      product: summarise(ms.product),
      baseline: summarise(ms.baseline),
      lost,
      echo: summarise(echo),
      clockErrorMs: Math.max(watches.product.clockErrorMs, watches.baseline.clockErrorMs),
    };
  } finally {
    for (const close of closing.reverse()) await close();
  }
}
