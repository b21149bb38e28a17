/** What the host may ask: three letters, data, the exclusive or of the data, cut into output reports. */
import { z } from 'zod';
import { padReport } from '../parts/hid-report.ts';
import { xor } from '../parts/xor.ts';

/** Two-byte feature reports. After one, clear until the answer is OK. */
export const OMRON_MODES = {
  information: Uint8Array.of(0x01, 0x01),
  readings: Uint8Array.of(0x74, 0xbc),
  averages: Uint8Array.of(0x10, 0x74),
} as const;

const byte = z.int().min(0).max(255);

const requestSchema = z.discriminatedUnion('request', [
  /** Until OK, after a change of mode and after NO. */
  z.strictObject({ request: z.literal('clear') }),
  z.strictObject({ request: z.literal('version') }),
  z.strictObject({ request: z.literal('count'), bank: byte }),
  /** Index 0 = newest. */
  z.strictObject({ request: z.literal('record'), bank: byte, index: byte }),
  /** The monitor switches off. */
  z.strictObject({ request: z.literal('end') }),
]);
export type OmronRequest = z.infer<typeof requestSchema>;

const PAYLOAD_BYTES = 7;
const REPORT_BYTES = 8;

const letters = (word: string, data: readonly number[]) => [...Buffer.from(word), ...data, xor(data)];

function message(request: OmronRequest): readonly number[] {
  switch (request.request) {
    case 'clear':
      return new Array<number>(12).fill(0);
    case 'version':
      return letters('VER', [0x30]);
    case 'count':
      return letters('GDC', [0, request.bank, 0, 0]);
    case 'record':
      return letters('GME', [0, request.bank, 0, request.index]);
    case 'end':
      return letters('END', [0xff]);
  }
}

/** Output reports in order, without report id. */
export function encodeOmronRequest(request: OmronRequest): readonly Uint8Array[] {
  const bytes = Uint8Array.from(message(request));
  const reports: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += PAYLOAD_BYTES) {
    const payload = bytes.subarray(at, at + PAYLOAD_BYTES);
    reports.push(padReport(Uint8Array.of(payload.length, ...payload), REPORT_BYTES, 0));
  }
  const [last] = reports;
  // Bytes behind the count are arbitrary; these are what the recorded program sends, kept so that recordings compare.
  if (request.request === 'end' && last !== undefined) last[6] = 0x7c;
  return reports;
}

const name = (request: string, part: 1 | 2) => `${request} report ${part} of 2`;

/** The command line names one report at a time: `version`, `end`, `record report 1 of 2`, … */
export const omronCommandSchema = z.unknown().transform((value, context) => {
  const { command, ...rest } = z.looseObject({ command: z.string() }).safeParse(value).data ?? {
    command: '',
  };
  const part = /^(clear|count|record) report ([12]) of 2$/.exec(command);
  const whole = command === 'version' || command === 'end';
  const request = requestSchema.safeParse({ ...rest, request: part?.[1] ?? (whole ? command : '') });
  if (!request.success) {
    const known = ['version', 'end', name('clear', 1), name('count', 1), name('record', 1)];
    context.addIssue({
      code: 'custom',
      message: part || whole ? z.prettifyError(request.error) : `unknown command; known: ${known.join(', ')}`,
    });
    return z.NEVER;
  }
  return { request: request.data, part: part?.[2] === '2' ? 1 : 0 };
});
export type OmronCommand = z.infer<typeof omronCommandSchema>;

export function encodeOmronCommand({ request, part }: OmronCommand): Uint8Array {
  const report = encodeOmronRequest(request)[part];
  if (report === undefined) throw new RangeError(`${request.request} has no report ${part + 1}`);
  return report;
}
