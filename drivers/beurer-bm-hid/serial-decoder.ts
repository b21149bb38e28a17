/** Serial build: bare bytes, told apart by the question alone. */
import { createFrameDecoder, type FrameDecoder, type Step } from '../parts/frames.ts';
import {
  type BeurerQuestion,
  type BeurerReply,
  HELLO,
  NO_RECORD,
  parseRecord,
  parseText,
  RECORD_BYTES,
  SERIAL_RECORD,
  SERIAL_TEXT_BYTES,
} from './replies.ts';

/** With the marker. */
const WHOLE = RECORD_BYTES + 1;

const more = { kind: 'more' } as const;
const drop: Step<BeurerReply> = { kind: 'drop', length: 1, frames: 0 };
const take = (length: number, frame: BeurerReply): Step<BeurerReply> => ({ kind: 'take', length, frame });

/**
 * `buffer`: marker AC, then as much as there is. Whole only when the next marker or a quiet line confirms it: a stray
 * AC in front would otherwise shift every number by one, and make a plausible reading of them.
 */
function scanSerialRecord(buffer: Uint8Array, quiet: boolean): Step<BeurerReply> {
  if (buffer.length < WHOLE || (buffer.length === WHOLE && !quiet)) return more;
  const record = parseRecord(buffer.subarray(1, WHOLE));
  const confirmed = buffer.length === WHOLE || buffer[WHOLE] === SERIAL_RECORD;
  if (record === null || !confirmed) return { kind: 'drop', length: 1, frames: 1 };
  return take(WHOLE, { ...record, transport: 'serial' });
}

/** Records back to back, as in a recording: what is none is looked over for the next marker. */
export function createSerialRecordDecoder(): FrameDecoder<BeurerReply> {
  return createFrameDecoder((buffer, quiet) => {
    const marker = buffer.indexOf(SERIAL_RECORD);
    if (marker === 0) return scanSerialRecord(buffer, quiet);
    return { kind: 'drop', length: marker < 0 ? buffer.length : marker, frames: 0 };
  });
}

function scan(buffer: Uint8Array, quiet: boolean, question: BeurerQuestion): Step<BeurerReply> {
  const [first = 0] = buffer;
  switch (question.asked) {
    case 'hello':
      return first === HELLO ? take(1, { type: 'hello', ok: true }) : drop;
    case 'count':
      return take(1, { type: 'count', records: first });
    case 'identifier': {
      if (first < 0x20 || first >= 0x7f) return drop;
      if (buffer.length < SERIAL_TEXT_BYTES) return more;
      const text = parseText(buffer.subarray(0, SERIAL_TEXT_BYTES));
      return text === null ? drop : take(SERIAL_TEXT_BYTES, text);
    }
    case 'record': {
      if (first === SERIAL_RECORD) {
        const step = scanSerialRecord(buffer, quiet);
        return step.kind === 'drop' && buffer.length === WHOLE ? take(WHOLE, { type: 'undated' }) : step;
      }
      return first === NO_RECORD ? take(1, { type: 'noRecord' }) : drop;
    }
  }
}

export interface BeurerSerialDecoder extends FrameDecoder<BeurerReply> {
  /** Before the question is written: what is still pending belongs to no answer. */
  ask(question: BeurerQuestion): void;
}

/** One answer a question: whatever comes behind it, or unasked, is discarded. */
export function createBeurerSerialDecoder(): BeurerSerialDecoder {
  let question: BeurerQuestion | null = null;
  const decoder = createFrameDecoder<BeurerReply>((buffer, quiet) => {
    if (question === null) return { kind: 'drop', length: buffer.length, frames: 0 };
    const step = scan(buffer, quiet, question);
    if (step.kind === 'take') question = null;
    return step;
  });
  return {
    push: decoder.push,
    settle: decoder.settle,
    finish: decoder.finish,
    reset: decoder.reset,
    get discarded() {
      return decoder.discarded;
    },
    ask(next) {
      decoder.finish();
      question = next;
    },
  };
}
