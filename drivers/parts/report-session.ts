/**
 * What every driver over a HID device shares: a line session whose chunks are whole reports. Nothing is searched for
 * across two reports unless `parse` itself keeps what it saw.
 */
import type { HidLink } from '../contract.ts';
import { boundedWrite } from './bounded-write.ts';
import type { FrameDecoder, Framed } from './frames.ts';
import { createLineSession, type LineSession, type LineSessionOptions } from './line-session.ts';

/** What one input report held. */
export interface ParsedReport<F> {
  readonly frames: readonly Framed<F>[];
  /** Of no valid frame, padding not counted. */
  readonly discardedBytes: number;
}

export interface ReportSessionOptions<F> extends Omit<LineSessionOptions<F>, 'link' | 'decoder'> {
  readonly link: HidLink;
  /** `report`: as the link hands it on, with the id in front where the device numbers its reports. */
  parse(report: Uint8Array): ParsedReport<F>;
}

export interface ReportSession<F> extends LineSession<F> {
  /** As `send`, by a feature report. */
  sendFeature(report: Uint8Array, what: string): Promise<void>;
}

/** For protocols of one frame a report; `parse` gives null when the report is none. */
export function oneFrame<F>(
  parse: (report: Uint8Array) => F | null,
): (report: Uint8Array) => ParsedReport<F> {
  return (report) => {
    const frame = parse(report);
    return frame === null
      ? { frames: [], discardedBytes: report.length }
      : { frames: [{ frame, raw: report.slice() }], discardedBytes: 0 };
  };
}

function reportDecoder<F>(parse: (report: Uint8Array) => ParsedReport<F>): FrameDecoder<F> {
  let bytes = 0;
  let frames = 0;
  return {
    push(report) {
      const parsed = parse(report);
      bytes += parsed.discardedBytes;
      frames += parsed.discardedBytes > 0 ? 1 : 0;
      return parsed.frames;
    },
    settle: () => [],
    finish: () => [],
    get discarded() {
      return { bytes, frames };
    },
    reset: () => undefined,
  };
}

export function createReportSession<F>(options: ReportSessionOptions<F>): ReportSession<F> {
  const { link, clock, parse } = options;
  const session = createLineSession<F>({ ...options, decoder: reportDecoder(parse) });
  return {
    ...session,
    async sendFeature(report, what) {
      if (session.over()) return;
      const fault = await boundedWrite(clock, link.sendFeature(report), what);
      if (fault !== null) session.end(fault);
    },
  };
}
