/** The words of remotely started cuffs: their numbers, what can fail, why a start is refused. */
import type { CuffEndEvent, CuffPressureEvent, FaultEvent, StatusEvent } from '../contract.ts';
import type { PermissionRefusal } from './permission.ts';

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

export type CuffEvent = StatusEvent | CuffPressureEvent | CuffEndEvent | FaultEvent;

/**
 * `no-child-mode`: the module knows adults only. `stopped`: a stop came while the line was busy. `no-answer`: the
 * module did not answer just before.
 */
export type StartRefusal =
  | PermissionRefusal
  | 'not-negotiated'
  | 'no-child-mode'
  | 'measuring'
  | 'too-soon'
  | 'not-deflated'
  | 'stopped'
  | 'no-answer';

export type CuffStart = { readonly started: true } | { readonly refused: StartRefusal };
