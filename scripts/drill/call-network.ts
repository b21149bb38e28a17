/** A call over bad networks: cut, an address that changes, a lossy and a narrow line. Media through a relay alone. */
import { expect } from '@playwright/test';
import { type BadLine, openBadLine } from '../../fixtures/network/bad-line.ts';
import { CLEAR } from '../../fixtures/network/shaper.ts';
import { createAuthority, lacksAuthority } from '../../fixtures/network/test-authority.ts';
import { hasCoturn } from '../../fixtures/network/turn.ts';
import { percentile } from '../bench/stats.ts';
import { findChromium } from '../setup/locate.mjs';
import type { Campaign, Failure } from './campaign.ts';

const CUTS_S = [1, 5, 30] as const;
/** Media is back so long after the network is. */
const BACK_MS = 5000;
const LIMIT_MS = 60_000;
const LOOK_MS = 250;
const WATCHED_MS = 20_000;
/** Of a number on the doctor's page, on a line of 200 ms with 5 % lost. */
const OLDEST_MS = 1500;
/** A stop on its way, with a document beside it on 1 Mbit/s. */
const STOP_MS = 1000;
const DOCUMENT_BYTES = 1_500_000;

type Measured = Record<string, number>;
type Scene = (line: BadLine) => Promise<{ readonly measured: Measured; readonly wrong: readonly string[] }>;

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

async function cuts(line: BadLine) {
  const measured: Measured = {};
  const wrong: string[] = [];
  for (const seconds of CUTS_S) {
    line.cut();
    if (seconds > 2) {
      await line.doctor.link('lost', 5000);
      await expect(line.doctor.page.getByTestId('frozen')).toBeVisible({ timeout: 5000 });
    }
    await pause(seconds * 1000);
    line.mend();
    const ms = Math.round(await line.untilBack(LIMIT_MS));
    measured[`ms until back, cut of ${seconds} s`] = ms;
    if (ms > BACK_MS) wrong.push(`back ${ms} ms after a cut of ${seconds} s, ${BACK_MS} allowed`);
    await pause(2000);
  }
  return { measured, wrong };
}

async function newAddress(line: BadLine) {
  line.turn.gate.rebind();
  const ms = Math.round(await line.untilBack(LIMIT_MS));
  const wrong = ms > 2 * BACK_MS ? [`back ${ms} ms after a change of address, ${2 * BACK_MS} allowed`] : [];
  return { measured: { 'ms until back, change of address': ms }, wrong };
}

/** By nothing but TLS, as where a network lets nothing else through. */
async function overTls(line: BadLine) {
  const { page } = line.doctor;
  await page.getByTestId('line-details').click();
  const path = await page.locator('[data-row="path"] dd').textContent();
  await page.keyboard.press('Escape');
  const { measured, wrong } = await cuts(line);
  const tls = path === 'par relais, TLS' ? [] : [`the line says "${path}"`];
  return {
    measured: Object.fromEntries(Object.entries(measured).map(([what, ms]) => [`${what}, TLS`, ms])),
    wrong: [...wrong, ...tls],
  };
}

/** Of the newest number, ms, as the panel of the line says. */
async function agesOf({ doctor: { page } }: BadLine): Promise<number[]> {
  await page.getByTestId('line-details').click();
  const ages: number[] = [];
  const until = performance.now() + WATCHED_MS;
  while (performance.now() < until) {
    const text = (await page.locator('[data-row="age"] dd').textContent()) ?? '';
    const seconds = Number(text.replace(',', '.').replace(' s', ''));
    if (Number.isFinite(seconds)) ages.push(seconds * 1000);
    await pause(LOOK_MS);
  }
  await page.keyboard.press('Escape');
  return ages;
}

async function lossy(line: BadLine) {
  // Either way through the relay, there and back: 100 ms on each of the two ways in.
  line.turn.gate.impair({ delayMs: 100, loss: 0.05, kbps: null });
  await pause(5000);
  const ages = await agesOf(line);
  line.turn.gate.impair(CLEAR);
  const oldest = percentile(ages, 0.99);
  const wrong =
    ages.length > 10 && oldest <= OLDEST_MS ? [] : [`numbers ${oldest} ms old, ${OLDEST_MS} allowed`];
  return {
    measured: { 'age of numbers p50, ms': percentile(ages, 0.5), 'age of numbers p99, ms': oldest },
    wrong,
  };
}

/** The heart beats on the channel that carries STOP: its round trip is longer than a STOP's way. */
async function narrow(line: BadLine) {
  const { page } = line.doctor;
  line.turn.gate.impair({ delayMs: 20, loss: 0, kbps: 1000 });
  // The picture finds out how wide the line is.
  await pause(8000);
  const pdf = Buffer.concat([
    Buffer.from('%PDF-1.7\n'),
    Buffer.alloc(DOCUMENT_BYTES, ' '),
    Buffer.from('\n%%EOF'),
  ]);
  await page.getByTestId('document-add').click();
  await page
    .getByTestId('document-file')
    .setInputFiles({ name: 'ordonnance.pdf', mimeType: 'application/pdf', buffer: pdf });
  await page.getByTestId('document-send').click();
  const trips: number[] = [];
  const until = performance.now() + WATCHED_MS;
  while (performance.now() < until) {
    const text =
      (await page
        .getByTestId('round-trip')
        .textContent()
        .catch(() => null)) ?? '';
    const ms = Number(/\d+/.exec(text)?.[0]);
    trips.push(Number.isFinite(ms) ? ms : STOP_MS * 10);
    await pause(LOOK_MS);
  }
  line.turn.gate.impair(CLEAR);
  const worst = percentile(trips, 0.99);
  const wrong = worst <= STOP_MS ? [] : [`a stop's round trip ${worst} ms, ${STOP_MS} allowed`];
  return {
    measured: {
      'round trip at 1 Mbit/s p50, ms': percentile(trips, 0.5),
      'round trip at 1 Mbit/s p99, ms': worst,
    },
    wrong,
  };
}

const SCENES: Readonly<Record<string, Scene>> = { cuts, newAddress, lossy, narrow, overTls };

export const callNetwork: Campaign = {
  name: 'call-network',
  about: 'a call through a relay while its line is cut, changes its address, loses packets and is narrow',
  times: 5,
  batch: 1,
  unavailable: () =>
    findChromium() === null
      ? 'no Chromium'
      : hasCoturn()
        ? lacksAuthority()
        : 'needs coturn (apt-get install coturn)',
  async run(from, count) {
    const failures: Failure[] = [];
    const measured: Measured = {};
    const names = Object.keys(SCENES);
    for (let round = from; round < from + count; round += 1) {
      const name = names[round % names.length] ?? '';
      const authority = name === 'overTls' ? createAuthority() : null;
      const line = await openBadLine(authority === null ? {} : { authority });
      try {
        const result = await SCENES[name]?.(line);
        Object.assign(measured, result?.measured);
        failures.push(...(result?.wrong ?? []).map((what) => ({ round, what: `${name}: ${what}` })));
      } catch (error) {
        failures.push({
          round,
          what: `${name}: ${error instanceof Error ? error.message : String(error)}`.slice(0, 400),
        });
      } finally {
        await line.close();
        authority?.close();
      }
    }
    return { failures, counted: { scenes: count }, measured };
  },
};
