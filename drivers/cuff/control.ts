/**
 * What every remotely started cuff shares: one start a permission and never a second write of it, one end a start,
 * a stop whenever in doubt, a time limit above every measurement. The module's own words stay in its driver.
 */
import type { Clock, CuffDriver, CuffEndEvent, MonoMs } from '../contract.ts';
import type { CuffEvent, CuffFailure, StartRefusal } from './contract.ts';
import type { CuffPermission, PermissionGate } from './permission.ts';

/** Below this a cuff counts as empty. */
export const EMPTY_MMHG = 15;
/** Between two measurements. */
export const REST_MS = 30_000;
/** No cuff may hold more (IEC 80601-2-30, adult). */
export const LIMIT_MMHG = 300;

const NOTHING = new Uint8Array(0);

export type CuffPatient = CuffPermission['patient'];

export interface CuffRun {
  readonly commandId: string;
  readonly patient: CuffPatient;
  readonly since: MonoMs;
  /** The module itself said that it measures: before that nothing it says can be this measurement's end. */
  readonly measuring: boolean;
}

export interface CuffControlOptions {
  readonly clock: Clock;
  readonly gate: PermissionGate;
  emit(event: CuffEvent): void;
  /** The module was negotiated, and its line lives. */
  streaming(): boolean;
  /** What is known against a start without asking; null: nothing. Looked at again right before the start. */
  unready(): StartRefusal | null;
  /** Sets the patient type and looks whether the module took it. Bounded, and ended early by `signal`. */
  prepare(patient: CuffPatient, signal: AbortSignal): Promise<StartRefusal | null>;
  writeStart(patient: CuffPatient): Promise<void>;
  writeStop(): Promise<void>;
  /** After the stop of a measurement that took too long. */
  onOverdue?(): void;
  /** The module says that it measures within this time, or the start is taken back. */
  readonly startMs: number;
  /** Silence about the cuff while measuring that ends the measurement. */
  readonly silentMs: number;
  readonly overallMs: number;
}

export interface CuffControl extends Pick<CuffDriver, 'start' | 'stop'> {
  readonly run: CuffRun | null;
  /** A start waits for its module. */
  readonly starting: boolean;
  /** The module measures; `mmHg`: null when it does not say how much. */
  measures(at: MonoMs, mmHg: number | null): void;
  /** The module is heard, though not measuring. */
  heard(at: MonoMs): void;
  finish(outcome: CuffEndEvent['outcome'], raw?: Uint8Array): void;
  /** Stops, then ends with that. */
  halt(failure: CuffFailure): void;
  /** Call it at least ten times a second while streaming. */
  tick(): void;
  /** The watch is over. `lineStands`: a stop can still be written. */
  leave(lineStands: boolean): void;
}

export function createCuffControl(options: CuffControlOptions): CuffControl {
  const { clock, gate, emit } = options;
  let run: CuffRun | null = null;
  let starting: AbortController | null = null;
  let heardAt: MonoMs = 0;
  let endedAt = Number.NEGATIVE_INFINITY;

  function finish(outcome: CuffEndEvent['outcome'], raw: Uint8Array = NOTHING): void {
    if (run === null) return;
    const { commandId } = run;
    run = null;
    endedAt = clock.now();
    emit({ kind: 'cuff-end', at: endedAt, commandId, outcome, raw });
  }

  function halt(failure: CuffFailure): void {
    void options.writeStop();
    finish({ failure });
  }

  function measures(at: MonoMs, mmHg: number | null): void {
    if (run === null) return;
    heardAt = at;
    run = { ...run, measuring: true };
    if (mmHg === null) return;
    emit({ kind: 'cuff-pressure', at, mmHg });
    if (mmHg > LIMIT_MMHG) halt('over-pressure');
  }

  function tick(): void {
    if (run === null) return;
    const now = clock.now();
    if (now - run.since >= options.overallMs) {
      halt('took-too-long');
      options.onOverdue?.();
    } else if (!run.measuring && now - run.since >= options.startMs) halt('not-started');
    else if (run.measuring && now - heardAt >= options.silentMs) halt('hardware');
  }

  function refusalNow(): StartRefusal | null {
    if (!options.streaming()) return 'not-negotiated';
    if (run !== null || starting !== null) return 'measuring';
    return clock.now() - endedAt < REST_MS ? 'too-soon' : options.unready();
  }

  async function start(permission: CuffPermission) {
    const early = refusalNow();
    if (early !== null) return { refused: early };
    const mine = new AbortController();
    starting = mine;
    const unprepared = await options.prepare(permission.patient, mine.signal);
    starting = null;
    // Nothing is awaited between here and the write: no stop, no lost line, no passing time can come in between.
    const gone = mine.signal.aborted ? 'stopped' : options.streaming() ? null : 'not-negotiated';
    const refused = gone ?? unprepared ?? options.unready() ?? gate.use(permission, clock.now());
    if (refused !== null) return { refused };
    const { commandId, patient } = permission;
    run = { commandId, patient, since: clock.now(), measuring: false };
    await options.writeStart(patient);
    return { started: true } as const;
  }

  async function stop(): Promise<void> {
    starting?.abort();
    const told = options.writeStop();
    finish({ failure: 'stopped' });
    await told;
  }

  return {
    get run() {
      return run;
    },
    get starting() {
      return starting !== null;
    },
    start,
    stop,
    measures,
    heard(at) {
      heardAt = at;
    },
    finish,
    halt,
    tick,
    leave(lineStands) {
      starting?.abort();
      if (lineStands) void stop();
      finish({ failure: 'line-lost' });
    },
  };
}
