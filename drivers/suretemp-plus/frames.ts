/** SureTemp Plus: what a whole frame says. */
import { CODE } from './commands.ts';
import { parseTemperature, type TemperatureRecord } from './temperature.ts';
import { type Envelope, TYPE } from './wire.ts';

export type SuretempFrame =
  | TemperatureRecord
  | { readonly type: 'serial'; readonly serial: string }
  /** To a self-test question `data` begins with 0 when all is fine, with 255 while it is not ready. */
  | {
      readonly type: 'reply';
      readonly command: number;
      readonly ok: true;
      readonly data: readonly number[];
    }
  /** `code`: the reply's type byte; what the values mean is not public. */
  | {
      readonly type: 'reply';
      readonly command: number;
      readonly ok: false;
      readonly code: number;
      readonly data: readonly number[];
    }
  /** A command seen on the line: the host's own, echoed. */
  | { readonly type: 'command'; readonly command: number; readonly data: readonly number[] };

/** Ends at the first NUL. */
function text(data: Uint8Array): string {
  const end = data.indexOf(0);
  const used = end < 0 ? data : data.subarray(0, end);
  return String.fromCharCode(...used.filter((byte) => byte >= 0x20 && byte < 0x7f));
}

export function parseFrame({ command, type, data }: Envelope): SuretempFrame {
  if (type === TYPE.command) return { type: 'command', command, data: [...data] };
  if (type !== TYPE.goodReply) return { type: 'reply', command, ok: false, code: type, data: [...data] };
  const record = command === CODE.temperature ? parseTemperature(data) : null;
  if (record !== null) return record;
  if (command === CODE.serial && data.length > 0) return { type: 'serial', serial: text(data) };
  return { type: 'reply', command, ok: true, data: [...data] };
}
