/** The `codec` command's view of this protocol: both builds, told apart by length and marker. */
import { commandEncoder } from '../parts/command-encoder.ts';
import type { DecodedInput, DeviceCodec } from '../parts/device-codec.ts';
import { decodeReports, decodeStream } from '../parts/whole-input.ts';
import { beurerCommandSchema, encodeBeurerCommand } from './commands.ts';
import { type BeurerReply, guessReply, HELLO, NO_RECORD, REPORT_BYTES } from './replies.ts';
import { createSerialRecordDecoder } from './serial-decoder.ts';

function single(byte: number): BeurerReply {
  if (byte === HELLO) return { type: 'hello', ok: true };
  return byte === NO_RECORD ? { type: 'noRecord' } : { type: 'count', records: byte };
}

function decode(bytes: Uint8Array): DecodedInput {
  const [first = 0] = bytes;
  if (bytes.length === 1) return { frames: [single(first)], discardedBytes: 0, discardedFrames: 0 };
  const reports = decodeReports(bytes, REPORT_BYTES, guessReply);
  if (reports.discardedBytes === 0) return reports;
  const records = decodeStream(createSerialRecordDecoder(), bytes);
  return records.discardedBytes < reports.discardedBytes ? records : reports;
}

export const beurerCodec: DeviceCodec = {
  decode,
  encode: commandEncoder(beurerCommandSchema, encodeBeurerCommand),
};
