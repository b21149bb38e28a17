import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../drivers/clock.ts';
import {
  lacksPaperPrinter,
  type PaperPrinter,
  startPaperPrinter,
} from '../../../fixtures/printer/paper-printer.ts';
import { createIppPrinter } from './ipp-printer.ts';
import { createPrintDesk, type PrintReport } from './print-desk.ts';
import { testPage } from './test-page.ts';

const document = testPage('Cabinet', '2026-11-22');
const sha256 = createHash('sha256').update(document).digest('hex');
const order = (print: string) => ({ print, document: 'd', bytes: document.length, sha256 });
/** Printing's own patience, thirty times shorter. */
const quick = {
  now: () => systemClock.now() * 30,
  after: (ms: number, run: () => void) => systemClock.after(ms / 30, run),
};

function desk(addresses: readonly string[], content: Buffer = document) {
  const reports: PrintReport[] = [];
  const errors: unknown[] = [];
  const made = createPrintDesk({
    printers: addresses.map((address) => createIppPrinter(address, 1000)),
    clock: quick,
    read: async () => content,
    report: async (report) => reports.push(report),
    onKept: () => {},
    onError: (error) => errors.push(error),
  });
  return { ...made, reports, errors };
}

it('without a printer, or with other bytes than the doctor sent, says so and prints nothing', async () => {
  const none = desk([]);
  none.print(order('p1'));
  await none.settled();
  const altered = desk(['ipp://127.0.0.1:9/none'], Buffer.from('%PDF-1.4 something else'));
  altered.print(order('p2'));
  await altered.settled();
  expect([none, altered].map(({ reports }) => reports)).toEqual([
    [{ type: 'print.over', print: 'p1', printer: null, why: 'no-printer', withdrawn: true, sha256: null }],
    [{ type: 'print.over', print: 'p2', printer: null, why: 'unreadable', withdrawn: true, sha256: null }],
  ]);
});

describe.skipIf(lacksPaperPrinter() !== null)('with two real printers', () => {
  const open: PaperPrinter[] = [];
  afterEach(async () => {
    for (const printer of open.splice(0)) await printer.close();
  });
  const start = async (): Promise<PaperPrinter> => {
    const printer = await startPaperPrinter();
    open.push(printer);
    return printer;
  };

  it('goes to the second when the first jams, and never prints twice', async () => {
    const [first, second] = [await start(), await start()];
    const { print, settled, reports, errors } = desk([first.address, second.address]);
    first.feed('media-jam');
    print(order('p1'));
    print(order('p1'));
    await settled();
    first.feed('well');
    expect(reports.at(-1)).toEqual({
      type: 'print.over',
      print: 'p1',
      printer: 1,
      why: null,
      withdrawn: true,
      sha256,
    });
    expect(reports.filter(({ type }) => type === 'print.over')).toHaveLength(1);
    expect(second.taken().map((taken) => taken.equals(document))).toEqual([true]);
    expect(errors).toEqual([]);
  }, 30_000);

  it('does not try the second while the first may still print, and after a restart takes back what waits', async () => {
    const [first, second] = [await start(), await start()];
    const { print, settled, reports, close } = desk([first.address, second.address]);
    first.feed('dead');
    print(order('p1'));
    setTimeout(() => void first.unplug(), 150);
    await settled();
    expect(reports.at(-1)).toMatchObject({ why: 'printer-gone', withdrawn: false });
    expect(second.taken()).toEqual([]);
    print(order('p2'));
    await settled();
    expect(reports.at(-1)).toMatchObject({ print: 'p2', printer: 1, why: null });
    await first.plug();
    first.feed('well');
    // What may have been left there is taken back before anything else is printed on it.
    print(order('p3'));
    await settled();
    expect(reports.at(-1)).toMatchObject({ print: 'p3', printer: 0, why: null });
    expect(await desk([first.address, second.address]).clear()).toBe(true);
    close();
  }, 30_000);

  it('a patient who leaves takes his pages with him', async () => {
    const printer = await start();
    const { print, stopAll, settled, reports } = desk([printer.address]);
    printer.feed('media-empty');
    print(order('p1'));
    print(order('p2'));
    await expect.poll(() => reports.length, { timeout: 8000 }).toBe(1);
    stopAll();
    await settled();
    expect(reports.slice(1)).toEqual([
      { type: 'print.over', print: 'p1', printer: 0, why: 'taken-back', withdrawn: true, sha256: null },
      { type: 'print.over', print: 'p2', printer: null, why: 'taken-back', withdrawn: true, sha256: null },
    ]);
  }, 30_000);
});
