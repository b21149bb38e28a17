/**
 * Contec V7.0 session: stop what runs, ask who is there, start the stream, say "still here", notice silence, stop.
 */
import type { Clock, Driver, DriverEvent, Fault, InstrumentIdentity, Link, MonoMs } from '../contract.ts';
import { distrustAfterNoise } from '../parts/distrust.ts';
import type { Framed } from '../parts/frames.ts';
import { createLineSession } from '../parts/line-session.ts';
import { every } from '../parts/repeating.ts';
import { type CommandName, encodeCommand } from './commands.ts';
import { createContecDecoder } from './decoder.ts';
import { readIdentity } from './identity.ts';
import type { ContecPackage, RealtimePackage } from './packages.ts';
import { createWave, readingOf, SAMPLES_PER_SECOND } from './readings.ts';

export const ANSWER_MS = 1000;
export const KEEP_ALIVE_MS = 5000;
export const QUIET_MS = 3000;
/** About one second of a full-rate line without one valid sample. */
export const GARBAGE_BYTES = 512;

export type SimpleCommand = Extract<
  CommandName,
  'startRealtime' | 'stopRealtime' | 'stopStorage' | 'model' | 'vendor' | 'deviceId' | 'keepAlive'
>;

const isFree = (p: ContecPackage): p is Extract<ContecPackage, { type: 'free' }> => p.type === 'free';
const isRealtime = (p: ContecPackage): p is RealtimePackage => p.type === 'realtime';

/** After two packages' length of noise one good-looking package proves nothing; the short ones never do. */
const DISTRUST = { noiseBytes: 18, frames: 1, counts: isRealtime } as const;

export function createContecDriver(link: Link, clock: Clock, emit: (event: DriverEvent) => void): Driver {
  const wave = createWave();
  /** Samples between the end of negotiate and the start of measure; null while they count for nothing. */
  let early: { framed: Framed<RealtimePackage>; at: MonoMs }[] | null = null;

  const session = createLineSession<ContecPackage>({
    link,
    clock,
    decoder: distrustAfterNoise(createContecDecoder(), DISTRUST),
    garbageBytes: GARBAGE_BYTES,
    isAlive: isRealtime,
    emit,
    onFrame({ frame, raw }, at) {
      if (frame.type === 'disconnect') {
        session.end({ code: 'device-off', detail: `reason ${frame.reason}` });
      }
      if (frame.type !== 'realtime') return;
      if (session.streaming()) sample({ frame, raw }, at);
      else if (early !== null && early.length < SAMPLES_PER_SECOND)
        early.push({ framed: { frame, raw }, at });
    },
  });

  function sample(framed: Framed<RealtimePackage>, at: MonoMs): void {
    emit(readingOf(framed, at));
    const piece = wave(framed.frame, at);
    if (piece !== null) emit(piece);
  }

  const send = (command: SimpleCommand) => session.send(encodeCommand({ command }), command);

  async function negotiate(
    signal: AbortSignal,
  ): Promise<{ identity: InstrumentIdentity } | { fault: Fault }> {
    emit({ kind: 'status', at: clock.now(), status: 'negotiating' });
    const free = session.waits.next(isFree, ANSWER_MS, signal);
    await send('stopStorage');
    await send('stopRealtime');
    const answered = (await free) !== null;
    // One that does not confirm a stop is not asked more: each question would cost its whole time-out.
    const { model, serial } = answered
      ? await readIdentity(send, session.waits, signal)
      : { model: null, serial: null };
    const first = session.waits.next(isRealtime, ANSWER_MS, signal);
    early = [];
    await send('startRealtime');
    const started = (await first) !== null;
    const fault = session.fault();
    if (fault !== null) return { fault };
    if (signal.aborted) return { fault: session.unanswered('stopped while negotiating') };
    if (!started) return { fault: session.unanswered(`no sample within ${ANSWER_MS} ms`) };
    return {
      identity: {
        model: 'contec-v7-serial',
        label: model === null ? 'Contec' : `Contec ${model}`,
        serial,
        firmware: null,
      },
    };
  }

  return {
    negotiate,
    measure: (signal) =>
      session.stream(signal, QUIET_MS, () => {
        for (const { framed, at } of early ?? []) sample(framed, at);
        early = null;
        return every(clock, KEEP_ALIVE_MS, () => void send('keepAlive'));
      }),
    close: () => session.close(encodeCommand({ command: 'stopRealtime' })),
  };
}
