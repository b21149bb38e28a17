/** Makes a PDF in this page. The library and its font are fetched from our own pages, and only when somebody wants one. */

import bold from 'pdfjs-dist/standard_fonts/LiberationSans-Bold.ttf?url';
import regular from 'pdfjs-dist/standard_fonts/LiberationSans-Regular.ttf?url';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';

const LONGEST_MS = 20_000;
const here = (address: string): string => new URL(address, window.location.href).href;

/** Null: it could not be made. */
export async function makePdf(pages: TDocumentDefinitions): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const { default: pdfmake } = await import('pdfmake/build/pdfmake.js');
    const fonts = { Sans: { normal: here(regular), bold: here(bold) } };
    const made = new Promise<Uint8Array>((done) => {
      pdfmake.createPdf(pages, undefined, fonts).getBuffer((bytes) => done(bytes));
    });
    const late = new Promise<null>((done) => setTimeout(() => done(null), LONGEST_MS));
    const bytes = await Promise.race([made, late]);
    return bytes === null ? null : new Uint8Array(bytes);
  } catch {
    return null;
  }
}

/** Into the doctor's own downloads; the name says nothing about the patient. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), LONGEST_MS);
}
