/** The cabinet in one pure step: the visit and the exam under way, their events routed, their wishes gathered. */
import type { AnyMachineSnapshot, SnapshotFrom } from 'xstate';
import { CATALOGUE, instrumentFor, knows, oximeterPulse } from './catalogue.ts';
import {
  type CabinetEvent,
  type CabinetState,
  type Effect,
  type ExamName,
  type ExamStep,
  type Instant,
  isMediaNeed,
  type JournalRecord,
  type MachineSnapshot,
  type Phase,
  type StepResult,
} from './contract.ts';
import { DELAYS, type Delays } from './delays.ts';
import type { ExamEvent } from './exam/actions.ts';
import { ageBand, ageYears, cuffPatient } from './exam/age.ts';
import type { ExamContext, ExamInput } from './exam/context.ts';
import { wantedBy } from './exam/declaration.ts';
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
  stepExam(event: DistributiveOmit<ExamEvent, 'delays' | 'helper'>): void {
    if (this.exam === null || !this.examLives()) return;
    const { exam } = this.exam;
    const { helper } = this.visit.context;
    const dressed = { ...event, delays: this.delays, helper } as ExamEvent;
    const snapshot = this.take(step(CATALOGUE[exam].machine, this.exam.snapshot, dressed));
    this.exam = { exam, snapshot };
    // Only a doctor could pass it.
    if (this.phase === 'alone' && (snapshot.context as ExamContext).trouble === 'question-yes')
      this.stepExam({ type: 'patient.cannot', at: this.at });
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
    const { exam, mode, target, correction } = request;
    const { machine, needs } = CATALOGUE[exam];
    const { identity, instruments, results, begunAt, mediaConsent } = this.visit.context;
    const birthDate = identity?.birthDate ?? null;
    const wall = begunAt ?? this.at.wall;
    const cuff = cuffPatient(ageYears(birthDate, wall));
    const input: ExamInput = {
      exam,
      needs,
      wants: wantedBy(CATALOGUE[exam]),
      mode,
      ageBand: ageBand(birthDate, wall),
      cuffPatient: 'patient' in cuff ? cuff.patient : null,
      oximeterPulse: oximeterPulse(results, this.at.mono),
      instrument: instrumentFor(needs, instruments),
      mediaConsent: isMediaNeed(needs) && mediaConsent === true,
      target,
      correction,
    };
    this.exam = { exam, snapshot: this.take(begin(machine, input)) };
    this.stepExam({ type: 'exam.begin', at: this.at });
  }

  /** What moves something is obeyed only while its doctor is surely there, and the patient was not asked to wait. */
  mayCommand(): boolean {
    const { doctor, hold } = this.visit.context;
    return doctor?.link === 'live' && hold === null;
  }

  /** A cuff that the core started. */
  cuffMoves(): boolean {
    if (this.exam === null || !this.examLives() || this.exam.snapshot.value !== 'measure') return false;
    return (this.exam.snapshot.context as ExamContext).cuff.command !== null;
  }

  /** A "ready" that was said before the patient was asked to wait, or to another cuff, is said again. */
  unsayReady(): void {
    if (this.exam?.exam === 'blood-pressure' && this.exam.snapshot.value === 'connect')
      this.stepExam({ type: 'deadline', name: 'exam.connect', at: this.at });
  }

  /** A "ready" that did something, said by who helps. */
  noteHelper(step: ExamStep, before: CabinetState): void {
    if (this.exam === null || this.exam.snapshot.value === before.exam?.state.value) return;
    this.records.push(record('exam.ready', { exam: this.exam.exam, step, by: 'helper' }));
  }

  /** Time that runs out while the patient was asked to wait: the step gets some after. True: dealt with. */
  waitsFor(event: CabinetEvent | VisitInternal): boolean {
    const { hold } = this.visit.context;
    if (hold === null || event.type !== 'deadline' || !this.examLives()) return false;
    // That of a step that was just left is over.
    if (event.name !== `exam.${this.exam?.snapshot.value}`) return false;
    const left = Math.max(0, hold.until - this.at.mono) + this.delays.afterHoldMs;
    this.effects.push({ type: 'deadline.set', name: event.name, inMs: Math.round(left) });
    return true;
  }

  /** The oximeter that stays on is released by no exam, and at last when it is kept no more. */
  keptOn(before: boolean): readonly Effect[] {
    const { keepOn } = this.visit.context;
    const isRelease = (effect: Effect) =>
      effect.type === 'instrument.release' && effect.capability === 'oximetry';
    if (keepOn) return this.effects.filter((effect) => !isRelease(effect));
    if (!before || this.wantsOximeter()) return this.effects;
    return [...this.effects.filter((effect) => !isRelease(effect)), RELEASE_OXIMETER];
  }

  private wantsOximeter(): boolean {
    if (this.exam === null || !this.examLives()) return false;
    const { needs, wantedOn } = CATALOGUE[this.exam.exam];
    return needs === 'oximetry' && wantedOn.some((step) => step === this.exam?.snapshot.value);
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
const KEEPS_EXAM: readonly Phase[] = ['inCall', 'exam', 'alone'];
const RELEASE_OXIMETER: Effect = { type: 'instrument.release', capability: 'oximetry' };

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
  const kept = work.visit.context.keepOn;
  if (!forbidden(event, work) && !work.waitsFor(event)) {
    if (examWasLive && !internal && (!moves || work.mayCommand())) work.stepExam(event);
    // What ended the exam is spent: it must not also start or leave something in the visit.
    const spent = examWasLive && EXAM_ONLY.includes(event.type);
    if (!spent) work.stepVisit(event);
    if (UNSAYS_READY.includes(event.type)) work.unsayReady();
    if (event.type === 'patient.ready' && event.by === 'helper' && examWasLive)
      work.noteHelper(event.step, state);
  }
  const next = work.result();
  const effects = work.keptOn(kept);
  const changed =
    effects.length > 0 ||
    work.records.length > 0 ||
    !same(state.visit, next.visit) ||
    !same(state.exam, next.exam);
  return changed
    ? { state: next, changed, effects: stopFirst(effects), records: work.records }
    : { state, changed, effects: [], records: [] };
}

/** While a cuff moves nothing may cover its stop, nor take the cuff away. While the patient waits he is not "ready". */
function forbidden(event: CabinetEvent | VisitInternal, work: Step): boolean {
  switch (event.type) {
    case 'doctor.hold':
      return event.on && work.cuffMoves();
    case 'doctor.chooseUnit':
      return event.capability === 'blood-pressure' && work.cuffMoves();
    case 'doctor.startExam':
      return !knows(event.exam, { target: event.target });
    case 'doctor.repeatExam': {
      const exam = work.examLives() ? (work.exam?.exam ?? null) : (work.visit.context.lastExam?.exam ?? null);
      return exam !== null && !knows(exam, event);
    }
    case 'helper.typed':
      return work.visit.context.helper === null || work.exam?.exam !== event.exam;
    case 'patient.mediaConsent':
      // A no is heard wherever it is said; a yes before the consultation's own is none.
      return event.granted && work.visit.context.consent !== true;
    case 'patient.ready':
      return work.visit.context.hold !== null && work.examLives();
    default:
      return false;
  }
}
const UNSAYS_READY: readonly string[] = ['doctor.hold', 'doctor.chooseUnit'];

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
  'doctor.target',
  'doctor.capture',
  'doctor.judgeMedia',
  'shutter.pressed',
  'media.captured',
  'media.failed',
  'doctor.repeatExam',
  'doctor.skipStep',
  'doctor.cancelExam',
  'instrument.second',
  'instrument.value',
  'helper.typed',
  'cuff.end',
  'cuff.refused',
  'memory.record',
];
