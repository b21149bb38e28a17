import type { FrameDecoder } from '../parts/frames.ts';
import { createFrameDecoder } from '../parts/frames.ts';
import { type EvdevEvents, INPUT_EVENT_BYTES, parseInputEvents } from './events.ts';

/**
 * A read of /dev/input/event*: records of 24 bytes, one frame each. The kernel hands out whole records only, so
 * nothing is searched for within one: a record that cannot be is dropped whole.
 */
export function createEvdevDecoder(): FrameDecoder<EvdevEvents> {
  return createFrameDecoder((buffer) => {
    if (buffer.length < INPUT_EVENT_BYTES) return { kind: 'more' };
    const frame = parseInputEvents(buffer.subarray(0, INPUT_EVENT_BYTES));
    return frame === null
      ? { kind: 'drop', length: INPUT_EVENT_BYTES, frames: 1 }
      : { kind: 'take', length: INPUT_EVENT_BYTES, frame };
  });
}
