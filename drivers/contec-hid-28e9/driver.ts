/** Contec HID session: stop, reset, ask for the model, start both streams, and say "still here" every 5 s. */
import type { Clock, Driver, DriverEvent, Fault, HidLink, InstrumentIdentity } from '../contract.ts';
import { ask } from '../parts/ask.ts';
import { every } from '../parts/repeating.ts';
import { createReportSession } from '../parts/report-session.ts';
import { type ContecHidCommandName, contecHidReport } from './commands.ts';
import type { ContecHidMessage, TextMessage } from './messages.ts';
import { createWave, readingOf } from './readings.ts';
import { parseReport } from './report.ts';

export const ANSWER_MS = 750;
const TRIES = 2;
export const KEEP_ALIVE_MS = 5000;
/** Numbers come once a second. */
export const QUIET_MS = 3000;
/** Ten reports without one message. */
const GARBAGE_BYTES = 640;

const isModel = (message: ContecHidMessage): message is TextMessage => message.type === 'model';

export function createContecHidDriver(
  link: HidLink,
  clock: Clock,
  emit: (event: DriverEvent) => void,
): Driver {
  const wave = createWave();

  const session = createReportSession<ContecHidMessage>({
    link,
    clock,
    parse: parseReport,
    garbageBytes: GARBAGE_BYTES,
    emit,
    onFrame({ frame, raw }, at) {
      if (!session.streaming()) return;
      if (frame.type === 'params') emit(readingOf({ frame, raw }, at));
      const piece = frame.type === 'wave' ? wave(frame, at) : null;
      if (piece !== null) emit(piece);
    },
  });

  const send = (command: ContecHidCommandName) => session.send(contecHidReport({ command }), command);

  async function negotiate(
    signal: AbortSignal,
  ): Promise<{ identity: InstrumentIdentity } | { fault: Fault }> {
    emit({ kind: 'status', at: clock.now(), status: 'negotiating' });
    await send('stopAll');
    await send('reset');
    const question = { bytes: contecHidReport({ command: 'getModel' }), what: 'getModel', isAnswer: isModel };
    const model = await ask(session, question, ANSWER_MS, TRIES, signal);
    if (model !== null) {
      await send('startParams');
      await send('startWave');
    }
    const fault = session.fault();
    if (fault !== null) return { fault };
    if (signal.aborted) return { fault: session.unanswered('stopped while negotiating') };
    if (model === null) return { fault: session.unanswered('no answer to the question for its model') };
    return {
      identity: {
        model: 'contec-hid-28e9',
        label: `Contec ${model.text}`,
        serial: null,
        firmware: null,
      },
    };
  }

  return {
    negotiate,
    measure: (signal) =>
      session.stream(signal, QUIET_MS, () => every(clock, KEEP_ALIVE_MS, () => void send('keepAlive'))),
    close: () => session.close(contecHidReport({ command: 'stopAll' })),
  };
}
