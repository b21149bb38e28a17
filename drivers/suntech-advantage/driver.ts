/**
 * SunTech Advantage session: abort first, then ask for the cuff's pressure for ever; one start a permission, never
 * repeated. An idle cuff that holds pressure is told to abort until it does not.
 */
import type { Clock, CuffDriver, Fault, InstrumentIdentity, Link, MonoMs } from '../contract.ts';
import type { CuffEvent, StartRefusal } from '../cuff/contract.ts';
import { createCuffControl, EMPTY_MMHG } from '../cuff/control.ts';
import type { PermissionGate } from '../cuff/permission.ts';
import { ask } from '../parts/ask.ts';
import type { Framed } from '../parts/frames.ts';
import { createLineSession } from '../parts/line-session.ts';
import { pause } from '../parts/pause.ts';
import { every } from '../parts/repeating.ts';
import { encodeCommand, type SuntechCommand } from './commands.ts';
import { encodeStart } from './cuff-start.ts';
import { createSuntechDecoder } from './decoder.ts';
import { outcomeOf } from './outcome.ts';
import type { AckCode, SuntechPacket } from './packets.ts';

export const TICK_MS = 50;
/** Between two commands. */
const GAP_MS = 100;
/** Behind an abort: its answer gets lost if another command follows closer. */
const AFTER_ABORT_MS = 500;
const ANSWER_MS = 1000;
const TRIES = 3;
export const QUIET_MS = 3500;
const GARBAGE_BYTES = 512;
export const POLL_MEASURING_MS = 250;
export const POLL_IDLE_MS = 1000;
/** The module says "received" within this time, or the start is taken back. */
export const START_MS = 500;
export const OVERALL_MS = 130_000;
const ABORT_AGAIN_MS = 1000;

const ABORT = encodeCommand({ command: 'abort' });

type Cuff = Extract<SuntechPacket, { type: 'cuff' }>;
const isCuff = (packet: SuntechPacket): packet is Cuff => packet.type === 'cuff';

export function createSuntechDriver(
  link: Link,
  clock: Clock,
  gate: PermissionGate,
  emit: (event: CuffEvent) => void,
): CuffDriver {
  /** The module is done, and its result was asked for so many times; null while there is none to ask for. */
  let asked: number | null = null;
  let cuffMmHg: number | null = null;
  let abortedAt = Number.NEGATIVE_INFINITY;
  let polledAt = Number.NEGATIVE_INFINITY;
  /** No command before this. */
  let freeAt = Number.NEGATIVE_INFINITY;
  let awaitingSince: MonoMs | null = null;
  let resetDue = false;

  const session = createLineSession<SuntechPacket>({
    link,
    clock,
    decoder: createSuntechDecoder(),
    garbageBytes: GARBAGE_BYTES,
    emit,
    onFrame,
  });

  function send(command: Exclude<SuntechCommand['command'], 'setInitialInflation' | 'abort'>): Promise<void> {
    freeAt = clock.now() + GAP_MS;
    return session.send(encodeCommand({ command }), command);
  }

  function abort(): Promise<void> {
    abortedAt = clock.now();
    freeAt = abortedAt + AFTER_ABORT_MS;
    awaitingSince = null;
    return session.send(ABORT, 'abort');
  }

  function onAck(code: AckCode, at: MonoMs): void {
    const { run } = control;
    if (run === null || asked !== null) return;
    if (!run.measuring) {
      // Nobody knows whether the module heard the start: it is told to stop, and not asked again.
      if (code === 'O') control.measures(at, null);
      else control.halt('not-started');
    } else if (code === 'K') asked = 0;
    else if (code === 'A') control.finish({ failure: 'stopped' });
  }

  function onFrame({ frame, raw }: Framed<SuntechPacket>, at: MonoMs): void {
    if (frame.type === 'ack') onAck(frame.code, at);
    if (frame.type === 'cuff') {
      awaitingSince = null;
      cuffMmHg = frame.mmHg;
      if (control.run?.measuring === true) control.measures(at, frame.mmHg);
    }
    if (frame.type === 'result') {
      awaitingSince = null;
      if (asked !== null && asked > 0) control.finish(outcomeOf(frame), raw);
    }
  }

  function unready(): StartRefusal | null {
    return cuffMmHg === null || cuffMmHg >= EMPTY_MMHG ? 'not-deflated' : null;
  }

  /** Until the line is free; what the last answer said counts then, not what was known when the command came. */
  async function turn(signal: AbortSignal): Promise<StartRefusal | null> {
    const until = clock.now() + ANSWER_MS;
    while (clock.now() < freeAt || awaitingSince !== null) {
      if (clock.now() >= until) return 'no-answer';
      await pause(clock, TICK_MS, signal);
      if (signal.aborted) return 'stopped';
      if (!session.streaming()) return 'not-negotiated';
    }
    return null;
  }

  const control = createCuffControl({
    clock,
    gate,
    emit,
    streaming: () => session.streaming(),
    unready,
    prepare: (_patient, signal) => turn(signal),
    writeStart(patient) {
      asked = null;
      freeAt = clock.now() + GAP_MS;
      return session.send(encodeStart(patient === 'child' ? 'startPediatric' : 'startAdult'), 'start');
    },
    writeStop: abort,
    onOverdue() {
      resetDue = true;
    },
    startMs: START_MS,
    silentMs: QUIET_MS,
    overallMs: OVERALL_MS,
  });

  function tick(): void {
    const now = clock.now();
    if (asked !== null) control.heard(now);
    control.tick();
    const { run } = control;
    if (run === null) asked = null;
    const waiting = awaitingSince !== null && now - awaitingSince < ANSWER_MS;
    if (control.starting || waiting || now < freeAt) return;
    if (resetDue) {
      resetDue = false;
      void send('reset');
    } else if (asked !== null && asked >= TRIES) {
      control.finish({ failure: 'hardware' });
    } else if (asked !== null) {
      asked += 1;
      awaitingSince = now;
      void send('getResult');
    } else if (run === null && (cuffMmHg ?? 0) >= EMPTY_MMHG && now - abortedAt >= ABORT_AGAIN_MS) {
      // What follows is a look whether it helped.
      polledAt = Number.NEGATIVE_INFINITY;
      void abort();
    } else if (now - polledAt >= (run === null ? POLL_IDLE_MS : POLL_MEASURING_MS)) {
      polledAt = now;
      awaitingSince = now;
      void send('getCuffPressure');
    }
  }

  async function negotiate(
    signal: AbortSignal,
  ): Promise<{ identity: InstrumentIdentity } | { fault: Fault }> {
    emit({ kind: 'status', at: clock.now(), status: 'negotiating' });
    await abort();
    await pause(clock, AFTER_ABORT_MS, signal);
    const bytes = encodeCommand({ command: 'getCuffPressure' });
    const question = { bytes, what: 'getCuffPressure', isAnswer: isCuff };
    const cuff = await ask(session, question, ANSWER_MS, TRIES, signal);
    const fault = session.fault();
    if (fault !== null) return { fault };
    if (signal.aborted) return { fault: session.unanswered('stopped while negotiating') };
    if (cuff === null) return { fault: session.unanswered('no cuff pressure') };
    return {
      identity: {
        model: 'suntech-advantage',
        label: 'SunTech Advantage',
        serial: null,
        firmware: null,
      },
    };
  }

  return {
    negotiate,
    start: control.start,
    stop: control.stop,
    async measure(signal) {
      const begin = () => {
        const end = every(clock, TICK_MS, tick);
        return () => {
          end();
          control.leave(session.fault() === null);
        };
      };
      await session.stream(signal, QUIET_MS, begin);
    },
    close: () => session.close(ABORT),
  };
}
