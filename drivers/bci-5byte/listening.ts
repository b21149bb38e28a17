/** What is heard before an oximeter of this stream is believed: the layout has no checksum and nobody to ask. */
import type { Fault, MonoMs } from '../contract.ts';
import type { FrameDecoder } from '../parts/frames.ts';
import type { BciLiveFrame, BciProfile } from './frames.ts';

const FRAMES = 30;
const SPAN_MS = 400;
/** With the wrong parity about half of the bytes still look right. */
const MAX_DROPPED = 0.2;

/** Frames a second, from the two documents. */
export const RATE: Readonly<Record<BciProfile, number>> = { contec: 60, berry: 100 };
const NEAR = 0.15;

export interface Listening {
  heard(at: MonoMs): void;
  enough(): boolean;
  /** null: it is what it should be. */
  verdict(): Fault | null;
}

export function createListening(decoder: FrameDecoder<BciLiveFrame>, profile: BciProfile): Listening {
  const own = RATE[profile];
  const other = RATE[profile === 'contec' ? 'berry' : 'contec'];
  let frames = 0;
  let firstAt: MonoMs | null = null;
  let lastAt: MonoMs = 0;
  /** Of the first chunk: how long they waited is not known. */
  let together = 0;

  const spanMs = () => (firstAt === null ? 0 : lastAt - firstAt);

  return {
    heard(at) {
      firstAt ??= at;
      lastAt = at;
      frames += 1;
      if (at === firstAt) together += 1;
    },
    enough: () => frames >= FRAMES && spanMs() >= SPAN_MS,
    verdict() {
      const dropped = decoder.discarded.frames;
      if (dropped > (frames + dropped) * MAX_DROPPED) {
        return { code: 'garbage', detail: `${dropped} of ${frames + dropped} frames damaged` };
      }
      if (frames < FRAMES || spanMs() < SPAN_MS)
        return { code: 'no-answer', detail: `${frames} frames only` };
      const rate = ((frames - together) * 1000) / spanMs();
      // Slow ones and such as say everything twice lie outside both; what lies between is the nearer one's.
      const nearer = Math.abs(rate - other) <= Math.abs(rate - own);
      const beyond = other > own ? rate / other : other / rate;
      return nearer && beyond <= 1 + NEAR
        ? { code: 'wrong-device', detail: `${Math.round(rate)} frames a second: the other dialect` }
        : null;
    },
  };
}
