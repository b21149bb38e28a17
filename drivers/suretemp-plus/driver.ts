/** SureTemp session: wait for the self-test, ask who is there, make sure it predicts, then ask for the record. */
import type { Clock, Driver, DriverEvent, Fault, InstrumentIdentity, Link } from '../contract.ts';
import { ask } from '../parts/ask.ts';
import { createLineSession } from '../parts/line-session.ts';
import { pause } from '../parts/pause.ts';
import { every } from '../parts/repeating.ts';
import { CODE, encodeCommand, type SuretempCommand } from './commands.ts';
import { createSuretempDecoder } from './decoder.ts';
import type { SuretempFrame } from './frames.ts';
import { createReadings } from './readings.ts';

export const ANSWER_MS = 500;
const TRIES = 3;
export const POLL_MS = 250;
export const QUIET_MS = 2000;
/** About half a second of a full line; the instrument only answers, so noise comes in bursts. */
export const GARBAGE_BYTES = 512;
const SELF_TEST_MS = 8000;
const SELF_TEST_PAUSE_MS = 500;
const NOT_READY = 255;
const MONITOR = 1;

type Reply = Extract<SuretempFrame, { type: 'reply' }>;
type Serial = Extract<SuretempFrame, { type: 'serial' }>;

const replyTo =
  (command: number) =>
  (frame: SuretempFrame): frame is Reply =>
    frame.type === 'reply' && frame.command === command;
const isSerial = (frame: SuretempFrame): frame is Serial => frame.type === 'serial';

export function createSuretempDriver(link: Link, clock: Clock, emit: (event: DriverEvent) => void): Driver {
  const reading = createReadings();
  /** When the record was asked for, null once it came. */
  let askedAt: number | null = null;

  const session = createLineSession<SuretempFrame>({
    link,
    clock,
    decoder: createSuretempDecoder(),
    garbageBytes: GARBAGE_BYTES,
    emit,
    onFrame({ frame, raw }, at) {
      if (frame.type !== 'temperature' || !session.streaming()) return;
      askedAt = null;
      emit(reading({ frame, raw }, at));
    },
  });

  const question = <T extends SuretempFrame>(
    command: Exclude<SuretempCommand['command'], 'lockProbe'>,
    isAnswer: (frame: SuretempFrame) => frame is T,
    signal: AbortSignal,
    tries = TRIES,
  ) => ask(session, { bytes: encodeCommand({ command }), what: command, isAnswer }, ANSWER_MS, tries, signal);

  /** The reply once the self-test is over, or null. */
  async function selfTest(signal: AbortSignal): Promise<Reply | null> {
    const until = clock.now() + SELF_TEST_MS;
    let reply = await question('getStatusNoClear', replyTo(CODE.selfTestStatus), signal);
    while (reply?.ok === true && reply.data[0] === NOT_READY && clock.now() < until && !signal.aborted) {
      await pause(clock, SELF_TEST_PAUSE_MS, signal);
      reply = await question('getStatusNoClear', replyTo(CODE.selfTestStatus), signal);
    }
    return reply;
  }

  async function negotiate(
    signal: AbortSignal,
  ): Promise<{ identity: InstrumentIdentity } | { fault: Fault }> {
    emit({ kind: 'status', at: clock.now(), status: 'negotiating' });
    const tested = await selfTest(signal);
    const code = tested?.ok === true ? tested.data[0] : undefined;
    const fine = code === 0;
    // A number nobody gave is no reason not to measure: asked once.
    const serial = fine ? await question('getSerial', isSerial, signal, 1) : null;
    const method = fine ? await question('getMethod', replyTo(CODE.getMethod), signal) : null;
    if (method?.data[0] === MONITOR) {
      await question('setMethod:predictive', replyTo(CODE.setMethod), signal);
    }
    const fault = session.fault();
    if (fault !== null) return { fault };
    if (signal.aborted) return { fault: session.unanswered('stopped while negotiating') };
    if (tested === null) return { fault: session.unanswered('no reply to the self-test question') };
    if (!fine) return { fault: { code: 'open-failed', detail: `self-test says ${code ?? 'nothing'}` } };
    return {
      identity: {
        model: 'suretemp-plus',
        label: 'Welch Allyn SureTemp Plus',
        serial: serial?.serial || null,
        firmware: null,
      },
    };
  }

  function poll(): void {
    if (askedAt !== null && clock.now() - askedAt < ANSWER_MS) return;
    askedAt = clock.now();
    void session.send(encodeCommand({ command: 'getTemperature' }), 'getTemperature');
  }

  return {
    negotiate,
    measure: (signal) => session.stream(signal, QUIET_MS, () => every(clock, POLL_MS, poll)),
    close: () => session.close(),
  };
}
