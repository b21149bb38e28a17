import { describe, expect, it } from 'vitest';
import { KEYBOARD_DESCRIPTOR, vendorReportDescriptor } from '../../../fixtures/parts/report-descriptor.ts';
import { reportLengths } from './report-lengths.ts';

describe('report lengths', () => {
  it('of a vendor page with its feature, and of the boot keyboard', () => {
    expect(reportLengths(vendorReportDescriptor({ input: 64, output: 8, feature: 2 }))).toEqual({
      input: 64,
      output: 8,
      feature: 2,
      numbered: false,
    });
    expect(reportLengths(KEYBOARD_DESCRIPTOR)).toEqual({ input: 8, output: 0, feature: 0, numbered: false });
  });

  it('counts the id of numbered reports, and takes the longest', () => {
    // Id 3: 5 bytes in; id 4: 12 bits in.
    const descriptor = [0x85, 3, 0x75, 8, 0x95, 5, 0x81, 2, 0x85, 4, 0x75, 12, 0x95, 1, 0x81, 2];
    expect(reportLengths(Uint8Array.from(descriptor))).toMatchObject({ input: 6, output: 0, numbered: true });
  });

  it('steps over a long item, and ends with the bytes', () => {
    const long = [0xfe, 2, 0, 0x95, 9, 0x75, 8, 0x96, 0x02, 0x01, 0x81, 2, 0x97];
    expect(reportLengths(Uint8Array.from(long))).toMatchObject({ input: 258 });
  });
});
