/** The attendant's page as a phone shows it, served by the cabinet's own server: nothing for axe to say, nothing cut. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, expect, type Page, test } from '@playwright/test';
import { build } from 'vite';
import { violations } from '../../fixtures/visits/accessibility.ts';
import { launchCallingBrowser } from '../../fixtures/visits/call/browser.ts';
import type { AttendantAct, Board } from '../../src-main/api/attendant-protocol.ts';
import { hashSecret } from '../../src-main/api/secrets.ts';
import { type LocalServer, startLocalServer } from '../../src-main/core/attendant/local-server.ts';
import { pageConfig } from '../../vite.config.ts';

const PIN = '246813';
const QUIET: Board = {
  box: 'cabinet-1',
  place: 'Mairie de Saint-Aubin',
  reachable: true,
  call: null,
  chores: {
    waitingSince: null,
    unreadLate: false,
    cleaningSince: null,
    printer: null,
    hours: {
      open: true,
      today: [
        ['08:00', '12:00'],
        ['14:00', '18:00'],
      ],
    },
  },
};
const since = Date.now() - 150_000;
const BUSY: Board = {
  ...QUIET,
  call: { id: '0123abcd', since, state: 'called', contact: 2 },
  chores: {
    waitingSince: since,
    unreadLate: true,
    cleaningSince: since,
    printer: 'out-of-order',
    hours: { open: false, today: [] },
  },
};

let folder: string;
let server: LocalServer;
let browser: Browser;
let page: Page;
let boards: readonly Board[] = [QUIET];
const acts: AttendantAct[] = [];

test.describe.configure({ mode: 'default' });
test.beforeAll(async () => {
  test.setTimeout(120_000);
  folder = await mkdtemp(join(tmpdir(), 'attendant-pages-'));
  const config = pageConfig('attendant');
  await build({ ...config, build: { ...config.build, outDir: join(folder, 'attendant'), sourcemap: false } });
  server = await startLocalServer({
    host: '127.0.0.1',
    port: 0,
    people: [{ who: 'clerk', pinHash: await hashSecret(PIN), contact: 1 }],
    pages: folder,
    boards: () => boards,
    act: async (_box, _who, act) => {
      acts.push(act);
      return act.type !== 'supplied';
    },
    log: () => {},
  });
  browser = await launchCallingBrowser();
  page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await page.goto(`http://127.0.0.1:${server.port}/attendant/`);
});
test.afterAll(async () => {
  await browser.close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const tell = async (next: readonly Board[], selector: string): Promise<void> => {
  boards = next;
  server.changed();
  await page.locator(selector).first().waitFor();
};
const looks = async (name: string): Promise<void> => {
  const shots = process.env.ATTENDANT_SHOTS;
  if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
  expect.soft(await violations(page), name).toEqual([]);
  const [wide, small] = await page.evaluate(() => [
    document.documentElement.scrollWidth - document.documentElement.clientWidth,
    [...document.querySelectorAll('button')]
      .map((button) => button.getBoundingClientRect())
      .filter(({ width, height }) => Math.min(width, height) < 60).length,
  ]);
  expect.soft([wide, small], `${name}: nothing hangs over, every button is large`).toEqual([0, 0]);
};

test('login, a wrong code, a quiet day, everything at once, in French and in English', async () => {
  await looks('login');
  await page.locator('[name=who]').fill('clerk');
  await page.locator('[name=pin]').fill('000000');
  await page.locator('button.main').click();
  await expect(page.locator('.alert').first()).toHaveText(/refusé/);
  await page.locator('[name=pin]').fill(PIN);
  await page.locator('button.main').click();
  await page.locator('[data-box="cabinet-1"]').waitFor();
  await looks('quiet');
  await tell(
    [BUSY, { ...QUIET, box: 'cabinet-2', place: 'Pharmacie', reachable: false }],
    '[data-chore="call"]',
  );
  await looks('busy');
  await page.getByText('English').click();
  await looks('busy-en');
  await page.getByText('Français').click();
});

test('what is pressed arrives, and what was not done is said', async () => {
  await page.locator('[data-act="coming"]').click();
  await page.locator('[data-act="cleaned"]').first().click();
  await expect.poll(() => acts).toEqual([{ type: 'coming', call: '0123abcd' }, { type: 'cleaned' }]);
  await page.locator('[data-act="supplied"]').click();
  await expect(page.locator('.alert').first()).toHaveText(/Réessayez/);
  await tell([{ ...QUIET, call: { id: '0123abcd', since, state: 'coming' } }], '[data-chore="coming"]');
});

test('nothing of it stays on the phone, and a server that is gone is said', async () => {
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([
    0,
    0,
    '',
  ]);
  await server.close();
  await expect(page.locator('.stale').first()).toBeVisible({ timeout: 20_000 });
});
