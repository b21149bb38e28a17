import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createIppPrinter } from '../print/ipp-printer.ts';
import { createPrinterCheck } from './printer-check.ts';

let server: Server | null = null;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((done) => (server ? server.close(done) : done(null)));
  server = null;
});

const attribute = (tag: number, name: string, value: Buffer) => {
  const head = Buffer.from([tag, 0, name.length]);
  return Buffer.concat([head, Buffer.from(name), Buffer.from([0, value.length]), value]);
};

/** What a print service answers to Get-Printer-Attributes. */
function answer(state: number, reasons: readonly string[], accepting = true, status = 0): Buffer {
  const number = Buffer.alloc(4);
  number.writeInt32BE(state);
  return Buffer.concat([
    Buffer.from([1, 1, status >> 8, status & 255, 0, 0, 0, 1, 1]),
    attribute(0x47, 'attributes-charset', Buffer.from('utf-8')),
    Buffer.from([4]),
    attribute(0x23, 'printer-state', number),
    ...reasons.map((reason, i) =>
      attribute(0x44, i === 0 ? 'printer-state-reasons' : '', Buffer.from(reason)),
    ),
    attribute(0x22, 'printer-is-accepting-jobs', Buffer.from([accepting ? 1 : 0])),
    attribute(0x41, 'printer-make-and-model', Buffer.from('Laser')),
    Buffer.from([3]),
  ]);
}

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
  it('is not fitted where none is configured', async () => {
    expect(await createPrinterCheck(null).run(new AbortController().signal)).toMatchObject({
      status: 'not-fitted',
      reason: { code: 'no-printer' },
    });
  });

  it.each([
    ['ready', answer(3, ['none']), 'pass', undefined],
    ['printing', answer(4, ['none']), 'pass', undefined],
    ['only reports', answer(3, ['cups-waiting-for-job-completed-report']), 'pass', undefined],
    ['out of paper', answer(5, ['media-empty-error']), 'fail', 'paper-empty'],
    ['out of paper in plain words', answer(3, ['media-empty']), 'fail', 'paper-empty'],
    ['soon out of paper', answer(3, ['media-low-warning']), 'warn', 'printer-trouble'],
    ['paused', answer(5, ['paused']), 'fail', 'printer-paused'],
    ['taking no jobs', answer(3, ['none'], false), 'fail', 'printer-paused'],
    ['stopped', answer(5, ['cover-open-error']), 'fail', 'printer-trouble'],
    ['another queue', answer(3, [], true, 0x0406), 'fail', 'printer-gone'],
    ['half an answer', answer(3, ['none']).subarray(0, 40), 'fail', 'printer-unreachable'],
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
