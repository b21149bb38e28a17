/** Scale session: it reports by itself and takes no command, so nothing is ever written. */
import type { Clock, Driver, DriverEvent, Fault, HidLink, InstrumentIdentity } from '../contract.ts';
import { createReportSession, oneFrame } from '../parts/report-session.ts';
import { createReadings } from './readings.ts';
import { parseScaleReport, REPORT_BYTES, type ScaleReport } from './report.ts';

/** Several reports a second while it is on. */
export const LISTEN_MS = 2000;
export const QUIET_MS = 3000;
/** Ten reports that are none. */
const GARBAGE_BYTES = 10 * REPORT_BYTES;

const isReport = (report: ScaleReport): report is ScaleReport => report.status !== undefined;

export function createScaleDriver(link: HidLink, clock: Clock, emit: (event: DriverEvent) => void): Driver {
  const reading = createReadings();

  const session = createReportSession<ScaleReport>({
    link,
    clock,
    parse: oneFrame(parseScaleReport),
    garbageBytes: GARBAGE_BYTES,
    emit,
    onFrame(framed, at) {
      const event = reading(framed, at);
      if (session.streaming()) emit(event);
    },
  });

  async function negotiate(
    signal: AbortSignal,
  ): Promise<{ identity: InstrumentIdentity } | { fault: Fault }> {
    emit({ kind: 'status', at: clock.now(), status: 'negotiating' });
    const first = await session.waits.next(isReport, LISTEN_MS, signal);
    const fault = session.fault();
    if (fault !== null) return { fault };
    if (signal.aborted) return { fault: session.unanswered('stopped while negotiating') };
    if (first === null) return { fault: session.unanswered(`no report within ${LISTEN_MS} ms`) };
    if (first.status === 'fault' || first.status === 'needsCalibration') {
      return { fault: { code: 'open-failed', detail: `the scale says ${first.status}` } };
    }
    return { identity: { model: 'hid-scale', label: 'USB scale', serial: null, firmware: null } };
  }

  return {
    negotiate,
    measure: (signal) => session.stream(signal, QUIET_MS),
    close: () => session.close(),
  };
}
