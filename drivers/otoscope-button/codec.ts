/** The `codec` command's view of the button. A driver knows its layer; here the length of the input tells. */
import { takesNoCommand } from '../parts/command-encoder.ts';
import type { DeviceCodec } from '../parts/device-codec.ts';
import {
  type ButtonFrame,
  INPUT_EVENT_BYTES,
  parseConsumerReport,
  parseInputEvents,
  parseKeyboardReport,
  parseUvcStatus,
} from './events.ts';

function parse(bytes: Uint8Array): ButtonFrame | null {
  if (bytes.length % INPUT_EVENT_BYTES === 0) return parseInputEvents(bytes);
  if (bytes.length === 3) return parseConsumerReport(bytes);
  if (bytes.length === 8) return parseKeyboardReport(bytes) ?? parseUvcStatus(bytes);
  return parseUvcStatus(bytes);
}

export const otoscopeButtonCodec: DeviceCodec = {
  decode(bytes) {
    const frame = bytes.length === 0 ? null : parse(bytes);
    return frame === null
      ? { frames: [], discardedBytes: bytes.length, discardedFrames: bytes.length === 0 ? 0 : 1 }
      : { frames: [frame], discardedBytes: 0, discardedFrames: 0 };
  },
  encode: takesNoCommand,
};
