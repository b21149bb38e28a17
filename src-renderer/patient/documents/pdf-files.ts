/** What a PDF may rely on and not bring: standard fonts and a decoder, from our own pages and nowhere else. */

const urls = import.meta.glob<string>(
  [
    '../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}',
    '../../../node_modules/pdfjs-dist/wasm/*.wasm',
  ],
  { eager: true, query: '?url', import: 'default' },
);
const byName = new Map(Object.entries(urls).map(([path, url]) => [path.split('/').at(-1) ?? '', url]));

/** Shaped as pdf.js asks for its files. */
export class OwnFiles {
  /** @throws Error: not among them, or not there. */
  async fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
    const url = byName.get(filename);
    if (url === undefined) throw new Error(`not among our files: ${filename}`);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${filename}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}
