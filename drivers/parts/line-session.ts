/** What every driver over a serial line shares: one end, bounded writes, noise told from silence, an orderly close. */
import type { Clock, Fault, FaultEvent, Link, MonoMs, StatusEvent } from '../contract.ts';
import { boundedWrite } from './bounded-write.ts';
import { collectFrames } from './frame-collector.ts';
import { createFrameWaits, type FrameWaits } from './frame-waits.ts';
import type { FrameDecoder, Framed } from './frames.ts';
import { createQuietWatchdog } from './quiet-watchdog.ts';

/** Fewer stray bytes than this in a silence are a cut frame, not noise. */
const NOISE_BYTES = 32;

export interface LineSessionOptions<F> {
  readonly link: Link;
  readonly clock: Clock;
  readonly decoder: FrameDecoder<F>;
  /** Noise without a frame in between that ends the session: about a second of a full line. */
  readonly garbageBytes: number;
  /** Frames that prove the instrument alive and the line clean; absent: every one. */
  isAlive?(frame: F): boolean;
  emit(event: StatusEvent | FaultEvent): void;
  /** Every frame, also while negotiating. */
  onFrame(framed: Framed<F>, at: MonoMs): void;
}

export interface LineSession<F> {
  readonly waits: FrameWaits<F>;
  /** What ended the session, null while it goes on. */
  fault(): Fault | null;
  end(fault: Fault): void;
  /** Bounded; a line that does not take the bytes ends the session. `what` names them to the technician. */
  send(bytes: Uint8Array, what: string): Promise<void>;
  /** Why nothing came: noise, or nothing. */
  unanswered(detail: string): Fault;
  streaming(): boolean;
  /** Ended, or being closed: nothing is to be sent any more. */
  over(): boolean;
  /** Until aborted or ended, watching for silence; a fault is the last event. `begin` returns what undoes it. */
  stream(signal: AbortSignal, quietMs: number, begin?: () => () => void): Promise<void>;
  /** Idempotent. `farewell`: sent when the line still stands. */
  close(farewell?: Uint8Array): Promise<void>;
}

export function createLineSession<F>(options: LineSessionOptions<F>): LineSession<F> {
  const { link, clock, decoder, garbageBytes, isAlive = () => true, emit, onFrame } = options;
  const waits = createFrameWaits<F>(clock);
  let phase: 'open' | 'streaming' | 'over' = 'open';
  let ended: Fault | null = null;
  let noise = 0;
  let onEnd: () => void = () => undefined;
  let feed: () => void = () => undefined;
  let closing: Promise<void> | null = null;

  const over = () => ended !== null || phase === 'over';

  function end(fault: Fault): void {
    if (over()) return;
    ended = fault;
    waits.cancel();
    onEnd();
  }

  const collector = collectFrames(link, decoder, {
    onFrame(framed, at) {
      if (over()) return;
      if (isAlive(framed.frame)) {
        noise = 0;
        feed();
      }
      onFrame(framed, at);
      waits.deliver(framed.frame);
    },
    onDiscard(bytes) {
      noise += bytes;
      if (phase === 'streaming' && noise >= garbageBytes)
        end({ code: 'garbage', detail: `${noise} bytes discarded` });
    },
    onClosed: (fault) => end(fault ?? { code: 'unplugged', detail: 'line closed' }),
  });

  const write = (bytes: Uint8Array, what: string) => boundedWrite(clock, link.write(bytes), what);

  function unanswered(detail: string): Fault {
    return noise >= NOISE_BYTES
      ? { code: 'garbage', detail: `${noise} bytes discarded` }
      : { code: 'no-answer', detail };
  }

  async function shut(farewell: Uint8Array | undefined): Promise<void> {
    phase = 'over';
    waits.cancel();
    onEnd();
    if (farewell !== undefined && ended?.code !== 'unplugged') await write(farewell, 'farewell');
    collector.stop();
    await link.close();
    emit({ kind: 'status', at: clock.now(), status: 'closed' });
  }

  return {
    waits,
    fault: () => ended,
    end,
    async send(bytes, what) {
      if (over()) return;
      const fault = await write(bytes, what);
      if (fault !== null) end(fault);
    },
    unanswered,
    streaming: () => phase === 'streaming',
    over,
    async stream(signal, quietMs, begin = () => () => undefined) {
      if (ended === null && !signal.aborted && phase === 'open') {
        await new Promise<void>((resolve) => {
          const watchdog = createQuietWatchdog(clock, quietMs, () => {
            const silent: Fault = { code: 'silent', detail: `no frame in ${quietMs} ms` };
            end(noise >= NOISE_BYTES ? unanswered('') : silent);
          });
          feed = () => watchdog.feed();
          phase = 'streaming';
          emit({ kind: 'status', at: clock.now(), status: 'streaming' });
          const undo = begin();
          const stop = () => {
            watchdog.stop();
            undo();
            signal.removeEventListener('abort', stop);
            onEnd = () => undefined;
            feed = () => undefined;
            resolve();
          };
          onEnd = stop;
          signal.addEventListener('abort', stop);
        });
      }
      phase = 'over';
      if (ended !== null) emit({ kind: 'fault', at: clock.now(), fault: ended });
    },
    close(farewell) {
      closing ??= shut(farewell);
      return closing;
    },
  };
}
