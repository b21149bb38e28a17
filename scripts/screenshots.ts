/**
 * Pictures of every patient screen, drawn without a core: `node scripts/screenshots.ts [--only PART] [--language fr]
 * [--contrast high] [--text large] [--reach low] [--size 1080x1920] [--out FOLDER]`. The language may be `pseudo`, as
 * long as a translation may grow. Into docs/screenshots/patient unless told otherwise.
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
    contrast: { type: 'string' },
    text: { type: 'string' },
    reach: { type: 'string' },
    size: { type: 'string', default: '1080x1920' },
    out: { type: 'string', default: resolve(import.meta.dirname, '../docs/screenshots/patient') },
  },
});
const [width = 1080, height = 1920] = values.size.split('x').map(Number);
const language = values.language === 'pseudo' ? values.language : languageSchema.parse(values.language);
const { contrast, text, reach } = values;
const access = {
  ...(contrast === undefined ? {} : { contrast }),
  ...(text === undefined ? {} : { text }),
  ...(reach === undefined ? {} : { reach }),
};
mkdirSync(values.out, { recursive: true });

const gallery = await openGallery({ width, height });
try {
  for (const name of Object.keys(cases).filter((name) => name.includes(values.only))) {
    await gallery.show(name, language, access);
    await gallery.page.screenshot({ path: join(values.out, `${name}.png`), animations: 'disabled' });
    console.log(`${name}.png`);
  }
} finally {
  await gallery.close();
}
