import type { Fault, Link, MonoMs } from '../contract.ts';
import type { Discards, FrameDecoder, Framed } from './frames.ts';

export interface CollectorListener<F> {
  onFrame(framed: Framed<F>, at: MonoMs): void;
  /** For every chunk that added discarded bytes, before its frames. */
  onDiscard?(bytes: number): void;
  onClosed(fault: Fault | null): void;
}

export interface FrameCollector {
  readonly discarded: Discards;
  stop(): void;
}

/**
 * Feeds a link's bytes to a decoder. Instruments send a frame in one go, so the end of a chunk is taken for a quiet
 * line: a frame is handed on at once, not when its successor arrives.
 */
export function collectFrames<F>(
  link: Link,
  decoder: FrameDecoder<F>,
  listener: CollectorListener<F>,
): FrameCollector {
  let counted = decoder.discarded.bytes;

  const stopData = link.onData((chunk, at) => {
    const frames = [...decoder.push(chunk), ...decoder.settle()];
    const fresh = decoder.discarded.bytes - counted;
    counted += fresh;
    if (fresh > 0) listener.onDiscard?.(fresh);
    for (const framed of frames) listener.onFrame(framed, at);
  });
  const stopClosed = link.onClosed((fault) => listener.onClosed(fault));

  return {
    get discarded() {
      return decoder.discarded;
    },
    stop() {
      stopData();
      stopClosed();
    },
  };
}
