/** Walks one input report: several messages back to back, then zeros. */
import type { Framed } from '../parts/frames.ts';
import type { ParsedReport } from '../parts/report-session.ts';
import { sum7 } from '../parts/sum7.ts';
import { type ContecHidMessage, parseParams, parseWave } from './messages.ts';

export interface ContecHidReport extends ParsedReport<ContecHidMessage> {
  readonly discardedFrames: number;
  readonly checksumErrors: number;
}

/** What begins at an opcode. `checksum`: it is only the checksum that is wrong. */
type Begun =
  | { readonly kind: 'message'; readonly length: number; readonly message: ContecHidMessage }
  | { readonly kind: 'broken'; readonly checksum: boolean };

const DATA = 0xeb;
const MODEL = 0xf1;
const USER = 0xfe;
const USER_PARAMETER = 0x03;

function run(bytes: Uint8Array, stops: (byte: number) => boolean): number {
  const end = bytes.findIndex((byte, i) => i > 0 && stops(byte));
  return end < 0 ? bytes.length : end;
}

/** Shorter ones are noise that happens to start with the opcode. */
const SHORTEST_TEXT = 3;

/**
 * Whether these texts carry a checksum is not known: a last byte that fits is taken for one. null: not a text.
 * `raw`: the opcode and all up to the next opcode or zero.
 */
function text(raw: Uint8Array, head: number): string | null {
  const checked = raw.length > head + 1 && sum7(raw.subarray(0, -1)) === raw[raw.length - 1];
  const used = raw.subarray(head, checked ? -1 : undefined);
  if (used.length < SHORTEST_TEXT || used.some((byte) => byte < 0x20 || byte === 0x7f)) return null;
  return String.fromCharCode(...used).trim();
}

function begin(bytes: Uint8Array): Begun {
  const [opcode = 0, parameter] = bytes;
  const untilOpcode = run(bytes, (byte) => byte >= 0x80);
  if (opcode === DATA && (parameter === 0 || parameter === 1)) {
    const length = parameter === 0 ? 6 : 8;
    if (untilOpcode < length) return { kind: 'broken', checksum: false };
    const raw = bytes.subarray(0, length);
    if (sum7(raw.subarray(0, -1)) !== raw[length - 1]) return { kind: 'broken', checksum: true };
    return { kind: 'message', length, message: parameter === 0 ? parseWave(raw) : parseParams(raw) };
  }
  const length = run(bytes, (byte) => byte >= 0x80 || byte === 0);
  const raw = bytes.subarray(0, length);
  const isUser = opcode === USER && parameter === USER_PARAMETER;
  const words = opcode === MODEL || isUser ? text(raw, isUser ? 2 : 1) : null;
  if (words === null) return { kind: 'broken', checksum: false };
  return { kind: 'message', length, message: { type: isUser ? 'user' : 'model', text: words } };
}

/** Bytes up to the next opcode; behind the last one, without the padding. */
function strayLength(bytes: Uint8Array): number {
  const next = run(bytes, (byte) => byte >= 0x80);
  return next < bytes.length ? next : bytes.findLastIndex((byte) => byte !== 0) + 1;
}

/**
 * A damaged message costs itself: the next byte with bit 7 set starts another. A zero where a message could start ends
 * the report, unless damage was seen and nothing says any more where messages start. Unknown opcodes are discarded.
 */
export function parseReport(report: Uint8Array): ContecHidReport {
  const frames: Framed<ContecHidMessage>[] = [];
  let discardedBytes = 0;
  let discardedFrames = 0;
  let checksumErrors = 0;
  let at = 0;
  while (at < report.length && (discardedBytes > 0 || report[at] !== 0)) {
    const rest = report.subarray(at);
    const begun = (rest[0] ?? 0) < 0x80 ? null : begin(rest);
    if (begun?.kind === 'message') {
      frames.push({ frame: begun.message, raw: rest.slice(0, begun.length) });
      at += begun.length;
      continue;
    }
    const stray = strayLength(rest);
    if (stray === 0) break;
    discardedBytes += stray;
    at += stray;
    if (begun === null) continue;
    discardedFrames += 1;
    checksumErrors += begun.checksum ? 1 : 0;
  }
  return { frames, discardedBytes, discardedFrames, checksumErrors };
}
