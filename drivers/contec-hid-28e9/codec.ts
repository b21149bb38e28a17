/** The `codec` command's view of this protocol. */
import { commandEncoder } from '../parts/command-encoder.ts';
import type { DecodedInput, DeviceCodec } from '../parts/device-codec.ts';
import { contecHidCommandSchema, encodeContecHidCommand } from './commands.ts';
import { REPORT_BYTES } from './messages.ts';
import { type ContecHidReport, parseReport } from './report.ts';

/** Input reports, or one bare message. */
function framesOf(bytes: Uint8Array, reports: readonly ContecHidReport[]): readonly object[] {
  const messages = reports.map(({ frames }) => frames.map(({ frame }) => frame));
  const [first = []] = messages;
  if (bytes.length < REPORT_BYTES && first.length <= 1) return first;
  return messages.map((each) => ({ report: true, messages: each }));
}

function decode(bytes: Uint8Array): DecodedInput {
  const reports: ContecHidReport[] = [];
  for (let at = 0; at < bytes.length; at += REPORT_BYTES) {
    reports.push(parseReport(bytes.subarray(at, at + REPORT_BYTES)));
  }
  const total = (count: (report: ContecHidReport) => number) =>
    reports.reduce((sum, report) => sum + count(report), 0);
  const frames = framesOf(bytes, reports);
  const checksumErrors = total((report) => report.checksumErrors);
  return {
    frames,
    discardedBytes: total((report) => report.discardedBytes),
    discardedFrames: total((report) => report.discardedFrames),
    about: {
      ...(checksumErrors > 0 ? { error: 'checksum' } : {}),
      ...(frames.length === 1 ? frames[0] : {}),
    },
  };
}

export const contecHidCodec: DeviceCodec = {
  decode,
  encode: commandEncoder(contecHidCommandSchema, encodeContecHidCommand),
};
