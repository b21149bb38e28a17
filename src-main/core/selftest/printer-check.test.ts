import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { attributesAnswer, type PRINTER_STATE, WELL } from '../../../fixtures/printer/ipp-queue.ts';
import { createIppPrinter } from '../print/ipp-printer.ts';
import { createPrinterCheck } from './printer-check.ts';

let server: Server | null = null;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((done) => (server ? server.close(done) : done(null)));
  server = null;
});

const answer = (
  state: keyof typeof PRINTER_STATE,
  reasons: readonly string[],
  accepting = true,
  status = 0,
) => attributesAnswer({ ...WELL, state, reasons, accepting }, status);

async function line(body: Buffer, http = 200) {
  server = createServer((_request, response) => {
    response.writeHead(http, { 'content-type': 'application/ipp' });
    response.end(body);
  });
  await new Promise<void>((done) => server?.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  const check = createPrinterCheck(createIppPrinter(`ipp://127.0.0.1:${port}/printers/box`, 1000));
  return check.run(new AbortController().signal);
}

describe('the printer', () => {
  it('one of two that prints is a warning about the other, none is a failure', async () => {
    const nowhere = createIppPrinter('ipp://127.0.0.1:9/none', 500);
    const here = {
      ...nowhere,
      ask: async () => ({ state: 'idle', reasons: [], accepting: true, name: 'Here' }) as const,
    };
    const run = (...printers: Parameters<typeof createPrinterCheck>) =>
      createPrinterCheck(...printers).run(new AbortController().signal);
    expect(await run(nowhere, here)).toMatchObject({
      status: 'warn',
      reason: { code: 'printer-unreachable' },
    });
    expect(await run(here, nowhere)).toMatchObject({
      status: 'warn',
      reason: { code: 'printer-unreachable' },
    });
    expect(await run(here, here)).toMatchObject({ status: 'pass' });
    expect(await run(nowhere, nowhere)).toMatchObject({ status: 'fail' });
  });

  it('is not fitted where none is configured', async () => {
    expect(await createPrinterCheck(null).run(new AbortController().signal)).toMatchObject({
      status: 'not-fitted',
      reason: { code: 'no-printer' },
    });
  });

  it.each([
    ['ready', answer('idle', ['none']), 'pass', undefined],
    ['printing', answer('processing', ['none']), 'pass', undefined],
    ['only reports', answer('idle', ['cups-waiting-for-job-completed-report']), 'pass', undefined],
    ['out of paper', answer('stopped', ['media-empty-error']), 'fail', 'paper-empty'],
    ['out of paper in plain words', answer('idle', ['media-empty']), 'fail', 'paper-empty'],
    ['soon out of paper', answer('idle', ['media-low-warning']), 'warn', 'printer-trouble'],
    ['paused', answer('stopped', ['paused']), 'fail', 'printer-paused'],
    ['taking no jobs', answer('idle', ['none'], false), 'fail', 'printer-paused'],
    ['stopped', answer('stopped', ['cover-open-error']), 'fail', 'printer-trouble'],
    ['another queue', answer('idle', [], true, 0x0406), 'fail', 'printer-gone'],
    ['half an answer', answer('idle', ['none']).subarray(0, 40), 'fail', 'printer-unreachable'],
  ] as const)('%s', async (_name, body, status, code) => {
    const outcome = await line(body);
    expect([outcome.status, outcome.reason?.code]).toEqual([status, code]);
  });

  it('behind a web server that is none', async () => {
    expect(await line(Buffer.from('<html>'), 404)).toMatchObject({
      reason: { code: 'printer-unreachable', detail: expect.stringContaining('http 404') },
    });
  });

  it('not there at all', async () => {
    const check = createPrinterCheck(createIppPrinter('ipp://127.0.0.1:9/printers/box', 1000));
    expect(await check.run(new AbortController().signal)).toMatchObject({
      status: 'fail',
      reason: { code: 'printer-unreachable' },
    });
  });
});
