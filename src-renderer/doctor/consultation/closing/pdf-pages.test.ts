import { createRequire } from 'node:module';
import path from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import PdfPrinter from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { expect, test } from 'vitest';
import { sheetPages, summaryPages } from './pdf-pages.ts';

const FONTS = path.join(
  path.dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')),
  'standard_fonts/',
);
const MADE = new Date(0);

/** As the page makes it, of the same fonts. */
async function made(pages: TDocumentDefinitions): Promise<Uint8Array> {
  const printer = new PdfPrinter({
    Sans: { normal: `${FONTS}LiberationSans-Regular.ttf`, bold: `${FONTS}LiberationSans-Bold.ttf` },
  });
  const file = printer.createPdfKitDocument(pages);
  const pieces: Buffer[] = [];
  file.on('data', (piece: Buffer) => pieces.push(piece));
  const over = new Promise((done) => file.on('end', done));
  file.end();
  await over;
  return new Uint8Array(Buffer.concat(pieces));
}

async function read(bytes: Uint8Array): Promise<{ readonly text: string; readonly pages: number }> {
  const pdf = await getDocument({ data: bytes, standardFontDataUrl: FONTS, verbosity: 0 }).promise;
  try {
    const texts: string[] = [];
    for (let n = 1; n <= pdf.numPages; n += 1) {
      const { items } = await (await pdf.getPage(n)).getTextContent();
      texts.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
    }
    return { text: texts.join('\n').replaceAll(/\s+/g, ' '), pages: pdf.numPages };
  } finally {
    await pdf.destroy();
  }
}
const page = (n: number, of: number) => `page ${n} sur ${of}`;

test('every letter of a name and of a unit comes out; headings too', async () => {
  const names = 'Łukasz Šimůnek-Œuvray, « né » à Ærø';
  const bytes = await made(
    summaryPages(`COMPTE RENDU\n${names}\n\nMESURES\nSpO₂ 97\u00a0%, ≤ 38 °C`, MADE, page, 'fr'),
  );
  const { text, pages } = await read(bytes);
  expect(pages).toBe(1);
  for (const word of [...names.split(/ |(?<=-)/), 'MESURES', 'SpO2', '≤', '°C', 'page 1 sur 1'])
    expect(text).toContain(word);
});

test('a long one goes on over pages that are counted', async () => {
  const lines = Array.from({ length: 200 }, (_, n) => `Ligne ${n}`).join('\n');
  const { text, pages } = await read(await made(summaryPages(`TITRE\n${lines}`, MADE, page, 'fr')));
  expect(pages).toBeGreaterThan(2);
  expect(text).toContain('Ligne 199');
  expect(text).toContain(`page ${pages} sur ${pages}`);
});

test('a sheet is one page: whose it is, and what to do', async () => {
  const lines = Array.from(
    { length: 8 },
    () => 'Buvez souvent, par petites quantités, même la nuit si vous le pouvez et voulez',
  );
  const { text, pages } = await read(
    await made(
      sheetPages({ title: 'Votre feuille', name: 'Zoé MARTIN', date: '22 novembre', lines }, MADE, 'fr'),
    ),
  );
  expect(pages).toBe(1);
  expect(text).toContain('Zoé MARTIN, 22 novembre');
  expect(text).toContain('quantités');
});
