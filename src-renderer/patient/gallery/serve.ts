/** Builds the gallery, serves it with the product's content policy and opens it in a browser; for the screenshots and the accessibility test. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build, type PreviewServer, preview } from 'vite';
import { contentSecurityPolicy } from '../../../src-main/api/content-security.ts';
import type { Language } from '../../../state-machines/contract.ts';
import { voiceBesidePage } from '../../ui/voice/beside-page.ts';

/** A language, or French as a translation would grow. */
export type Shown = Language | 'pseudo';
/** Settings of the root element, such as `{ contrast: 'high' }`. */
export type Access = Readonly<Record<string, string>>;

export interface Gallery {
  readonly page: Page;
  /** Resolves when the case is drawn, its fonts are there and its pictures stand still. */
  show(name: string, language: Shown, access?: Access): Promise<void>;
  /** The same, resolved while fingers are still kept off: enough to read what is written. */
  draw(name: string, language: Shown, access?: Access): Promise<void>;
  close(): Promise<void>;
}

const SYSTEM_CHROMIUM = '/usr/bin/chromium';
const DRAWN_WITHIN_MS = 20_000;
/** Then the page is loaded anew: what a case left behind does not add up. */
const SHOWN_A_LOAD = 25;

function launch(): Promise<Browser> {
  return chromium.launch({
    ...(existsSync(SYSTEM_CHROMIUM) ? { executablePath: SYSTEM_CHROMIUM } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
      '--mute-audio',
    ],
  });
}

/** Built once: in development mode every clip of the voice pack would be a request of its own at each drawing. */
async function buildInto(root: string, outDir: string): Promise<PreviewServer> {
  await build({
    configFile: false,
    root,
    base: './',
    logLevel: 'error',
    publicDir: false,
    plugins: [react(), voiceBesidePage()],
    worker: { format: 'es' },
    build: {
      outDir,
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4000,
      minify: false,
      rolldownOptions: { input: join(root, 'gallery.html') },
    },
  });
  return preview({
    configFile: false,
    root,
    logLevel: 'error',
    build: { outDir },
    preview: {
      host: '127.0.0.1',
      port: 0,
      headers: { 'content-security-policy': contentSecurityPolicy({ connect: [] }) },
    },
  });
}

export async function openGallery(size: {
  readonly width: number;
  readonly height: number;
  /** Folder with a gallery.html; the patient's when left out. */
  readonly folder?: string;
}): Promise<Gallery> {
  const outDir = mkdtempSync(join(tmpdir(), 'gallery-'));
  const server = await buildInto(resolve(size.folder ?? import.meta.dirname), outDir);
  const address = server.httpServer.address();
  if (typeof address !== 'object' || address === null) throw new Error('the gallery has no address');
  const browser = await launch();
  const context = await browser.newContext({
    viewport: { width: size.width, height: size.height },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  let shown = 0;
  const draw: Gallery['draw'] = async (name, language, access = {}) => {
    if (shown === 0) {
      await page.goto(`http://127.0.0.1:${address.port}/gallery.html`, { timeout: DRAWN_WITHIN_MS });
    }
    shown = (shown + 1) % SHOWN_A_LOAD;
    await page.evaluate(([case_, tongue, settings]) => window.drawCase?.(case_, tongue, settings), [
      name,
      language,
      access,
    ] as const);
    await page.waitForSelector('[data-step], [data-core], [data-panel], [data-poster]', {
      timeout: DRAWN_WITHIN_MS,
      state: 'attached',
    });
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
  };
  return {
    page,
    draw,
    async show(name, language, access) {
      await draw(name, language, access);
      await page.waitForFunction(() => document.querySelector('.step-shield') === null, undefined, {
        timeout: DRAWN_WITHIN_MS,
      });
    },
    async close() {
      await browser.close();
      await server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}
