/** Steps one xstate machine purely and gathers what it asked for. No actor is ever started. */
import {
  type AnyStateMachine,
  type EventFromLogic,
  initialTransition,
  type SnapshotFrom,
  transition,
} from 'xstate';
import type { Correction, Effect, ExamMode, ExamName, JournalRecord, MediaTarget } from './contract.ts';

/** As it usually begins. */
export const USUAL_START = { target: null, correction: null } as const;

/** What a machine may ask for, by the name of its action. */
export type Asked =
  | { readonly type: 'effect'; readonly params: Effect }
  | { readonly type: 'record'; readonly params: JournalRecord }
  | { readonly type: 'exam'; readonly params: ExamRequest };

export type ExamRequest =
  | {
      readonly do: 'start';
      readonly exam: ExamName;
      readonly mode: ExamMode;
      /** Where to begin; null: where it usually does. */
      readonly target: MediaTarget | null;
      /** Begun once more, because of this. */
      readonly correction: Correction | null;
    }
  | {
      readonly do: 'stop';
      readonly reason: 'call-over' | 'visit-over' | 'interrupted' | 'time-over' | 'doctor-cancelled';
    };

export interface Outcome<S> {
  readonly snapshot: S;
  readonly effects: readonly Effect[];
  readonly records: readonly JournalRecord[];
  readonly requests: readonly ExamRequest[];
}

function sort<S>(snapshot: S, actions: readonly { type: string; params: unknown }[]): Outcome<S> {
  const effects: Effect[] = [];
  const records: JournalRecord[] = [];
  const requests: ExamRequest[] = [];
  for (const action of actions as readonly Asked[]) {
    if (action.type === 'effect') effects.push(action.params);
    else if (action.type === 'record') records.push(action.params);
    else if (action.type === 'exam') requests.push(action.params);
    else throw new Error(`a machine asked for an unknown action: ${(action as { type: string }).type}`);
  }
  return { snapshot, effects, records, requests };
}

export function step<M extends AnyStateMachine>(
  machine: M,
  snapshot: SnapshotFrom<M>,
  event: EventFromLogic<M>,
): Outcome<SnapshotFrom<M>> {
  const [next, actions] = transition(machine, snapshot, event);
  const status = (next as { status: string; error?: unknown }).status;
  if (status === 'error') throw (next as { error?: unknown }).error;
  return sort(next, actions as readonly { type: string; params: unknown }[]);
}

export function begin<M extends AnyStateMachine>(machine: M, input: unknown): Outcome<SnapshotFrom<M>> {
  const [snapshot, actions] = (
    initialTransition as (m: M, i: unknown) => [SnapshotFrom<M>, readonly { type: string; params: unknown }[]]
  )(machine, input);
  return sort(snapshot, actions);
}
