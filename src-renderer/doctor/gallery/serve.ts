/** Builds the gallery outside the repository and serves it under the product's own content policy. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { contentSecurityPolicy, createPages } from '../../../src-main/api/static-pages.ts';
import { pageConfig } from '../../../vite.config.ts';

export interface Gallery {
  /** Address of a story. */
  url(story: string, lang?: 'fr' | 'en'): string;
  close(): Promise<void>;
}

export async function serveGallery(): Promise<Gallery> {
  const outDir = await mkdtemp(join(tmpdir(), 'doctor-gallery-'));
  const config = pageConfig('doctor');
  await build({
    ...config,
    build: {
      ...config.build,
      outDir,
      sourcemap: false,
      rolldownOptions: { input: join(import.meta.dirname, '../gallery.html') },
    },
  });
  const pages = createPages({ root: outDir, policy: contentSecurityPolicy({ connect: [] }) });
  const server = createServer((request, response) => void pages(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port for the gallery');
  return {
    url: (story, lang = 'fr') =>
      `http://127.0.0.1:${address.port}/gallery.html?story=${encodeURIComponent(story)}&lang=${lang}`,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await rm(outDir, { recursive: true, force: true });
    },
  };
}
