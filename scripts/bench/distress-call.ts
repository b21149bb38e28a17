/** What the distress watch costs the patient's machine in a running call: the same call with it and without it. */
import { copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, expect, type Page } from '@playwright/test';
import { reportsOf } from '../../fixtures/distress/watched-page.ts';
import { launchCallingBrowser } from '../../fixtures/visits/call/browser.ts';
import { startLab } from '../../fixtures/visits/lab.ts';
import { doctorOn, patientOn } from '../../fixtures/visits/people.ts';
import type { Say } from './say.ts';

export interface CallCost {
  /** Of one core, of the whole patient's browser; 0..1 and above. */
  readonly browser: number;
  /** Of one core, of the watch's own thread. */
  readonly thread: number;
  /** Pictures a second that the watch looked at. */
  readonly rate: number;
  /** Tasks of the page's main thread above 50 ms, and the longest, ms. */
  readonly longTasks: number;
  readonly longestMs: number;
}

export interface DistressInCall {
  readonly seconds: number;
  readonly without: CallCost;
  readonly with: CallCost;
}

const LOOKS_MS = 60_000;
const SETTLE_MS = 5000;
/** USER_HZ of every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;
const WORKER_THREAD = /^Dedicated/;
const PERSON = path.resolve(import.meta.dirname, '../../fixtures/distress/stills/one.jpg');

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Processor seconds in a stat file of /proc; 0 when it has gone. */
async function spentIn(file: string): Promise<number> {
  const stat = await readFile(file, 'utf8').catch(() => '');
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return (user + system) / TICKS_PER_SECOND;
}

async function spent(browser: Browser): Promise<{ browser: number; thread: number }> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  let [all, thread] = [0, 0];
  for (const { id } of processInfo) {
    all += await spentIn(`/proc/${id}/stat`);
    for (const task of await readdir(`/proc/${id}/task`).catch(() => [])) {
      const name = await readFile(`/proc/${id}/task/${task}/comm`, 'utf8').catch(() => '');
      if (WORKER_THREAD.test(name)) thread += await spentIn(`/proc/${id}/task/${task}/stat`);
    }
  }
  return { browser: all, thread };
}

const listenForLongTasks = (page: Page) =>
  page.evaluate(() => {
    const tasks: number[] = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: 'longtask' });
    Object.assign(window, { longTasks: tasks });
  });
const longTasksOf = (page: Page) =>
  page.evaluate(() => (window as unknown as { longTasks: readonly number[] }).longTasks);

async function measure(watch: boolean, seconds: number, film: string): Promise<CallCost> {
  const lab = await startLab({ watch });
  const cabinet = await launchCallingBrowser({ switches: [`--use-file-for-fake-video-capture=${film}`] });
  const office = await launchCallingBrowser();
  try {
    const page = await cabinet.newPage({ viewport: { width: 1080, height: 1920 } });
    const reports = reportsOf(page);
    await page.goto(await lab.patientLink());
    const patient = patientOn(page);
    await patient.toWaiting();
    const doctor = doctorOn(await office.newPage({ viewport: { width: 1366, height: 768 } }));
    await doctor.page.goto(lab.doctorLinks[0] ?? '');
    await doctor.take(lab.coreEnv.BOX_NAME ?? '');
    await patient.phase('inCall');
    await expect(doctor.page.getByTestId('watch-state')).toHaveAttribute(
      'data-state',
      watch ? /^(on|partly)$/ : 'off',
      { timeout: LOOKS_MS },
    );
    await pause(SETTLE_MS);
    await listenForLongTasks(page);
    const first = reports.at(-1)?.n ?? 0;
    const [before, from] = [await spent(cabinet), performance.now()];
    await pause(seconds * 1000);
    const [after, wallS] = [await spent(cabinet), (performance.now() - from) / 1000];
    const tasks = await longTasksOf(page);
    return {
      browser: (after.browser - before.browser) / wallS,
      thread: (after.thread - before.thread) / wallS,
      rate: ((reports.at(-1)?.n ?? 0) - first) / wallS,
      longTasks: tasks.length,
      longestMs: Math.max(0, ...tasks),
    };
  } finally {
    await Promise.all([cabinet.close(), office.close()]);
    await lab.close();
  }
}

export async function benchDistressInCall(quick: boolean, say: Say): Promise<DistressInCall> {
  const seconds = quick ? 15 : 60;
  const folder = await mkdtemp(path.join(tmpdir(), 'box-bench-call-'));
  // Chromium's fake camera plays JPEGs one after the other, again and again, and knows them by this name.
  const film = path.join(folder, 'person.mjpeg');
  await copyFile(PERSON, film);
  try {
    say(`distress: ${seconds} s of a call without the watch, then with it`);
    const without = await measure(false, seconds, film);
    return { seconds, without, with: await measure(true, seconds, film) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
