/** Draws the pages of a PDF in this page. Nothing in the file is run, fetched or followed. */
import type { PDFDocumentProxy } from 'pdfjs-dist';
import { OwnFiles } from './pdf-files.ts';

export interface Pages {
  readonly count: number;
  /** From 1. Fills `canvas` at `width` device pixels; a newer drawing on it ends the older. False: it was ended. */
  draw(page: number, canvas: HTMLCanvasElement, width: number): Promise<boolean>;
  close(): void;
}

/** A page of a prescription is A4; what claims to be a wall is drawn smaller. */
const MOST_PIXELS = 16_000_000;

/** Vite finds a worker by this very expression. */
const makeWorker = (): Worker => new Worker(new URL('./pdf-worker.ts', import.meta.url), { type: 'module' });

/** Null: it cannot be read. */
export async function openPdf(blob: Blob): Promise<Pages | null> {
  const { getDocument, PDFWorker } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const port = makeWorker();
  // The typings of pdf.js want no port and name it.
  const worker = new PDFWorker({ port } as unknown as ConstructorParameters<typeof PDFWorker>[0]);
  const close = (): void => {
    worker.destroy();
    port.terminate();
  };
  try {
    const task = getDocument({
      data: new Uint8Array(await blob.arrayBuffer()),
      worker,
      isEvalSupported: false,
      disableFontFace: true,
      useSystemFonts: false,
      useWorkerFetch: false,
      standardFontDataUrl: 'own/',
      wasmUrl: 'own/',
      StandardFontDataFactory: OwnFiles,
      WasmFactory: OwnFiles,
      verbosity: 0,
    });
    return pagesOf(await task.promise, close);
  } catch {
    close();
    return null;
  }
}

function pagesOf(pdf: PDFDocumentProxy, close: () => void): Pages {
  let cancel: (() => void) | null = null;
  let latest = 0;
  return {
    count: pdf.numPages,
    async draw(number, canvas, width) {
      latest += 1;
      const mine = latest;
      cancel?.();
      const page = await pdf.getPage(number);
      if (mine !== latest) return false;
      const own = page.getViewport({ scale: 1 });
      const scale = Math.min(width / own.width, Math.sqrt(MOST_PIXELS / (own.width * own.height)));
      const viewport = page.getViewport({ scale });
      canvas.width = Math.round(viewport.width);
      canvas.height = Math.round(viewport.height);
      const task = page.render({ canvas, viewport });
      cancel = () => task.cancel();
      try {
        await task.promise;
        return mine === latest;
      } catch {
        return false;
      }
    },
    close() {
      latest += 1;
      cancel?.();
      void pdf.destroy();
      close();
    },
  };
}
