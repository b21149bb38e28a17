/** The printer's line, asked of a real IPP Everywhere printer that has a page to print. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  lacksPaperPrinter,
  type PaperPrinter,
  startPaperPrinter,
} from '../../../fixtures/printer/paper-printer.ts';
import { createIppPrinter } from '../print/ipp-printer.ts';
import { testPage } from '../print/test-page.ts';
import { createPrinterCheck } from './printer-check.ts';

const lacks = lacksPaperPrinter();
if (lacks !== null) process.stderr.write(`SKIPPED: the self-test's line of a real printer: ${lacks}\n`);

describe.skipIf(lacks !== null)('the line of a real printer', () => {
  let paper: PaperPrinter;
  beforeAll(async () => {
    paper = await startPaperPrinter();
  }, 60_000);
  afterAll(() => paper.close());

  async function line(address = paper.address): Promise<readonly [string, string | undefined]> {
    const check = createPrinterCheck(createIppPrinter(address, 2000));
    const { status, reason } = await check.run(new AbortController().signal);
    return [status, reason?.code];
  }
  const tells = (...expected: readonly (string | undefined)[]) =>
    expect.poll(() => line(), { timeout: 20_000 }).toEqual(expected);

  it('passes, tells the empty tray and the jam while a page waits, and passes again', async () => {
    await tells('pass', undefined);
    for (const [feed, code] of [
      ['media-empty', 'paper-empty'],
      ['media-jam', 'printer-trouble'],
    ] as const) {
      paper.feed(feed);
      const printer = createIppPrinter(paper.address, 2000);
      // The page before may still be on its way out.
      await expect
        .poll(() => printer.print(testPage('Cabinet', '2026-11-22'), 'application/pdf', 'page'), {
          timeout: 10_000,
        })
        .toHaveProperty('job');
      await tells('fail', code);
      paper.feed('well');
      await tells('pass', undefined);
    }
  });

  it('is another printer’s where the address is', async () => {
    expect(await line(paper.address.replace('/ipp/print', '/ipp/nobody'))).toEqual(['fail', 'printer-gone']);
  });

  it('switched off, is not reached', async () => {
    await paper.unplug();
    expect(await line()).toEqual(['fail', 'printer-unreachable']);
  });
});
