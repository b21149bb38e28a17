/** The `codec` command's view of this protocol: input reports, or messages already put together. */
import { commandEncoder } from '../parts/command-encoder.ts';
import type { DecodedInput, DeviceCodec } from '../parts/device-codec.ts';
import { createOmronAssembler, REPORT_BYTES } from './assembler.ts';
import { encodeOmronCommand, omronCommandSchema } from './commands.ts';
import { type OmronMessage, parseReplies } from './replies.ts';

function fromReports(bytes: Uint8Array) {
  const assembler = createOmronAssembler();
  const messages: OmronMessage[] = [];
  for (let at = 0; at < bytes.length; at += REPORT_BYTES) {
    messages.push(...assembler.push(bytes.subarray(at, at + REPORT_BYTES)));
  }
  messages.push(...assembler.settle());
  const frames = messages.map(({ reply, raw }) => ({
    ...reply,
    reports: true,
    reassembled: Buffer.from(raw).toString('hex'),
  }));
  const { bytes: discardedBytes, frames: discardedFrames } = assembler.discarded;
  return { frames, discardedBytes, discardedFrames };
}

function fromMessages(bytes: Uint8Array) {
  const { messages, discardedBytes, discardedFrames } = parseReplies(bytes);
  return { frames: messages.map(({ reply }) => reply), discardedBytes, discardedFrames };
}

/** A message starts with a letter or 60, a report with its count, at most 8. */
function decode(bytes: Uint8Array): DecodedInput {
  const areReports = bytes.length % REPORT_BYTES === 0 && (bytes[0] ?? 0) <= REPORT_BYTES;
  const decoded = areReports ? fromReports(bytes) : fromMessages(bytes);
  return { ...decoded, about: decoded.discardedFrames > 0 ? { error: 'checksum' } : {} };
}

export const omronCodec: DeviceCodec = {
  decode,
  encode: commandEncoder(omronCommandSchema, encodeOmronCommand),
};
