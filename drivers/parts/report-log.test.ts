import { describe, expect, it } from 'vitest';
import { parseReportLog } from './report-log.ts';

describe('report log', () => {
  it('keeps the input reports in order', () => {
    const text =
      '# who recorded it\n10:00:00.000 tx output 0102\n10:00:00.010 rx input 0A0b # half\n\n10:00:01 RX input 0c\n';
    expect(parseReportLog(text)).toEqual({ reports: [Uint8Array.of(10, 11), Uint8Array.of(12)] });
  });

  it.each([
    ['10:00 rx input 0a\n10:00 up input 0b', 2],
    ['10:00 rx input 0a0', 1],
    ['0a0b', 1],
  ])('names the line that is none: %j', (text, badLine) => {
    expect(parseReportLog(text)).toEqual({ badLine });
  });
});
