/**
 * Pictures of every patient screen, drawn without a core: `node scripts/screenshots.ts [--only PART] [--language fr]
 * [--size 1080x1920] [--out FOLDER]`. Into docs/screenshots/patient unless told otherwise.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { cases } from '../src-renderer/patient/gallery/cases.ts';
import { openGallery } from '../src-renderer/patient/gallery/serve.ts';
import { languageSchema } from '../state-machines/contract.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    language: { type: 'string', default: 'fr' },
    size: { type: 'string', default: '1080x1920' },
    out: { type: 'string', default: resolve(import.meta.dirname, '../docs/screenshots/patient') },
  },
});
const [width = 1080, height = 1920] = values.size.split('x').map(Number);
const language = languageSchema.parse(values.language);
mkdirSync(values.out, { recursive: true });

const gallery = await openGallery({ width, height });
try {
  for (const name of Object.keys(cases).filter((name) => name.includes(values.only))) {
    await gallery.show(name, language);
    await gallery.page.screenshot({ path: join(values.out, `${name}.png`), animations: 'disabled' });
    console.log(`${name}.png`);
  }
} finally {
  await gallery.close();
}
