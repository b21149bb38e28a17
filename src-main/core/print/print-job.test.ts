import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../drivers/clock.ts';
import {
  lacksPaperPrinter,
  type PaperPrinter,
  startPaperPrinter,
} from '../../../fixtures/printer/paper-printer.ts';
import type { PrinterTrouble } from '../../../state-machines/documents.ts';
import { createIppPrinter } from './ipp-printer.ts';
import { type PrintOutcome, printJob } from './print-job.ts';
import { testPage } from './test-page.ts';

const lacks = lacksPaperPrinter();
if (lacks !== null) process.stderr.write(`SKIPPED: printing on a real printer: ${lacks}\n`);

/** Hours in seconds: what is waited for is what the printer says. */
const quick = (factor: number) => ({
  now: () => systemClock.now() * factor,
  after: (ms: number, run: () => void) => systemClock.after(ms / factor, run),
});

describe.skipIf(lacks !== null)('a document through a real printer', () => {
  let paper: PaperPrinter;
  beforeAll(async () => {
    paper = await startPaperPrinter();
  }, 30_000);
  afterAll(() => paper.close());

  const document = testPage('Cabinet', '2026-11-22');
  const sha256 = createHash('sha256').update(document).digest('hex');

  function print(factor = 1, signal = new AbortController().signal) {
    const troubles: (PrinterTrouble | null)[] = [];
    const kept: string[] = [];
    const outcome: Promise<PrintOutcome> = printJob(
      {
        printer: createIppPrinter(paper.address, 1000),
        clock: quick(factor),
        onTrouble: (trouble) => troubles.push(trouble),
        onKept: () => kept.push('job'),
        signal,
      },
      document,
      'ordonnance',
    );
    return { troubles, kept, outcome };
  }

  it('hands over the very bytes it was given', async () => {
    const { kept, outcome } = print();
    expect(await outcome).toEqual({ handedOver: true, sha256 });
    expect(kept).toEqual([]);
    expect(paper.taken().at(-1)?.equals(document)).toBe(true);
  });

  it('tells a printer that gives up on the page', async () => {
    paper.feed('breaks');
    expect(await print().outcome).toMatchObject({ handedOver: false, why: 'aborted', withdrawn: true });
    paper.feed('well');
  });

  it('says that paper is missing, and goes on when there is some', async () => {
    paper.feed('media-empty');
    const { troubles, outcome } = print();
    await expect.poll(() => troubles, { timeout: 8000 }).toEqual(['paper-out']);
    paper.feed('well');
    expect(await outcome).toEqual({ handedOver: true, sha256 });
  });

  it('takes back what is not printed in time, and says what was wrong', async () => {
    paper.feed('media-jam');
    const { outcome } = print(30);
    expect(await outcome).toEqual({ handedOver: false, why: 'jam', withdrawn: true });
    paper.feed('well');
  });

  it('takes back what somebody stops', async () => {
    paper.feed('dead');
    const stop = new AbortController();
    const { outcome } = print(1, stop.signal);
    setTimeout(() => stop.abort(), 300);
    expect(await outcome).toEqual({ handedOver: false, why: 'taken-back', withdrawn: true });
    paper.feed('well');
  });

  it('tells a printer that is unplugged in the middle, and that the page may still come', async () => {
    paper.feed('dead');
    const { outcome } = print(10);
    setTimeout(() => void paper.unplug(), 300);
    expect(await outcome).toEqual({ handedOver: false, why: 'printer-gone', withdrawn: false });
    paper.feed('well');
    expect(await print().outcome).toEqual({ handedOver: false, why: 'printer-gone', withdrawn: false });
    await paper.plug();
    expect(await print().outcome).toEqual({ handedOver: true, sha256 });
  });
});
