/** Button session: nothing is written, and nothing is heard until somebody presses. */
import type { Clock, Driver, DriverEvent, HidLink, Link } from '../contract.ts';
import { createLineSession, type LineSession, type LineSessionOptions } from '../parts/line-session.ts';
import { createReportSession, oneFrame } from '../parts/report-session.ts';
import { createEvdevDecoder } from './evdev-decoder.ts';
import { type ButtonFrame, INPUT_EVENT_BYTES, parseConsumerReport, parseKeyboardReport } from './events.ts';
import { SHUTTER_AT_REST, stepShutter } from './shutter.ts';

/** A button that nobody presses is alive; a day, since a timer needs an end. */
export const QUIET_MS = 86_400_000;
/** Ten events that are none, without a good one between. */
const GARBAGE_BYTES = 10 * INPUT_EVENT_BYTES;

const KEYBOARD_BYTES = 8;
const CONSUMER_BYTES = 3;

export interface ButtonOptions {
  readonly model: string;
  readonly label: string;
  readonly clock: Clock;
  emit(event: DriverEvent): void;
}

type Open = (options: Omit<LineSessionOptions<ButtonFrame>, 'link' | 'decoder'>) => LineSession<ButtonFrame>;

function createButtonDriver({ model, label, clock, emit }: ButtonOptions, open: Open): Driver {
  let state = SHUTTER_AT_REST;

  const session = open({
    clock,
    garbageBytes: GARBAGE_BYTES,
    emit,
    onFrame({ frame }, at) {
      const stepped = stepShutter(state, frame, at);
      state = stepped.state;
      if (stepped.press && session.streaming()) emit({ kind: 'shutter', at });
    },
  });

  return {
    async negotiate(signal) {
      emit({ kind: 'status', at: clock.now(), status: 'negotiating' });
      const fault = session.fault();
      if (fault !== null) return { fault };
      if (signal.aborted) return { fault: session.unanswered('stopped while negotiating') };
      return { identity: { model, label, serial: null, firmware: null } };
    },
    measure: (signal) => session.stream(signal, QUIET_MS),
    close: () => session.close(),
  };
}

/** Over a kernel input device. */
export function createEvdevButton(link: Link, options: ButtonOptions): Driver {
  return createButtonDriver(options, (common) =>
    createLineSession<ButtonFrame>({ ...common, link, decoder: createEvdevDecoder() }),
  );
}

/** A boot keyboard numbers no report, a consumer control mostly does; a keyboard beside one has an id in front. */
function parseKeys(report: Uint8Array): ButtonFrame | null {
  if (report.length === CONSUMER_BYTES) return parseConsumerReport(report);
  return parseKeyboardReport(report.length === KEYBOARD_BYTES + 1 ? report.subarray(1) : report);
}

/** Over the keyboard or consumer-control interface of a camera. */
export function createHidButton(link: HidLink, options: ButtonOptions): Driver {
  return createButtonDriver(options, (common) =>
    createReportSession<ButtonFrame>({ ...common, link, parse: oneFrame(parseKeys) }),
  );
}
