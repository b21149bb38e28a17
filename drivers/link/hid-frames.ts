/**
 * HID reports over a stream, for instruments that are no kernel device: kind (1 byte), length of the report (2 bytes,
 * little-endian), report.
 */

/** `input`: to the host, as the host reads it. `output`, `feature`: from the host, with the report id in front. */
export const REPORT_KINDS = { output: 1, feature: 2, input: 3 } as const;
export type ReportKind = keyof typeof REPORT_KINDS;

export interface ReportFrame {
  readonly kind: ReportKind;
  readonly report: Uint8Array;
}

/** Of a report with its id; the longest that a high-speed interrupt endpoint carries in one go, and one byte. */
export const MAX_REPORT_BYTES = 1025;
const HEAD_BYTES = 3;

const kindOf = (code: number) =>
  (Object.keys(REPORT_KINDS) as ReportKind[]).find((kind) => REPORT_KINDS[kind] === code);

export function packReport(kind: ReportKind, report: Uint8Array): Uint8Array {
  return Uint8Array.of(REPORT_KINDS[kind], report.length & 0xff, report.length >> 8, ...report);
}

/** Cuts a stream into frames; null: the stream is not of this kind, and nothing after it can be understood. */
export function createReportReader(): (chunk: Uint8Array) => readonly ReportFrame[] | null {
  let rest = new Uint8Array(0);
  let broken = false;

  return (chunk) => {
    if (broken) return null;
    const bytes = new Uint8Array([...rest, ...chunk]);
    const frames: ReportFrame[] = [];
    let at = 0;
    while (bytes.length - at >= HEAD_BYTES) {
      const [code = 0, low = 0, high = 0] = bytes.subarray(at, at + HEAD_BYTES);
      const kind = kindOf(code);
      const length = low | (high << 8);
      if (kind === undefined || length === 0 || length > MAX_REPORT_BYTES) {
        broken = true;
        return null;
      }
      const end = at + HEAD_BYTES + length;
      if (end > bytes.length) break;
      frames.push({ kind, report: bytes.slice(at + HEAD_BYTES, end) });
      at = end;
    }
    rest = bytes.slice(at);
    return frames;
  };
}
