/**
 * Berry PM6750 session: oximetry, temperature and cuff over one port. Stop the cuff first, switch the oximeter on,
 * and wait for a frame: the module says nothing by itself, and acknowledges nothing.
 */
import type {
  Capability,
  Clock,
  CuffDriver,
  DriverEvent,
  Fault,
  InstrumentIdentity,
  Link,
} from '../contract.ts';
import type { CuffEvent } from '../cuff/contract.ts';
import type { PermissionGate } from '../cuff/permission.ts';
import { ask } from '../parts/ask.ts';
import { createLineSession } from '../parts/line-session.ts';
import { pause } from '../parts/pause.ts';
import { every } from '../parts/repeating.ts';
import { encodeCommand } from './commands.ts';
import { createBerryCuff, NIBP_STOP } from './cuff.ts';
import { createBerryDecoder } from './decoder.ts';
import type { BerryPacket } from './packets.ts';
import { createPatientData } from './patient-data.ts';
import { createStreams } from './streams.ts';

const TICK_MS = 50;
/** Over Bluetooth a command that follows closer gets lost. */
const GAP_MS = 50;
const ANSWER_MS = 1000;
/** Five seconds in all: what the field allows before it cuts the module's supply. */
const TRIES = 5;
export const QUIET_MS = 3500;
/** Some tenth of a second of a full line. */
const GARBAGE_BYTES = 1024;

export type BerryEvent = DriverEvent | CuffEvent;

export interface BerryOptions {
  /** Probes this cabinet has; one that is left out on purpose reports "off" for ever. Absent: all. */
  readonly fitted?: readonly Capability[];
}

type Unknown = Extract<BerryPacket, { type: 'unknown' }>;
const isKnown = (packet: BerryPacket): packet is Exclude<BerryPacket, Unknown> => packet.type !== 'unknown';

/** `emit` gets the readings and waves of the fitted probes beside the cuff's events, all while `measure` runs. */
export function createBerryDriver(
  link: Link,
  clock: Clock,
  gate: PermissionGate,
  emit: (event: BerryEvent) => void,
  { fitted = ['oximetry', 'temperature', 'ecg'] }: BerryOptions = {},
): CuffDriver {
  const tellPatientData = createPatientData(fitted, emit);
  const streams = createStreams(fitted.includes('ecg'));
  /** No command but a stop before this. */
  let freeAt = Number.NEGATIVE_INFINITY;

  const session = createLineSession<BerryPacket>({
    link,
    clock,
    decoder: createBerryDecoder(),
    garbageBytes: GARBAGE_BYTES,
    emit,
    onFrame({ frame, raw }, at) {
      streams.seen(frame, at);
      if (frame.type === 'nibp') cuff.report(frame, raw, at);
      if (session.streaming()) tellPatientData({ frame, raw }, at);
    },
  });

  function send(bytes: Uint8Array, what: string): Promise<void> {
    freeAt = clock.now() + GAP_MS;
    return session.send(bytes, what);
  }

  const cuff = createBerryCuff({ clock, gate, emit, streaming: () => session.streaming(), send });

  function tick(): void {
    cuff.tick();
    if (clock.now() < freeAt) return;
    const command = streams.next(clock.now());
    if (command !== null) void send(encodeCommand({ command }), command);
  }

  async function negotiate(
    signal: AbortSignal,
  ): Promise<{ identity: InstrumentIdentity } | { fault: Fault }> {
    emit({ kind: 'status', at: clock.now(), status: 'negotiating' });
    await send(NIBP_STOP, 'nibpStop');
    await pause(clock, GAP_MS, signal);
    const bytes = encodeCommand({ command: 'spo2On' });
    const heard = await ask(session, { bytes, what: 'spo2On', isAnswer: isKnown }, ANSWER_MS, TRIES, signal);
    const fault = session.fault();
    if (fault !== null) return { fault };
    if (signal.aborted) return { fault: session.unanswered('stopped while negotiating') };
    if (heard === null) return { fault: session.unanswered(`no packet within ${ANSWER_MS * TRIES} ms`) };
    return {
      identity: { model: 'berry-pm6750', label: 'Berry PM6750', serial: null, firmware: null },
    };
  }

  return {
    negotiate,
    start: cuff.start,
    stop: cuff.stop,
    async measure(signal) {
      await session.stream(signal, QUIET_MS, () => {
        const end = every(clock, TICK_MS, tick);
        return () => {
          end();
          cuff.leave(session.fault() === null);
        };
      });
    },
    close: () => session.close(NIBP_STOP),
  };
}
