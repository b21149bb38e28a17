/**
 * Pictures of every technician screen, drawn without a core: `node scripts/screenshots-technician.ts [--only PART]
 * [--language fr] [--out FOLDER]`. Into docs/screenshots/technician unless told otherwise.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openGallery } from '../src-renderer/patient/gallery/serve.ts';
import { cases } from '../src-renderer/technician/gallery/cases.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    language: { type: 'string', default: 'fr' },
    out: { type: 'string', default: resolve(import.meta.dirname, '../docs/screenshots/technician') },
  },
});
mkdirSync(values.out, { recursive: true });
const folder = resolve(import.meta.dirname, '../src-renderer/technician/gallery');
const gallery = await openGallery({ width: 1080, height: 1920, folder });
try {
  for (const name of Object.keys(cases).filter((name) => name.includes(values.only))) {
    await gallery.show(name, values.language === 'en' ? 'en' : 'fr');
    await gallery.page.waitForTimeout(300);
    await gallery.page.screenshot({ path: join(values.out, `${name}.png`), animations: 'disabled' });
    console.log(`${name}.png`);
  }
} finally {
  await gallery.close();
}
