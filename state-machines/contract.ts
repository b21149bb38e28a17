/**
 * The vocabulary of the visit: phases, events, effects, records and the views that people see. Pure types and
 * schemas; no I/O, no timers, time comes in with each event.
 */
import type { Capability } from '../drivers/contract.ts';
import type { MediaKind, MediaNeed } from './media.ts';
import type { ExamName } from './vocabulary.ts';

export * from './agreements.ts';
export * from './closing.ts';
export * from './details.ts';
export * from './documents.ts';
export * from './entered.ts';
export * from './events.ts';
export * from './measurements.ts';
export * from './media.ts';
export * from './quick-set.ts';
export * from './red-flags.ts';
export * from './sentences.ts';
export * from './sheet.ts';
export * from './view-schemas.ts';
export * from './visit-events.ts';
export * from './visit-views.ts';
export * from './vocabulary.ts';

/** What the core does after the commit. Never an xstate invoke: a restored machine would run it again. */
export type Effect =
  | { readonly type: 'deadline.set'; readonly name: string; readonly inMs: number }
  | { readonly type: 'deadline.clear'; readonly name: string }
  | { readonly type: 'instrument.want'; readonly capability: Capability }
  | { readonly type: 'instrument.release'; readonly capability: Capability }
  /** Null: the cabinet's own choice among several. */
  | { readonly type: 'instrument.choose'; readonly capability: Capability; readonly unit: string | null }
  /** Monotonic ms. A permission for one start; the core and the driver check its freshness again. */
  | {
      readonly type: 'cuff.start';
      readonly commandId: string;
      readonly commandAt: number;
      readonly readyAt: number;
      readonly patient: 'adult' | 'child';
    }
  /** To every cuff, also when nothing runs. Comes first among the effects of its step. */
  | { readonly type: 'cuff.stop' }
  /** Take one picture or sound now. Answered once: `media.captured`, or `media.failed`. */
  | {
      readonly type: 'media.capture';
      readonly capture: string;
      readonly need: MediaNeed;
      readonly kind: MediaKind;
      /** Of a clip; null: a still. */
      readonly forMs: number | null;
    }
  /** Nobody wants it any more: nothing of it is kept, no answer is awaited. */
  | { readonly type: 'media.cancel'; readonly capture: string }
  /** Answered by `print.over`, once; by `print.trouble` meanwhile. The bytes are the journal's. */
  | {
      readonly type: 'document.print';
      readonly print: string;
      readonly document: string;
      readonly bytes: number;
      readonly sha256: string;
    }
  /** Nothing of it comes out any more. */
  | { readonly type: 'document.stop'; readonly print: string }
  /** What other doctors left of this patient. `granted`: his word in this visit. Answered once, by `earlier.answer`. */
  | { readonly type: 'earlier.look'; readonly look: string; readonly granted: boolean | null }
  /** Close the peer connection and forget the claim; `reason` is told to the doctor. */
  | { readonly type: 'call.close'; readonly reason: 'ended' | 'lease-expired' | 'abandoned' | 'interrupted' }
  /** Wipe everything of this patient outside the journal: renderer, storage partition, clipboard, spool. */
  | { readonly type: 'session.wipe' };

/** What the step adds to the journal besides its state. `kind` is the journal's event type. */
export interface JournalRecord {
  readonly kind: string;
  readonly payload: unknown;
}

/** A persisted machine: restored only when name and version are known. */
export interface MachineSnapshot {
  readonly machine: 'visit' | ExamName;
  readonly version: number;
  readonly state: { readonly value: unknown; readonly context: unknown };
}

/** The whole of what is decided: the visit and the exam under way. */
export interface CabinetState {
  readonly visit: MachineSnapshot;
  readonly exam: MachineSnapshot | null;
}

export interface StepResult {
  readonly state: CabinetState;
  /** False: the event means nothing here; nothing is committed, nothing done. */
  readonly changed: boolean;
  readonly effects: readonly Effect[];
  readonly records: readonly JournalRecord[];
}
