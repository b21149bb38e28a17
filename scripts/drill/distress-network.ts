/**
 * The distress watch looks for 150 s behind a proxy that lets nothing through and remembers who was wanted: once in
 * Chromium, once in the product's own shell. Newer models send figures home after a minute. What Chromium does for its
 * makers is known from a bare one that shows two fields for as long, behind a proxy of its own.
 */
import type { Page } from '@playwright/test';
import { watchWorkerOf } from '../../fixtures/distress/watched-page.ts';
import { type RefusingProxy, startRefusingProxy } from '../../fixtures/network/refusing-proxy.ts';
import { launchCallingBrowser } from '../../fixtures/visits/call/browser.ts';
import { launchCabinet, whyNoCabinet } from '../../fixtures/visits/electron.ts';
import { type Lab, startLab } from '../../fixtures/visits/lab.ts';
import { patientOn } from '../../fixtures/visits/people.ts';
import { findChromium } from '../setup/locate.mjs';
import type { Campaign, Failure } from './campaign.ts';

/** Chromium asks its makers what to fill into a page's fields; the patient's page has such fields. */
const FORM = '<label>Name <input name="lastName"></label> <label>First <input name="firstName"></label>';
const FORM_PAGE = 'http://form.invalid/';

const LOOK_MS = 150_000;
const START_MS = 60_000;
const STEP_MS = 1000;

interface Opened {
  readonly page: Page;
  /** Whom a bare browser wanted meanwhile. */
  readonly control: readonly string[];
  close(): Promise<void>;
}

async function inChromium(lab: Lab, proxy: RefusingProxy): Promise<Opened> {
  const launch = ({ address }: RefusingProxy) =>
    launchCallingBrowser({ switches: [`--proxy-server=${address}`] });
  const bareProxy = await startRefusingProxy();
  const bare = await launch(bareProxy);
  const form = await bare.newPage();
  await form.route(FORM_PAGE, (route) => route.fulfill({ contentType: 'text/html', body: FORM }));
  await form.goto(FORM_PAGE);
  for (const field of await form.locator('input').all()) await field.fill('name');
  const browser = await launch(proxy);
  const page = await browser.newPage({ viewport: { width: 1080, height: 1920 } });
  await page.goto(await lab.patientLink());
  return {
    page,
    control: bareProxy.hosts,
    async close() {
      await browser.close();
      await bare.close();
      await bareProxy.close();
    },
  };
}

async function inElectron(lab: Lab, proxy: RefusingProxy): Promise<Opened> {
  const switches = ['--allow-loopback-in-peer-connection', `--proxy-server=${proxy.address}`];
  const cabinet = await launchCabinet({ coreFolder: lab.dataDir, switches });
  return { page: await cabinet.page(), control: [], close: () => cabinet.close() };
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** @returns how long the worker was there, ms; it is looked for every second. */
async function look(page: Page): Promise<number> {
  await patientOn(page).toWaiting();
  for (let waited = 0; waited < START_MS && !watchWorkerOf(page); waited += STEP_MS) await pause(STEP_MS);
  let there = 0;
  for (let passed = 0; passed < LOOK_MS; passed += STEP_MS) {
    await pause(STEP_MS);
    if (watchWorkerOf(page)) there += STEP_MS;
  }
  return there;
}

interface Round {
  readonly failures: Failure[];
  readonly watchedMs: number;
  readonly bareHosts: number;
}

async function round(n: number): Promise<Round> {
  const where = n % 2 === 0 ? 'Chromium' : 'Electron';
  const proxy = await startRefusingProxy();
  const lab = await startLab({ watch: true });
  let opened: Opened | null = null;
  const failures: Failure[] = [];
  let watchedMs = 0;
  let bareHosts = 0;
  try {
    opened = await (where === 'Chromium' ? inChromium : inElectron)(lab, proxy);
    watchedMs = await look(opened.page);
    if (watchedMs < LOOK_MS)
      failures.push({
        round: n,
        what: `${where}: the worker ran ${watchedMs / 1000} of ${LOOK_MS / 1000} s`,
      });
    const own = new Set(opened.control);
    bareHosts = own.size;
    const wanted = [...new Set(proxy.hosts)].filter((host) => !own.has(host));
    if (wanted.length > 0) failures.push({ round: n, what: `${where}: wanted ${wanted.join(', ')}` });
  } catch (error) {
    failures.push({ round: n, what: `${where}: ${error instanceof Error ? error.message : String(error)}` });
  } finally {
    await opened?.close();
    await lab.close();
    await proxy.close();
  }
  return { failures, watchedMs, bareHosts };
}

export const distressNetwork: Campaign = {
  name: 'distress-network',
  about: 'the distress watch for 150 s in Chromium and in the shell: whom does it call?',
  times: 2,
  batch: 1,
  unavailable: () => (findChromium() === null ? 'no Chromium' : whyNoCabinet()),
  async run(from, count) {
    const failures: Failure[] = [];
    let watchedMs = 0;
    let bareHosts = 0;
    for (let n = from; n < from + count; n += 1) {
      const one = await round(n);
      failures.push(...one.failures);
      watchedMs += one.watchedMs;
      bareHosts += one.bareHosts;
    }
    return { failures, counted: { runs: count, watchedSeconds: watchedMs / 1000, bareHosts } };
  },
};
