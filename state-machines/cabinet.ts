/** The cabinet in one pure step: the visit and the exam under way, their events routed, their wishes gathered. */
import type { SnapshotFrom } from 'xstate';
import type {
  CabinetEvent,
  CabinetState,
  Effect,
  Instant,
  JournalRecord,
  MachineSnapshot,
  Phase,
  StepResult,
} from './contract.ts';
import { DELAYS, type Delays } from './delays.ts';
import type { OximetryEvent } from './oximetry/actions.ts';
import { ageBand } from './oximetry/limits.ts';
import { OXIMETRY_VERSION, oximetryMachine } from './oximetry/machine.ts';
import { type ExamResult, examResultSchema, record } from './records.ts';
import { begin, type ExamRequest, type Outcome, step } from './step-machine.ts';
import type { VisitEvent, VisitInternal } from './visit/actions.ts';
import { VISIT_VERSION, visitMachine } from './visit/machine.ts';

export { doctorView, examOf, patientView, visitOf } from './views.ts';

export interface StepOptions {
  /** Overrides of the delays table; see `delaysSchema`. */
  readonly delays?: Partial<Delays>;
}

type VisitSnapshot = SnapshotFrom<typeof visitMachine>;
type ExamSnapshot = SnapshotFrom<typeof oximetryMachine>;

export function freezeVisit(snapshot: VisitSnapshot): MachineSnapshot {
  return {
    machine: 'visit',
    version: VISIT_VERSION,
    state: { value: snapshot.value, context: snapshot.context },
  };
}

function freezeExam(snapshot: ExamSnapshot): MachineSnapshot {
  return {
    machine: 'oximetry',
    version: OXIMETRY_VERSION,
    state: { value: snapshot.value, context: snapshot.context },
  };
}

type Resolvable = Parameters<typeof visitMachine.resolveState>[0];
const thawVisit = (saved: MachineSnapshot): VisitSnapshot =>
  visitMachine.resolveState(saved.state as Resolvable);
const thawExam = (saved: MachineSnapshot): ExamSnapshot =>
  oximetryMachine.resolveState(saved.state as Parameters<typeof oximetryMachine.resolveState>[0]);

export function initialCabinet(): CabinetState {
  return { visit: freezeVisit(begin(visitMachine, undefined).snapshot), exam: null };
}

/** Gathers one step of the cabinet out of the steps of its machines. */
class Step {
  readonly effects: Effect[] = [];
  readonly records: JournalRecord[] = [];
  visit: VisitSnapshot;
  exam: ExamSnapshot | null;
  private readonly delays: Delays;
  private readonly at: Instant;

  constructor(state: CabinetState, at: Instant, delays: Delays) {
    this.visit = thawVisit(state.visit);
    this.exam = state.exam === null ? null : thawExam(state.exam);
    this.delays = delays;
    this.at = at;
  }

  get phase(): Phase {
    return this.visit.value as Phase;
  }

  examLives(): boolean {
    return this.exam !== null && this.exam.status === 'active';
  }

  private take<S>(outcome: Outcome<S>): S {
    this.effects.push(...outcome.effects);
    this.records.push(...outcome.records);
    return outcome.snapshot;
  }

  /** Steps the exam; when that ends it, the visit is told. */
  stepExam(event: DistributiveOmit<OximetryEvent, 'delays'>): void {
    if (this.exam === null || !this.examLives()) return;
    const dressed = { ...event, delays: this.delays } as OximetryEvent;
    const exam = this.take(step(oximetryMachine, this.exam, dressed));
    this.exam = exam;
    if (exam.status === 'active') return;
    const result: ExamResult = examResultSchema.parse(exam.value);
    const { results, refused } = exam.context;
    this.stepVisit({ type: 'exam.over', result, results, refused, at: this.at });
  }

  stepVisit(event: CabinetEvent | VisitInternal): void {
    const dressed: VisitEvent = { ...event, delays: this.delays };
    const from = this.phase;
    const outcome = step(visitMachine, this.visit, dressed);
    this.visit = this.take(outcome);
    if (this.phase !== from) this.records.push(record('phase', { from, to: this.phase }));
    for (const request of outcome.requests) this.serve(request);
  }

  private serve(request: ExamRequest): void {
    if (request.do === 'stop') {
      this.stepExam({ type: 'exam.stop', reason: request.reason, at: this.at });
      return;
    }
    const { identity, instrument } = this.visit.context;
    const band = ageBand(identity?.birthDate ?? null, this.at.wall);
    this.exam = this.take(begin(oximetryMachine, { ageBand: band, instrument }));
    this.stepExam({ type: 'exam.begin', at: this.at });
  }

  /** An exam is kept while its call lasts, so that its end can be shown; a cancelled one is gone. */
  result(): CabinetState {
    const kept = this.exam !== null && this.exam.value !== 'cancelled' && KEEPS_EXAM.includes(this.phase);
    return {
      visit: freezeVisit(this.visit),
      exam: kept && this.exam !== null ? freezeExam(this.exam) : null,
    };
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;
const KEEPS_EXAM: readonly Phase[] = ['inCall', 'exam'];

const same = (a: MachineSnapshot | null, b: MachineSnapshot | null): boolean =>
  a === b || (a?.state.value === b?.state.value && a?.state.context === b?.state.context);

/**
 * One event, purely: the next state, and what the core has to do once that state is committed. An event that means
 * nothing in this state changes nothing and returns the very same state.
 */
export function stepCabinet(state: CabinetState, event: CabinetEvent, options: StepOptions = {}): StepResult {
  return run(state, event, options);
}

export function run(
  state: CabinetState,
  event: CabinetEvent | VisitInternal,
  options: StepOptions,
): StepResult {
  const work = new Step(state, event.at, { ...DELAYS, ...options.delays });
  const examWasLive = work.examLives();
  if (examWasLive && event.type !== 'exam.over' && event.type !== 'visit.interrupted') work.stepExam(event);
  // What ended the exam is spent: it must not also start or leave something in the visit.
  const spent = examWasLive && EXAM_ONLY.includes(event.type);
  if (!spent) work.stepVisit(event);
  const next = work.result();
  const changed =
    work.effects.length > 0 ||
    work.records.length > 0 ||
    !same(state.visit, next.visit) ||
    !same(state.exam, next.exam);
  return changed
    ? { state: next, changed, effects: work.effects, records: work.records }
    : { state, changed, effects: [], records: [] };
}

const EXAM_ONLY: readonly string[] = [
  'patient.ready',
  'patient.cannot',
  'doctor.repeatExam',
  'doctor.skipStep',
  'doctor.cancelExam',
  'instrument.second',
];
