/**
 * Contec V7.0 session: stop what runs, ask who is there, start the stream, say "still here", notice silence, stop.
 */
import type { Clock, Driver, DriverEvent, Fault, InstrumentIdentity, Link, MonoMs } from '../contract.ts';
import { faultOf } from '../link-error.ts';
import { collectFrames } from '../parts/frame-collector.ts';
import { createFrameWaits } from '../parts/frame-waits.ts';
import type { Framed } from '../parts/frames.ts';
import { within } from '../parts/pause.ts';
import { createQuietWatchdog } from '../parts/quiet-watchdog.ts';
import { every } from '../parts/repeating.ts';
import { type CommandName, encodeCommand } from './commands.ts';
import { createContecDecoder } from './decoder.ts';
import { readIdentity } from './identity.ts';
import type { ContecPackage, RealtimePackage } from './packages.ts';
import { createPlethGatherer, readingOf, SAMPLES_PER_SECOND } from './readings.ts';

export const ANSWER_MS = 1000;
export const KEEP_ALIVE_MS = 5000;
export const QUIET_MS = 3000;
/** About one second of a full-rate line without one valid sample. */
export const GARBAGE_BYTES = 512;
/** After this much noise (two packages) one good-looking package proves nothing: there is no checksum. */
const DISTRUST_BYTES = 18;
/** Fewer stray bytes than this in a silence are a cut frame, not noise. */
const NOISE_BYTES = 32;
const WRITE_MS = 500;

export type SimpleCommand = Extract<
  CommandName,
  'startRealtime' | 'stopRealtime' | 'stopStorage' | 'model' | 'vendor' | 'deviceId' | 'keepAlive'
>;

const isFree = (p: ContecPackage): p is Extract<ContecPackage, { type: 'free' }> => p.type === 'free';
const isRealtime = (p: ContecPackage): p is RealtimePackage => p.type === 'realtime';

export function createContecDriver(link: Link, clock: Clock, emit: (event: DriverEvent) => void): Driver {
  const waits = createFrameWaits<ContecPackage>(clock);
  const pleth = createPlethGatherer();
  /** Samples between the end of negotiate and the start of measure. */
  let early: { framed: Framed<RealtimePackage>; at: MonoMs }[] = [];
  let phase: 'negotiating' | 'starting' | 'streaming' | 'over' = 'negotiating';
  let ended: Fault | null = null;
  let onEnd: () => void = () => undefined;
  /** Bytes discarded since the last sample. */
  let noise = 0;
  let trusted = true;
  let seen = 0;
  let feed: () => void = () => undefined;
  let closing: Promise<void> | null = null;

  function end(fault: Fault): void {
    if (ended !== null || phase === 'over') return;
    ended = fault;
    waits.cancel();
    onEnd();
  }

  function sample(framed: Framed<RealtimePackage>, at: MonoMs): void {
    if (phase === 'starting' && early.length < SAMPLES_PER_SECOND) early.push({ framed, at });
    if (phase !== 'streaming') return;
    feed();
    emit(readingOf(framed, at));
    const piece = pleth(framed.frame, at);
    if (piece !== null) emit(piece);
  }

  const collector = collectFrames(link, createContecDecoder(), {
    onFrame({ frame, raw }, at) {
      if (ended !== null) return;
      seen += 1;
      // Three bytes come up in noise by chance; then the silence that follows a real one tells it anyway.
      if (frame.type === 'disconnect' && trusted) {
        end({ code: 'device-off', detail: `reason ${frame.reason}` });
      }
      if (frame.type === 'realtime') {
        const believed = trusted;
        trusted = true;
        noise = 0;
        if (!believed) return;
        sample({ frame, raw }, at);
      }
      waits.deliver(frame);
    },
    onDiscard(bytes) {
      noise += bytes;
      if (noise >= DISTRUST_BYTES) trusted = false;
      if (phase === 'streaming' && noise >= GARBAGE_BYTES) end({ code: 'garbage', detail: `${noise} bytes` });
    },
    onClosed: (fault) => end(fault ?? { code: 'unplugged', detail: 'line closed' }),
  });

  async function write(command: SimpleCommand): Promise<Fault | null> {
    try {
      const taken = link.write(encodeCommand({ command })).then(() => null);
      return await within<Fault | null, Fault>(clock, WRITE_MS, taken, {
        code: 'silent',
        detail: `${command} not taken by the line in ${WRITE_MS} ms`,
      });
    } catch (error) {
      return faultOf(error);
    }
  }

  async function send(command: SimpleCommand): Promise<void> {
    const fault = ended === null ? await write(command) : null;
    if (fault !== null) end(fault);
  }

  function noAnswer(): Fault {
    if (noise >= NOISE_BYTES || (seen === 0 && collector.discarded.bytes > 0)) {
      return { code: 'garbage', detail: `${collector.discarded.bytes} bytes discarded` };
    }
    return { code: 'no-answer', detail: `no sample within ${ANSWER_MS} ms` };
  }

  async function negotiate(
    signal: AbortSignal,
  ): Promise<{ identity: InstrumentIdentity } | { fault: Fault }> {
    emit({ kind: 'status', at: clock.now(), status: 'negotiating' });
    const free = waits.next(isFree, ANSWER_MS, signal);
    await send('stopStorage');
    await send('stopRealtime');
    const answered = (await free) !== null;
    // One that does not confirm a stop is not asked more: each question would cost its whole time-out.
    const { model, serial } = answered
      ? await readIdentity(send, waits, signal)
      : { model: null, serial: null };
    const first = waits.next(isRealtime, ANSWER_MS, signal);
    phase = 'starting';
    await send('startRealtime');
    const started = (await first) !== null;
    if (ended !== null) return { fault: ended };
    if (signal.aborted) return { fault: { code: 'no-answer', detail: 'stopped while negotiating' } };
    if (!started) return { fault: noAnswer() };
    return {
      identity: {
        model: 'contec-v7-serial',
        label: model === null ? 'Contec' : `Contec ${model}`,
        serial,
        firmware: null,
      },
    };
  }

  async function measure(signal: AbortSignal): Promise<void> {
    if (ended === null && !signal.aborted && phase === 'starting') {
      await new Promise<void>((resolve) => {
        onEnd = resolve;
        const watchdog = createQuietWatchdog(clock, QUIET_MS, () =>
          end(
            noise >= NOISE_BYTES
              ? { code: 'garbage', detail: `${noise} bytes without a sample in ${QUIET_MS} ms` }
              : { code: 'silent', detail: `no sample in ${QUIET_MS} ms` },
          ),
        );
        feed = () => watchdog.feed();
        const stopKeepAlive = every(clock, KEEP_ALIVE_MS, () => void send('keepAlive'));
        const stop = () => {
          watchdog.stop();
          stopKeepAlive();
          signal.removeEventListener('abort', stop);
          resolve();
        };
        onEnd = stop;
        signal.addEventListener('abort', stop);
        phase = 'streaming';
        emit({ kind: 'status', at: clock.now(), status: 'streaming' });
        const held = early;
        early = [];
        for (const { framed, at } of held) sample(framed, at);
      });
    }
    phase = 'over';
    if (ended !== null) emit({ kind: 'fault', at: clock.now(), fault: ended });
  }

  async function shut(): Promise<void> {
    phase = 'over';
    waits.cancel();
    if (ended?.code !== 'unplugged') await write('stopRealtime');
    collector.stop();
    await link.close();
    emit({ kind: 'status', at: clock.now(), status: 'closed' });
  }

  return {
    negotiate,
    measure,
    close() {
      closing ??= shut();
      return closing;
    },
  };
}
