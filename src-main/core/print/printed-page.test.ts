/** What a printer got, drawn at 300 dpi: the prescription's code is read, and nothing is larger or smaller. */
import jsQR from 'jsqr';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../drivers/clock.ts';
import { type Drawn, drawPdf } from '../../../fixtures/printer/drawn-page.ts';
import {
  lacksPaperPrinter,
  lacksRasterPrinter,
  type PaperPrinter,
  startPaperPrinter,
} from '../../../fixtures/printer/paper-printer.ts';
import { FRAME, prescription, QR, QR_TEXT } from '../../../fixtures/printer/prescription.ts';
import { readPwg } from '../../../fixtures/printer/pwg-raster.ts';
import { createIppPrinter } from './ipp-printer.ts';
import { printJob } from './print-job.ts';

/** The module is its own function; its typings are of another kind of module. */
const readCode = jsQR as unknown as typeof jsQR.default;

const DPI = 300;
const DOTS_PER_MM = DPI / 25.4;
const within = 0.01;

const isDark = ({ rgba, width }: Drawn, x: number, y: number): boolean =>
  (rgba[(y * width + x) * 4] ?? 255) < 128;

/** Of the frame's lines, in millimetres: first and last dark dot of a row and a column that cross nothing else. */
function frameOf(page: Drawn): { readonly width: number; readonly height: number } {
  const row = Math.round(page.height - (FRAME.bottom + 20) * DOTS_PER_MM);
  const column = Math.round((FRAME.left + FRAME.width - 10) * DOTS_PER_MM);
  const across = Array.from({ length: page.width }, (_, x) => x).filter((x) => isDark(page, x, row));
  const down = Array.from({ length: page.height }, (_, y) => y)
    .filter((y) => y < page.height - (FRAME.bottom - 5) * DOTS_PER_MM)
    .filter((y) => isDark(page, column, y));
  const mm = (dots: readonly number[]) => ((dots.at(-1) ?? 0) - (dots[0] ?? 0)) / DOTS_PER_MM;
  return { width: mm(across), height: mm(down) };
}

function expectUnaltered(page: Drawn): void {
  expect(Math.abs(page.width / DOTS_PER_MM / 210 - 1)).toBeLessThan(within);
  expect(Math.abs(page.height / DOTS_PER_MM / 297 - 1)).toBeLessThan(within);
  const frame = frameOf(page);
  expect(Math.abs(frame.width / FRAME.width - 1)).toBeLessThan(within);
  expect(Math.abs(frame.height / FRAME.height - 1)).toBeLessThan(within);
  const code = readCode(new Uint8ClampedArray(page.rgba), page.width, page.height);
  expect(code?.data).toBe(QR_TEXT);
  const { topLeftCorner: a, topRightCorner: b } = code?.location ?? {
    topLeftCorner: { x: 0, y: 0 },
    topRightCorner: { x: 0, y: 0 },
  };
  // Its corners are found by the reader, to a module.
  expect(Math.abs(Math.hypot(b.x - a.x, b.y - a.y) / DOTS_PER_MM / QR.side - 1)).toBeLessThan(0.05);
}

it('a page at 97 % is found out', async () => {
  const page = await drawPdf(prescription(), DPI * 0.97);
  expect(() => expectUnaltered(page)).toThrow();
}, 60_000);

async function print(paper: PaperPrinter): Promise<void> {
  const outcome = await printJob(
    {
      printer: createIppPrinter(paper.address),
      clock: systemClock,
      onTrouble: () => {},
      onKept: () => {},
      signal: new AbortController().signal,
    },
    Buffer.from(prescription()),
    'document',
  );
  expect(outcome).toMatchObject({ handedOver: true });
}

it.skipIf(lacksRasterPrinter() !== null)(
  'as PWG raster at 300 dpi: the code is read, the size is the size',
  async () => {
    const paper = await startPaperPrinter({ raster: true });
    try {
      await print(paper);
      const [drawn = Buffer.alloc(0), ...more] = paper.rastered();
      expect(more).toEqual([]);
      const page = readPwg(drawn);
      expect(page.dpi).toBe(DPI);
      expectUnaltered(page);
    } finally {
      await paper.close();
    }
  },
  60_000,
);

describe.skipIf(lacksPaperPrinter() !== null)('out of a real printer', () => {
  it('as PDF: the same bytes, the code is read, the size is the size', async () => {
    const paper = await startPaperPrinter();
    try {
      await print(paper);
      const [taken = Buffer.alloc(0)] = paper.taken();
      expectUnaltered(await drawPdf(new Uint8Array(taken), DPI));
    } finally {
      await paper.close();
    }
  }, 60_000);
});
