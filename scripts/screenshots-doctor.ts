/**
 * `node scripts/screenshots-doctor.ts [--to <folder>] [story…]`: every screen of the doctor's console at two sizes.
 * Without stories, all of them; the folder is docs/screenshots/doctor unless told.
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launchCallingBrowser } from '../fixtures/visits/call/browser.ts';
import { STORY_NAMES } from '../src-renderer/doctor/gallery/names.ts';
import { serveGallery } from '../src-renderer/doctor/gallery/serve.ts';

const SIZES = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;
/** Long enough for the fonts, the drawn video and some seconds of wave. */
const SETTLE_MS = 900;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    to: { type: 'string', default: 'docs/screenshots/doctor' },
    lang: { type: 'string', default: 'fr' },
  },
});
const folder = resolve(import.meta.dirname, '..', values.to);
const lang = values.lang === 'en' ? 'en' : 'fr';
const unknown = positionals.filter((name) => !STORY_NAMES.some((story) => story === name));
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}\nstories: ${STORY_NAMES.join(', ')}`);
  process.exit(2);
}

await mkdir(folder, { recursive: true });
const gallery = await serveGallery();
const browser = await launchCallingBrowser();
try {
  for (const viewport of SIZES) {
    const page = await browser.newPage({ viewport, locale: lang });
    page.on('console', (line) => {
      if (line.type() === 'error') console.error(`page: ${line.text()}`);
    });
    page.on('pageerror', (error) => console.error(`page: ${error.message}`));
    for (const story of positionals.length > 0 ? positionals : STORY_NAMES) {
      await page.goto(gallery.url(story, lang));
      await page.waitForTimeout(SETTLE_MS);
      const file = join(folder, `${story}-${viewport.width}.png`);
      await page.screenshot({ path: file });
      console.log(file);
    }
    await page.close();
  }
} finally {
  await browser.close();
  await gallery.close();
}
