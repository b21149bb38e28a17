/** Brings committed machines back after a restart. What this version cannot read comes back as an interruption. */
import type { z } from 'zod';
import { initialCabinet, run, type StepOptions } from './cabinet.ts';
import { CATALOGUE } from './catalogue.ts';
import type {
  CabinetState,
  Effect,
  Instant,
  JournalRecord,
  MachineSnapshot,
  Phase,
  Unread,
} from './contract.ts';
import { examContextSchema } from './exam/context.ts';
import type { RecordPayload } from './records.ts';
import { unreadDue } from './visit/actions.ts';
import { salvageAnswers, type VisitContext, visitContextSchema } from './visit/context.ts';
import { VISIT_VERSION, visitMachine } from './visit/machine.ts';

export interface RestoredCabinet {
  readonly state: CabinetState;
  readonly effects: readonly Effect[];
  readonly records: readonly JournalRecord[];
}

type Why = RecordPayload<'visit.interrupted'>;

const KNOWN = new Map<string, { version: number; values: readonly string[]; context: z.ZodType }>([
  [
    'visit',
    { version: VISIT_VERSION, values: Object.keys(visitMachine.states), context: visitContextSchema },
  ],
  ...Object.values(CATALOGUE).map(
    ({ exam, version, machine }) =>
      [exam, { version, values: Object.keys(machine.states), context: examContextSchema }] as const,
  ),
]);

/** xstate restores a renamed state without throwing: values are checked against the machine's own list. */
function problem(saved: MachineSnapshot): Why | null {
  const known = KNOWN.get(saved.machine);
  const told = { machine: saved.machine, version: saved.version };
  if (!known || saved.version !== known.version) return { why: 'unknown-version', ...told };
  if (typeof saved.state.value !== 'string' || !known.values.includes(saved.state.value))
    return { why: 'unknown-state', ...told };
  return known.context.safeParse(saved.state.context).success ? null : { why: 'unreadable', ...told };
}

/** The patient had finished or left: nothing to resume. */
const OVER: readonly Phase[] = ['goodbye', 'abandoned', 'cleaning'];

/** A visit in an exam without its exam cannot go on; both are committed together, so this is damage. */
function torn(visit: MachineSnapshot, exam: MachineSnapshot | null): Why | null {
  if (visit.state.value !== 'exam' || exam !== null) return null;
  return { why: 'unreadable', machine: visit.machine, version: visit.version };
}

/** The cabinet was free; what earlier visits left to be read is still to be read. */
function stillUnread(empty: CabinetState, unread: Unread[], now: Instant): RestoredCabinet {
  if (unread.length === 0) return { state: empty, effects: [], records: [] };
  const { value, context } = empty.visit.state;
  const visit = { ...empty.visit, state: { value, context: { ...(context as VisitContext), unread } } };
  return { state: { visit, exam: null }, effects: unreadDue(unread, now.wall), records: [] };
}

/** Same versions: the very same state, no effects. The core then sends `core.restarted`. */
export function restoreCabinet(
  snapshots: readonly MachineSnapshot[],
  now: Instant,
  options: StepOptions = {},
): RestoredCabinet {
  const visit = snapshots.find((s) => s.machine === 'visit');
  const exam = snapshots.find((s) => s.machine !== 'visit') ?? null;
  if (!visit) return { state: initialCabinet(), effects: [], records: [] };
  const why = problem(visit) ?? (exam && problem(exam)) ?? torn(visit, exam);
  if (why === null) return { state: { visit, exam }, effects: [], records: [] };
  const value = visit.state.value;
  const answers = salvageAnswers(visit.state.context);
  const empty = initialCabinet();
  if (value === 'idle' || answers.visit === null) {
    // Nobody to go on with. Unless the cabinet was surely free, it is cleaned all the same.
    if (value === 'idle') return stillUnread(empty, answers.unread, now);
    return run(empty, { type: 'visit.interrupted', answers, why, over: true, at: now }, options);
  }
  const over = OVER.some((phase) => phase === value);
  return run(empty, { type: 'visit.interrupted', answers, why, over, at: now }, options);
}
