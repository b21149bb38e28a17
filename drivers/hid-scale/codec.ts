/** The `codec` command's view of this protocol. */
import { takesNoCommand } from '../parts/command-encoder.ts';
import type { DeviceCodec } from '../parts/device-codec.ts';
import { decodeReports } from '../parts/whole-input.ts';
import { parseScaleReport, REPORT_BYTES } from './report.ts';

export const hidScaleCodec: DeviceCodec = {
  decode: (bytes) => decodeReports(bytes, REPORT_BYTES, parseScaleReport),
  encode: takesNoCommand,
};
