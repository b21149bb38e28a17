/**
 * NIBP2020 session: abort first, ask for the status until the module rests, then every 5 s. The end of a measurement
 * is only announced; its numbers are asked for, and count only as the answer to that question.
 */
import type { Clock, CuffDriver, Fault, InstrumentIdentity, Link, MonoMs } from '../contract.ts';
import type { CuffEvent, StartRefusal } from '../cuff/contract.ts';
import { type CuffPatient, createCuffControl, EMPTY_MMHG } from '../cuff/control.ts';
import type { PermissionGate } from '../cuff/permission.ts';
import { ask } from '../parts/ask.ts';
import type { Framed } from '../parts/frames.ts';
import { createLineSession } from '../parts/line-session.ts';
import { pause } from '../parts/pause.ts';
import { every } from '../parts/repeating.ts';
import { encodeCommand, type Nibp2020Command } from './commands.ts';
import { encodeStart } from './cuff-start.ts';
import { createNibp2020Decoder, type Nibp2020Message } from './decoder.ts';
import type { CuffMessage, PressureOrder, StatusMessage } from './messages.ts';
import { outcomeOf } from './outcome.ts';
import { isMeasuring, standingOf } from './states.ts';
import { DELIMITERS, type Delimiters } from './wire.ts';

const TICK_MS = 50;
/** Between two commands: eight characters take 17 ms, and the module no longer than that to read them. */
const GAP_MS = 100;
const AFTER_ABORT_MS = 300;
const ANSWER_MS = 1000;
const TRIES = 3;
export const POLL_MS = 5000;
/** A poll and its repetitions. */
export const QUIET_MS = POLL_MS + TRIES * ANSWER_MS + 500;
/** About one second of a full line. */
const GARBAGE_BYTES = 480;
const SETTLE_MS = 10_000;
const SETTLE_PAUSE_MS = 500;
export const START_MS = 2000;
/** Pressures come five times a second. */
const SILENT_MS = 2000;
export const OVERALL_MS = 120_000;
const ABORT_AGAIN_MS = 1000;
/** How long a pressure says something about now. */
const PRESSURE_FRESH_MS = 1500;

const ABORT = encodeCommand({ command: 'abort' });
/** Not acknowledged; the status shows the first. */
const PREPARATION = ['adultMode', 'startPressure160'] as const;

type Framing = Exclude<Nibp2020Command, { command: 'abort' }>['command'];
const isStatus = (message: Nibp2020Message): message is StatusMessage => message.type === 'status';

export function createNibp2020Driver(
  link: Link,
  clock: Clock,
  gate: PermissionGate,
  emit: (event: CuffEvent) => void,
  order: PressureOrder = 'sysDiaMap',
): CuffDriver {
  /** Those the module last used itself. */
  let delimiters: Delimiters = 'plain';
  let pressure: { readonly message: CuffMessage; readonly at: MonoMs } | null = null;
  /** How often the result was asked for; null while there is none to ask for. */
  let asked: number | null = null;
  let waitingSince: MonoMs | null = null;
  let polledAt = Number.NEGATIVE_INFINITY;
  let abortedAt = Number.NEGATIVE_INFINITY;
  let freeAt = Number.NEGATIVE_INFINITY;
  /** To be written when the line is free. */
  let due: 'manualMode' | 'softwareReset' | null = null;

  const session = createLineSession<Nibp2020Message>({
    link,
    clock,
    decoder: createNibp2020Decoder(order),
    garbageBytes: GARBAGE_BYTES,
    emit,
    onFrame,
  });

  const encoded = (command: Framing) => encodeCommand({ command, delimiters });

  function send(command: Framing): Promise<void> {
    freeAt = clock.now() + GAP_MS;
    return session.send(encoded(command), command);
  }

  function abort(): Promise<void> {
    abortedAt = clock.now();
    freeAt = abortedAt + AFTER_ABORT_MS;
    waitingSince = null;
    return session.send(ABORT, 'abort');
  }

  function requestStatus(): void {
    waitingSince = clock.now();
    polledAt = waitingSince;
    void send('requestStatus');
  }

  function unready(): StartRefusal | null {
    if (pressure === null || clock.now() - pressure.at >= PRESSURE_FRESH_MS) return null;
    return isMeasuring(pressure.message.status) || pressure.message.mmHg >= EMPTY_MMHG
      ? 'not-deflated'
      : null;
  }

  async function prepare(patient: CuffPatient, signal: AbortSignal): Promise<StartRefusal | null> {
    // The module has modes for adults and newborns; nothing public says that the adult's limits suit a child.
    if (patient !== 'adult') return 'no-child-mode';
    // The answer to an earlier question would say how things stood before.
    if (waitingSince !== null) await session.waits.next(isStatus, ANSWER_MS, signal);
    waitingSince = null;
    await pause(clock, Math.max(0, freeAt - clock.now()), signal);
    for (const command of PREPARATION) {
      await send(command);
      await pause(clock, GAP_MS, signal);
    }
    const question = { bytes: encoded('requestStatus'), what: 'requestStatus', isAnswer: isStatus };
    const status = signal.aborted ? null : await ask(session, question, ANSWER_MS, 1, signal);
    if (signal.aborted) return 'stopped';
    if (status === null || status.patient !== 'adult') return 'no-answer';
    if (standingOf(status) === 'resting') return null;
    return standingOf(status) === 'busy' ? 'measuring' : 'no-answer';
  }

  const control = createCuffControl({
    clock,
    gate,
    emit,
    streaming: () => session.streaming(),
    unready,
    prepare,
    writeStart() {
      asked = null;
      freeAt = clock.now() + GAP_MS;
      return session.send(encodeStart(delimiters), 'start');
    },
    writeStop: abort,
    onOverdue() {
      due = 'softwareReset';
    },
    startMs: START_MS,
    silentMs: SILENT_MS,
    overallMs: OVERALL_MS,
  });

  function onStatus({ frame, raw }: Framed<StatusMessage>): void {
    delimiters = raw[0] === DELIMITERS.spo2[0] ? 'spo2' : 'plain';
    waitingSince = null;
    if (!session.streaming()) return;
    if (standingOf(frame) === 'cycle') due = 'manualMode';
    if (control.run === null) {
      if (standingOf(frame) === 'busy' && !control.starting) void abort();
    } else if (asked !== null && asked > 0) {
      // Still at it: what looked like the end was none.
      if (isMeasuring(frame.status)) asked = null;
      else control.finish(outcomeOf(frame), raw);
    }
  }

  function onFrame({ frame, raw }: Framed<Nibp2020Message>, at: MonoMs): void {
    if (frame.type === 'status') onStatus({ frame, raw });
    if (frame.type === 'cuff') {
      pressure = { message: frame, at };
      if (isMeasuring(frame.status)) control.measures(at, frame.mmHg);
    }
    if (frame.type === 'end') {
      if (control.run?.measuring === true) asked ??= 0;
      else pressure = null;
    }
  }

  function tick(): void {
    const now = clock.now();
    if (asked !== null) control.heard(now);
    control.tick();
    if (control.run === null) asked = null;
    const waiting = waitingSince !== null && now - waitingSince < ANSWER_MS;
    if (control.starting || waiting || now < freeAt) return;
    if (due !== null) {
      void send(due);
      due = null;
    } else if (asked !== null && asked >= TRIES) {
      control.halt('hardware');
    } else if (asked !== null) {
      asked += 1;
      requestStatus();
    } else if (control.run === null && unready() !== null && now - abortedAt >= ABORT_AGAIN_MS) {
      void abort();
    } else if (control.run === null && (waitingSince !== null || now - polledAt >= POLL_MS)) {
      requestStatus();
    }
  }

  /** Plain first, then the delimiters of combi boards. */
  async function firstStatus(signal: AbortSignal): Promise<StatusMessage | null> {
    for (let tried = 0; tried < 2 * TRIES; tried += 1) {
      delimiters = tried % 2 === 0 ? 'plain' : 'spo2';
      const question = { bytes: encoded('requestStatus'), what: 'requestStatus', isAnswer: isStatus };
      const status = await ask(session, question, ANSWER_MS, 1, signal);
      if (status !== null || signal.aborted || session.fault() !== null) return status;
    }
    return null;
  }

  /** Until the module rests, with no measurement to come by itself; null when it stops answering. */
  async function settled(signal: AbortSignal): Promise<StatusMessage | null> {
    const until = clock.now() + SETTLE_MS;
    let status = await firstStatus(signal);
    while (status !== null && standingOf(status) !== 'resting' && clock.now() < until && !signal.aborted) {
      if (standingOf(status) === 'cycle') await send('manualMode');
      if (standingOf(status) === 'busy') await abort();
      await pause(clock, SETTLE_PAUSE_MS, signal);
      const question = { bytes: encoded('requestStatus'), what: 'requestStatus', isAnswer: isStatus };
      status = await ask(session, question, ANSWER_MS, TRIES, signal);
    }
    return status;
  }

  async function negotiate(
    signal: AbortSignal,
  ): Promise<{ identity: InstrumentIdentity } | { fault: Fault }> {
    emit({ kind: 'status', at: clock.now(), status: 'negotiating' });
    await abort();
    await pause(clock, AFTER_ABORT_MS, signal);
    const status = await settled(signal);
    const fault = session.fault();
    if (fault !== null) return { fault };
    if (signal.aborted) return { fault: session.unanswered('stopped while negotiating') };
    if (status === null) return { fault: session.unanswered('no status') };
    if (standingOf(status) !== 'resting') {
      return { fault: { code: 'open-failed', detail: `stays in state S${status.status}` } };
    }
    polledAt = clock.now();
    return { identity: { model: 'nibp2020', label: 'PAR NIBP2020', serial: null, firmware: null } };
  }

  return {
    negotiate,
    start: control.start,
    stop: control.stop,
    async measure(signal) {
      await session.stream(signal, QUIET_MS, () => {
        const end = every(clock, TICK_MS, tick);
        return () => {
          end();
          control.leave(session.fault() === null);
        };
      });
    },
    close: () => session.close(ABORT),
  };
}
