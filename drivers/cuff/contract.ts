/**
 * What a driver of a remotely started cuff is. It resembles `Driver`, but measures only when started, and tells the
 * end of every measurement with a cause.
 */
import type { Fault, FaultEvent, InstrumentIdentity, MonoMs, StatusEvent } from '../contract.ts';
import type { CuffPermission, PermissionRefusal } from './permission.ts';

/** mm[Hg]; pulse in beats a minute. dia < mean < sys holds where a mean is given. */
export interface CuffNumbers {
  readonly systolic: number;
  readonly diastolic: number;
  readonly mean: number | null;
  readonly pulseRate: number | null;
}

/** Why a measurement gave nothing. Closed: words for the patient and the technician hang on it. */
export type CuffFailure =
  | 'stopped'
  | 'loose-cuff'
  | 'leak'
  | 'movement'
  | 'weak-pulse'
  | 'out-of-range'
  | 'took-too-long'
  | 'over-pressure'
  | 'air-blocked'
  | 'hardware'
  | 'not-started'
  | 'implausible'
  | 'line-lost';

/** Live pressure: shown while the cuff moves, never a result. mm[Hg]. */
export interface CuffPressureEvent {
  readonly kind: 'cuff-pressure';
  readonly at: MonoMs;
  readonly mmHg: number;
}

/** Once after every start, and never otherwise. */
export interface CuffEndEvent {
  readonly kind: 'cuff-end';
  readonly at: MonoMs;
  readonly commandId: string;
  readonly outcome: { readonly numbers: CuffNumbers } | { readonly failure: CuffFailure };
  /** The frame the outcome was read from; empty where none came. */
  readonly raw: Uint8Array;
}

export type CuffEvent = StatusEvent | CuffPressureEvent | CuffEndEvent | FaultEvent;

/** `stopped`: a stop came while the line was busy. `no-answer`: the module did not answer just before. */
export type StartRefusal =
  | PermissionRefusal
  | 'not-negotiated'
  | 'measuring'
  | 'too-soon'
  | 'not-deflated'
  | 'stopped'
  | 'no-answer';

export interface CuffDriver {
  /** Stops whatever runs before anything else, then asks who is there. Never inflates. */
  negotiate(
    signal: AbortSignal,
  ): Promise<{ readonly identity: InstrumentIdentity } | { readonly fault: Fault }>;
  /** Watches the idle module until aborted or a fault ends it; always resolves, with the cuff told to stop. */
  watch(signal: AbortSignal): Promise<void>;
  /** The only call that inflates; a start is written once and never repeated. Resolves when it is, or is refused. */
  start(permission: CuffPermission): Promise<{ readonly refused: StartRefusal } | { readonly started: true }>;
  /** Allowed at any time, also when nothing runs. Resolves when the bytes are written, at most 500 ms later. */
  stop(): Promise<void>;
  /** Stops, then closes the link. Idempotent, bounded to 2 s. */
  close(): Promise<void>;
}
