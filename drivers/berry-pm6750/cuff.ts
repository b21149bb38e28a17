/**
 * Berry PM6750: its cuff over a session that also carries the other streams. A module that says nothing about its
 * idle cuff is taken for empty; the first report of the measurement then proves the patient type, or it is stopped.
 */
import type { Clock, MonoMs } from '../contract.ts';
import type { CuffEvent, StartRefusal } from '../cuff/contract.ts';
import { type CuffControl, type CuffPatient, createCuffControl, EMPTY_MMHG } from '../cuff/control.ts';
import type { PermissionGate } from '../cuff/permission.ts';
import { pause } from '../parts/pause.ts';
import { encodeCommand } from './commands.ts';
import { encodeNibpStart } from './cuff-start.ts';
import type { Nibp } from './nibp.ts';
import { outcomeOf } from './outcome.ts';

/** Reports come twice a second. */
const REPORT_FRESH_MS = 3000;
export const CONFIRM_MS = 2000;
export const START_MS = 3000;
const SILENT_MS = 3000;
export const OVERALL_MS = 120_000;
const LOOK_MS = 50;
const STOP_AGAIN_MS = 1000;

export const NIBP_STOP = encodeCommand({ command: 'nibpStop' });

export interface BerryCuffOptions {
  readonly clock: Clock;
  readonly gate: PermissionGate;
  emit(event: CuffEvent): void;
  streaming(): boolean;
  send(bytes: Uint8Array, what: string): Promise<void>;
}

export interface BerryCuff extends Pick<CuffControl, 'start' | 'stop' | 'leave'> {
  report(frame: Nibp, raw: Uint8Array, at: MonoMs): void;
  tick(): void;
}

export function createBerryCuff({ clock, gate, emit, streaming, send }: BerryCuffOptions): BerryCuff {
  let last: { readonly frame: Nibp; readonly at: MonoMs } | null = null;
  let stoppedAt = Number.NEGATIVE_INFINITY;

  const fresh = () => (last !== null && clock.now() - last.at < REPORT_FRESH_MS ? last : null);

  function unready(): StartRefusal | null {
    const report = fresh()?.frame;
    if (report?.status === 'measuring') return 'measuring';
    return (report?.cuffMmHg ?? 0) >= EMPTY_MMHG ? 'not-deflated' : null;
  }

  function writeStop(): Promise<void> {
    stoppedAt = clock.now();
    return send(NIBP_STOP, 'nibpStop');
  }

  async function prepare(patient: CuffPatient, signal: AbortSignal): Promise<StartRefusal | null> {
    const reportsWhenIdle = fresh() !== null;
    const setAt = clock.now();
    const command = patient === 'child' ? 'nibpChild' : 'nibpAdult';
    await send(encodeCommand({ command }), command);
    while (clock.now() - setAt < CONFIRM_MS && streaming() && !signal.aborted) {
      const report = last !== null && last.at > setAt ? last.frame : null;
      // While initialising the module ignores commands.
      if (report?.patient === patient && report.status !== 'initialising') return unready();
      await pause(clock, LOOK_MS, signal);
    }
    return reportsWhenIdle ? 'no-answer' : null;
  }

  const control = createCuffControl({
    clock,
    gate,
    emit,
    streaming,
    unready,
    prepare,
    writeStart: () => send(encodeNibpStart(), 'nibpStart'),
    writeStop,
    startMs: START_MS,
    silentMs: SILENT_MS,
    overallMs: OVERALL_MS,
  });

  return {
    start: control.start,
    stop: control.stop,
    leave: control.leave,
    report(frame, raw, at) {
      last = { frame, at };
      const { run } = control;
      if (run === null) return;
      if (frame.status === 'measuring') {
        if (frame.patient === run.patient) control.measures(at, frame.cuffMmHg);
        else control.halt('hardware');
        return;
      }
      const outcome = run.measuring ? outcomeOf(frame) : null;
      if (outcome === null) return;
      // The vendor wants a stop behind every end, not only behind a cancelled one.
      void writeStop();
      control.finish(outcome, raw);
    },
    tick() {
      control.tick();
      if (control.run !== null || unready() === null || clock.now() - stoppedAt < STOP_AGAIN_MS) return;
      void writeStop();
    },
  };
}
