/** Takes what the core asks for, one at a time, and sends it. Nothing of it stays in the page. */
import type { FromClient, FromCore } from '../../../src-main/api/core-api.ts';
import type { CaptureFailure, MediaNeed } from '../../../state-machines/media.ts';
import type { TakenClip } from './take-clip.ts';
import type { TakenStill } from './take-still.ts';
import { upload } from './upload.ts';

export type CaptureOrder = Extract<FromCore, { type: 'media.capture' }>;

export interface CaptureDesk {
  take(order: CaptureOrder): void;
  cancel(capture: string): void;
  /** Whatever is under way: the patient left, or the core is a new one. */
  drop(): void;
}

export interface CaptureParts {
  readonly send: (message: FromClient) => void;
  /** `release` when done with it. Null: no such device, or it cannot be opened. */
  readonly track: (
    need: MediaNeed,
  ) => Promise<{ readonly track: MediaStreamTrack; readonly release: () => void } | null>;
  readonly takeStill: (track: MediaStreamTrack) => Promise<TakenStill | CaptureFailure>;
  readonly takeClip: (
    track: MediaStreamTrack,
    forMs: number,
    signal: AbortSignal,
  ) => Promise<TakenClip | CaptureFailure>;
}

const MAX_SOURCE = 120;

export function createCaptureDesk(parts: CaptureParts): CaptureDesk {
  let current: { readonly capture: string; readonly controller: AbortController } | null = null;

  async function run({ capture, need, kind, forMs }: CaptureOrder, signal: AbortSignal): Promise<void> {
    const fail = (reason: CaptureFailure) => {
      if (!signal.aborted) parts.send({ type: 'media.failed', capture, reason });
    };
    const opened = await parts.track(need);
    if (opened === null) return fail('no-device');
    try {
      if (signal.aborted) return;
      const { track } = opened;
      const taken =
        kind === 'clip' ? await parts.takeClip(track, forMs ?? 0, signal) : await parts.takeStill(track);
      if (typeof taken === 'string') return fail(taken);
      if (signal.aborted) return;
      await upload(capture, track.label.slice(0, MAX_SOURCE), taken, parts.send, signal);
    } catch {
      fail(kind === 'clip' ? 'no-device' : 'no-picture');
    } finally {
      opened.release();
    }
  }

  const drop = () => {
    current?.controller.abort();
    current = null;
  };
  return {
    take(order) {
      drop();
      const controller = new AbortController();
      const mine = { capture: order.capture, controller };
      current = mine;
      void run(order, controller.signal).finally(() => {
        if (current === mine) current = null;
      });
    },
    cancel(capture) {
      if (current?.capture === capture) drop();
    },
    drop,
  };
}
