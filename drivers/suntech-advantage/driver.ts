/**
 * SunTech Advantage session: abort first, then ask for the cuff's pressure for ever; one start a permission, never
 * repeated. An idle cuff that holds pressure is told to abort until it does not.
 */
import type { Clock, Fault, InstrumentIdentity, Link, MonoMs } from '../contract.ts';
import type { CuffDriver, CuffEndEvent, CuffEvent, StartRefusal } from '../cuff/contract.ts';
import type { CuffPermission, PermissionGate } from '../cuff/permission.ts';
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
/** Between two measurements. */
export const REST_MS = 30_000;
/** Below this a cuff counts as empty. */
export const EMPTY_MMHG = 15;
const ABORT_AGAIN_MS = 1000;

const NOTHING = new Uint8Array(0);
const ABORT = encodeCommand({ command: 'abort' });

type Cuff = Extract<SuntechPacket, { type: 'cuff' }>;
const isCuff = (packet: SuntechPacket): packet is Cuff => packet.type === 'cuff';

interface Run {
  readonly commandId: string;
  readonly since: MonoMs;
  /** `asking`: the module is done, its result was asked for so many times. */
  phase: 'starting' | 'running' | 'asking';
  asked: number;
}

export function createSuntechDriver(
  link: Link,
  clock: Clock,
  gate: PermissionGate,
  emit: (event: CuffEvent) => void,
): CuffDriver {
  let run: Run | null = null;
  /** A start waits for its turn on the line; a stop takes it back. */
  let starting: AbortController | null = null;
  let cuffMmHg: number | null = null;
  let endedAt = Number.NEGATIVE_INFINITY;
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

  function finish(outcome: CuffEndEvent['outcome'], raw: Uint8Array = NOTHING): void {
    if (run === null) return;
    const { commandId } = run;
    run = null;
    endedAt = clock.now();
    emit({ kind: 'cuff-end', at: endedAt, commandId, outcome, raw });
  }

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

  function onAck(code: AckCode): void {
    if (run?.phase === 'starting') {
      if (code === 'O') run.phase = 'running';
      else takeBack();
    } else if (run?.phase === 'running') {
      if (code === 'K') run.phase = 'asking';
      else if (code === 'A') finish({ failure: 'stopped' });
    }
  }

  /** Nobody knows whether the module heard the start: it is told to stop, and not asked again. */
  function takeBack(): void {
    void abort();
    finish({ failure: 'not-started' });
  }

  function onFrame({ frame, raw }: Framed<SuntechPacket>, at: MonoMs): void {
    if (frame.type === 'ack') onAck(frame.code);
    if (frame.type === 'cuff') {
      awaitingSince = null;
      cuffMmHg = frame.mmHg;
      if (run !== null && frame.mmHg !== null) emit({ kind: 'cuff-pressure', at, mmHg: frame.mmHg });
    }
    if (frame.type === 'result') {
      awaitingSince = null;
      if (run?.phase === 'asking' && run.asked > 0) finish(outcomeOf(frame), raw);
    }
  }

  function tick(): void {
    const now = clock.now();
    if (run?.phase === 'starting' && now - run.since >= START_MS) takeBack();
    if (run !== null && now - run.since >= OVERALL_MS) {
      void abort();
      resetDue = true;
      finish({ failure: 'took-too-long' });
    }
    const waiting = awaitingSince !== null && now - awaitingSince < ANSWER_MS;
    if (starting !== null || waiting || now < freeAt) return;
    if (resetDue) {
      resetDue = false;
      void send('reset');
    } else if (run?.phase === 'asking' && run.asked >= TRIES) {
      finish({ failure: 'hardware' });
    } else if (run?.phase === 'asking') {
      run.asked += 1;
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
    if (signal.aborted) return { fault: { code: 'no-answer', detail: 'stopped while negotiating' } };
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

  function refusalNow(): StartRefusal | null {
    if (!session.streaming()) return 'not-negotiated';
    if (run !== null || starting !== null) return 'measuring';
    if (clock.now() - endedAt < REST_MS) return 'too-soon';
    return cuffMmHg === null || cuffMmHg >= EMPTY_MMHG ? 'not-deflated' : null;
  }

  /** Until the line is free; null when it is. */
  async function turn(signal: AbortSignal): Promise<StartRefusal | null> {
    const until = clock.now() + ANSWER_MS;
    while (clock.now() < freeAt || awaitingSince !== null) {
      if (clock.now() >= until) return 'no-answer';
      await pause(clock, TICK_MS, signal);
      if (signal.aborted) return 'stopped';
      if (!session.streaming()) return 'not-negotiated';
    }
    // What the last answer said counts, not what was known when the command came.
    return cuffMmHg === null || cuffMmHg >= EMPTY_MMHG ? 'not-deflated' : null;
  }

  async function start(permission: CuffPermission) {
    const early = refusalNow();
    if (early !== null) return { refused: early };
    const mine = new AbortController();
    starting = mine;
    const busy = await turn(mine.signal);
    starting = null;
    // Nothing is awaited between here and the write: no stop, no lost line, no passing time can come in between.
    const late = mine.signal.aborted ? 'stopped' : session.streaming() ? null : 'not-negotiated';
    const refused = late ?? busy ?? gate.use(permission, clock.now());
    if (refused !== null) return { refused };
    const now = clock.now();
    run = { commandId: permission.commandId, since: now, phase: 'starting', asked: 0 };
    freeAt = now + GAP_MS;
    await session.send(
      encodeStart(permission.patient === 'child' ? 'startPediatric' : 'startAdult'),
      'start',
    );
    return { started: true } as const;
  }

  async function stop(): Promise<void> {
    starting?.abort();
    const told = abort();
    finish({ failure: 'stopped' });
    await told;
  }

  return {
    negotiate,
    start,
    stop,
    async watch(signal) {
      const begin = () => {
        const end = every(clock, TICK_MS, tick);
        return () => {
          end();
          starting?.abort();
          const { code } = session.fault() ?? {};
          // A line that only went silent may still carry a stop; `close` writes it.
          if (code === undefined) void stop();
          finish({ failure: 'line-lost' });
        };
      };
      await session.stream(signal, QUIET_MS, begin);
    },
    close() {
      starting?.abort();
      return session.close(ABORT);
    },
  };
}
