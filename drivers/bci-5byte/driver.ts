/** Five-byte session: the stream runs by itself, so there is nothing to start, to ask or to stop. Nothing is written. */
import type { Clock, Driver, DriverEvent, Fault, InstrumentIdentity, Link } from '../contract.ts';
import { distrustAfterNoise } from '../parts/distrust.ts';
import { createLineSession } from '../parts/line-session.ts';
import { createBciDecoder } from './decoder.ts';
import { type BciLiveFrame, type BciProfile, FRAME_BYTES } from './frames.ts';
import { createListening, RATE } from './listening.ts';
import { createWave, readingOf } from './readings.ts';

/** For the first frame, and then for enough of them. */
export const LISTEN_MS = 1000;
export const QUIET_MS = 3000;
/** Three good-looking frames in a row come up in noise less than once in a minute. */
const DISTRUST = { noiseBytes: 2 * FRAME_BYTES, frames: 3 } as const;

export interface BciOptions {
  /** Of the model, which the bytes do not tell. */
  readonly model: string;
  readonly label: string;
  readonly profile: BciProfile;
}

const isLive = (frame: BciLiveFrame): frame is BciLiveFrame => frame.type === 'live';

export function createBciDriver(
  link: Link,
  clock: Clock,
  { model, label, profile }: BciOptions,
  emit: (event: DriverEvent) => void,
): Driver {
  const decoder = distrustAfterNoise(createBciDecoder(profile), DISTRUST);
  const listening = createListening(decoder, profile);
  const wave = createWave(profile);

  const session = createLineSession<BciLiveFrame>({
    link,
    clock,
    decoder,
    garbageBytes: RATE[profile] * FRAME_BYTES,
    emit,
    onFrame({ frame, raw }, at) {
      if (!session.streaming()) return listening.heard(at);
      emit(readingOf({ frame, raw }, at));
      const piece = wave(frame, at);
      if (piece !== null) emit(piece);
    },
  });

  async function negotiate(
    signal: AbortSignal,
  ): Promise<{ identity: InstrumentIdentity } | { fault: Fault }> {
    emit({ kind: 'status', at: clock.now(), status: 'negotiating' });
    const isEnough = (frame: BciLiveFrame): frame is BciLiveFrame => isLive(frame) && listening.enough();
    const first = await session.waits.next(isLive, LISTEN_MS, signal);
    if (first !== null) await session.waits.next(isEnough, LISTEN_MS, signal);
    const fault = session.fault();
    if (fault !== null) return { fault };
    if (signal.aborted) return { fault: session.unanswered('stopped while negotiating') };
    if (first === null) return { fault: session.unanswered(`no frame within ${LISTEN_MS} ms`) };
    const doubt = listening.verdict();
    if (doubt !== null) return { fault: doubt };
    return { identity: { model, label, serial: null, firmware: null } };
  }

  return {
    negotiate,
    measure: (signal) => session.stream(signal, QUIET_MS),
    close: () => session.close(),
  };
}
