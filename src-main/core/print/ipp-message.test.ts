import { expect, it } from 'vitest';
import { decodeIpp, encodeIpp, OPERATION } from './ipp-message.ts';

const printer = 'ipp://127.0.0.1/ipp/print';
const asText = (bytes: Buffer): string => bytes.toString('latin1');

it('carries a document after its attributes, to be printed once and at its own size', () => {
  const document = Buffer.from('%PDF-1.4');
  const sent = encodeIpp({
    operation: OPERATION.printJob,
    printer,
    requestId: 7,
    format: 'application/pdf',
    document,
  });
  expect(sent.readUInt16BE(2)).toBe(OPERATION.printJob);
  expect(sent.readInt32BE(4)).toBe(7);
  expect(sent.subarray(-document.length)).toEqual(document);
  expect(sent.at(-document.length - 1)).toBe(0x03);
  expect(asText(sent)).toContain('print-scaling\x00\x04none');
  // begin-attribute group job, after the operation's
  expect(asText(sent)).toContain('\x02\x21\x00\x06copies\x00\x04\x00\x00\x00\x01');
});

it('names a job by its number and scales nothing else', () => {
  const sent = encodeIpp({ operation: OPERATION.getJobAttributes, printer, requestId: 1, job: 300 });
  expect(asText(sent)).toContain('\x21\x00\x06job-id\x00\x04\x00\x00\x01\x2c');
  expect(asText(sent)).not.toContain('print-scaling');
});

it('reads back what it wrote, and nothing that is cut short', () => {
  const sent = encodeIpp({ operation: OPERATION.cancelJob, printer, requestId: 1, job: 12 });
  expect(decodeIpp(sent)?.attributes.get('job-id')).toEqual([12]);
  expect(decodeIpp(sent)?.attributes.get('printer-uri')).toEqual([printer]);
  for (let length = 0; length < sent.length; length += 1)
    expect(decodeIpp(sent.subarray(0, length))).toBeNull();
});

it('asks a print service to forget the file of a job too', () => {
  const sent = encodeIpp({ operation: OPERATION.cancelJob, printer, requestId: 1, job: 12, purge: true });
  expect(decodeIpp(sent)?.attributes.get('purge-job')).toEqual([true]);
  const plain = encodeIpp({ operation: OPERATION.cancelJob, printer, requestId: 1, job: 12 });
  expect(decodeIpp(plain)?.attributes.has('purge-job')).toBe(false);
});
