/** Serves the gallery from the sources and opens it in a browser; for the screenshots and the accessibility test. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { createServer, type ViteDevServer } from 'vite';
import type { Language } from '../../../state-machines/contract.ts';

export interface Gallery {
  readonly page: Page;
  /** Resolves when the case is drawn, its fonts are there and its pictures stand still. */
  show(name: string, language: Language): Promise<void>;
  close(): Promise<void>;
}

const SYSTEM_CHROMIUM = '/usr/bin/chromium';
const DRAWN_WITHIN_MS = 20_000;

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

function serve(): Promise<ViteDevServer> {
  return createServer({
    configFile: false,
    root: resolve(import.meta.dirname, '..'),
    logLevel: 'error',
    publicDir: false,
    plugins: [react()],
    server: {
      host: '127.0.0.1',
      port: 0,
      hmr: false,
      watch: null,
      fs: { allow: [resolve(import.meta.dirname, '../../..')] },
    },
  });
}

export async function openGallery(size: {
  readonly width: number;
  readonly height: number;
}): Promise<Gallery> {
  const server = await serve();
  await server.listen();
  const address = server.httpServer?.address();
  if (typeof address !== 'object' || address === null) throw new Error('the gallery has no address');
  const browser = await launch();
  const context = await browser.newContext({ viewport: size, reducedMotion: 'reduce' });
  const page = await context.newPage();
  return {
    page,
    async show(name, language) {
      const query = `case=${encodeURIComponent(name)}&language=${language}`;
      await page.goto(`http://127.0.0.1:${address.port}/gallery/gallery.html?${query}`, {
        timeout: DRAWN_WITHIN_MS,
      });
      await page.waitForSelector('[data-step], [data-core], [data-panel]', {
        timeout: DRAWN_WITHIN_MS,
        state: 'attached',
      });
      await page.evaluate(() => document.fonts.ready.then(() => undefined));
      await page.waitForTimeout(500);
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
