/** Puts messages together from input reports: byte 0 tells how many of the seven behind it count, the rest is stale. */
import type { Discards } from '../parts/frames.ts';
import { LONGEST_REPLY, type OmronMessage, parseReplies, startsMessage } from './replies.ts';

export const REPORT_BYTES = 8;
const PAYLOAD_BYTES = 7;

export interface OmronAssembler {
  /** One input report. A reply ends with a report that is not full. */
  push(report: Uint8Array): readonly OmronMessage[];
  /** The line is quiet: a reply that filled its last report is whole. */
  settle(): readonly OmronMessage[];
  readonly discarded: Discards;
  /** Forgets what is pending without counting it, as before a request. */
  reset(): void;
}

export function createOmronAssembler(): OmronAssembler {
  let pending: Uint8Array = new Uint8Array(0);
  let bytes = 0;
  let frames = 0;

  function settle(): readonly OmronMessage[] {
    const { messages, discardedBytes, discardedFrames } = parseReplies(pending);
    pending = new Uint8Array(0);
    bytes += discardedBytes;
    frames += discardedFrames;
    return messages;
  }

  return {
    push(report) {
      const [count = 0] = report;
      // An 8 was seen and means 7.
      if (report.length !== REPORT_BYTES || count > PAYLOAD_BYTES + 1) {
        bytes += report.length;
        return [];
      }
      const payload = report.subarray(1, 1 + Math.min(count, PAYLOAD_BYTES));
      const before = startsMessage(payload) || payload.length === 0 ? settle() : [];
      pending = Uint8Array.from([...pending, ...payload]);
      const whole = payload.length < PAYLOAD_BYTES || count > PAYLOAD_BYTES || pending.length > LONGEST_REPLY;
      return whole ? [...before, ...settle()] : before;
    },
    settle,
    get discarded() {
      return { bytes, frames };
    },
    reset() {
      pending = new Uint8Array(0);
    },
  };
}
