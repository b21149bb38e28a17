/** A headless Chromium with the cabinet's own watch in it, for files. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { contentSecurityPolicy, createPages } from '../../src-main/api/static-pages.ts';
import type { Compared, Run } from '../../src-renderer/distress/lab/compare.ts';
import type { LabOutcome } from '../../src-renderer/distress/lab/main.ts';
import { MODELS_FOLDER } from '../../state-machines/distress/models.ts';
import type { Room } from '../../state-machines/distress/vocabulary.ts';
import { findChromium } from '../setup/locate.mjs';

const root = path.resolve(import.meta.dirname, '../..');

export interface DistressLab {
  readonly page: Page;
  /** Of the process that the page and its workers run in, MiB. */
  residentMiB(): Promise<number>;
  analyse(file: string, room: Room | null): Promise<LabOutcome>;
  /** @throws when the file cannot be read or a worker ends. */
  compare(file: string, run: Run): Promise<Compared>;
  close(): Promise<void>;
}

export interface LabOptions {
  /** More switches for the browser. */
  readonly switches?: readonly string[];
  /** The built pages, with the models in them. */
  readonly pages?: string;
}

/** The lab's page at /, the models at /models/, both behind the cabinet's own headers. */
async function serve(pages: string): Promise<Server> {
  const policy = contentSecurityPolicy({ connect: [] });
  const lab = createPages({ root: path.join(root, 'dist/distress-lab'), policy });
  const models = createPages({ root: pages, policy });
  const server = createServer((request, response) => {
    const answer = request.url?.startsWith(`/${MODELS_FOLDER}/`) ? models : lab;
    void answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

/** @throws when no browser starts. */
export async function openDistressLab(options: LabOptions = {}): Promise<DistressLab> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('no Chromium here: run `npm run bootstrap`');
  const server = await serve(options.pages ?? path.join(root, 'dist/pages'));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  let browser: Browser | null = null;
  const close = async () => {
    await browser?.close();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  try {
    browser = await chromium.launch({
      executablePath,
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        ...(options.switches ?? []),
      ],
    });
    const page = await browser.newPage();
    await page.goto(address);
    return {
      page,
      close,
      async residentMiB() {
        const session = await (browser as Browser).newBrowserCDPSession();
        const { processInfo } = await session.send('SystemInfo.getProcessInfo');
        await session.detach();
        const sizes = processInfo
          .filter(({ type }) => type === 'renderer')
          .map(async ({ id }) => {
            const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '');
            return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
          });
        return Math.max(0, ...(await Promise.all(sizes)));
      },
      async compare(file, run) {
        await page.setInputFiles('#file', file);
        return page.evaluate(([asked, models]) => window.distressLab.compare(asked, models), [
          run,
          `${address}${MODELS_FOLDER}/`,
        ] as const);
      },
      async analyse(file, room) {
        await page.setInputFiles('#file', file);
        return page.evaluate(([taught, models]) => window.distressLab.analyse(taught, models), [
          room,
          `${address}${MODELS_FOLDER}/`,
        ] as const);
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
