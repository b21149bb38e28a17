/** The cabinet in one pure step: the visit and the exam under way, their events routed, their wishes gathered. */
import type { AnyMachineSnapshot, SnapshotFrom } from 'xstate';
import { CATALOGUE, instrumentFor, oximeterPulse } from './catalogue.ts';
import type {
  CabinetEvent,
  CabinetState,
  Effect,
  ExamName,
  Instant,
  JournalRecord,
  MachineSnapshot,
  Phase,
  StepResult,
} from './contract.ts';
import { DELAYS, type Delays } from './delays.ts';
import type { ExamEvent } from './exam/actions.ts';
import { ageBand, ageYears, cuffPatient } from './exam/age.ts';
import type { ExamContext, ExamInput } from './exam/context.ts';
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

export function freezeVisit(snapshot: VisitSnapshot): MachineSnapshot {
  return {
    machine: 'visit',
    version: VISIT_VERSION,
    state: { value: snapshot.value, context: snapshot.context },
  };
}

/** The exam under way or just over. */
interface Running {
  readonly exam: ExamName;
  readonly snapshot: AnyMachineSnapshot;
}

function freezeExam({ exam, snapshot }: Running): MachineSnapshot {
  const { value, context } = snapshot;
  return { machine: exam, version: CATALOGUE[exam].version, state: { value, context } };
}

type Resolvable = Parameters<typeof visitMachine.resolveState>[0];
const thawVisit = (saved: MachineSnapshot): VisitSnapshot =>
  visitMachine.resolveState(saved.state as Resolvable);
function thawExam(saved: MachineSnapshot): Running | null {
  if (saved.machine === 'visit') return null;
  const { machine } = CATALOGUE[saved.machine];
  const state = saved.state as Parameters<typeof machine.resolveState>[0];
  return { exam: saved.machine, snapshot: machine.resolveState(state) };
}

export function initialCabinet(): CabinetState {
  return { visit: freezeVisit(begin(visitMachine, undefined).snapshot), exam: null };
}

/** Gathers one step of the cabinet out of the steps of its machines. */
class Step {
  readonly effects: Effect[] = [];
  readonly records: JournalRecord[] = [];
  visit: VisitSnapshot;
  exam: Running | null;
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
    return this.exam !== null && this.exam.snapshot.status === 'active';
  }

  private take<S>(outcome: Outcome<S>): S {
    this.effects.push(...outcome.effects);
    this.records.push(...outcome.records);
    return outcome.snapshot;
  }

  /** Steps the exam; when that ends it, the visit is told. */
  stepExam(event: DistributiveOmit<ExamEvent, 'delays'>): void {
    if (this.exam === null || !this.examLives()) return;
    const { exam } = this.exam;
    const dressed = { ...event, delays: this.delays } as ExamEvent;
    const snapshot = this.take(step(CATALOGUE[exam].machine, this.exam.snapshot, dressed));
    this.exam = { exam, snapshot };
    if (snapshot.status === 'active') return;
    const result: ExamResult = examResultSchema.parse(snapshot.value);
    const { results, refused } = snapshot.context as ExamContext;
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
    const { exam, mode } = request;
    const { machine, needs } = CATALOGUE[exam];
    const { identity, instruments, results, begunAt } = this.visit.context;
    const birthDate = identity?.birthDate ?? null;
    const wall = begunAt ?? this.at.wall;
    const cuff = cuffPatient(ageYears(birthDate, wall));
    const input: ExamInput = {
      exam,
      needs,
      mode,
      ageBand: ageBand(birthDate, wall),
      cuffPatient: 'patient' in cuff ? cuff.patient : null,
      oximeterPulse: oximeterPulse(results, this.at.mono),
      instrument: instrumentFor(needs, instruments),
    };
    this.exam = { exam, snapshot: this.take(begin(machine, input)) };
    this.stepExam({ type: 'exam.begin', at: this.at });
  }

  /** What moves something is obeyed only while its doctor is surely there. */
  mayCommand(): boolean {
    return this.visit.context.doctor?.link === 'live';
  }

  /** An exam is kept while its call lasts, so that its end can be shown; a cancelled one is gone. */
  result(): CabinetState {
    const kept =
      this.exam !== null && this.exam.snapshot.value !== 'cancelled' && KEEPS_EXAM.includes(this.phase);
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
  const moves = event.type === 'doctor.startCuff';
  const internal = event.type === 'exam.over' || event.type === 'visit.interrupted';
  if (examWasLive && !internal && (!moves || work.mayCommand())) work.stepExam(event);
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
    ? { state: next, changed, effects: stopFirst(work.effects), records: work.records }
    : { state, changed, effects: [], records: [] };
}

/** Whatever a step asks for: first nothing moves. */
function stopFirst(effects: readonly Effect[]): readonly Effect[] {
  const others = effects.filter(({ type }) => type !== 'cuff.stop');
  return others.length === effects.length ? effects : [{ type: 'cuff.stop' }, ...others];
}

const EXAM_ONLY: readonly string[] = [
  'patient.ready',
  'patient.cannot',
  'patient.answer',
  'doctor.startCuff',
  'doctor.confirm',
  'doctor.repeatExam',
  'doctor.skipStep',
  'doctor.cancelExam',
  'instrument.second',
  'instrument.value',
  'cuff.end',
  'cuff.refused',
  'memory.record',
];
