/**
 * Blood pressure, by a cuff that the core starts or by one with a memory. Full protocol: 5 min of rest, three
 * readings a minute apart (a fourth when they differ by 10 or the rhythm is irregular), the mean of the last two,
 * so that the first is always left out. Quick: one reading, not at rest.
 *
 * A driven cuff inflates on two acts: "ready" on the position step, then the doctor's command while it stands in
 * `connect`, for each reading anew (see `permission.ts`). Whatever else leaves `measure` stops the cuff first.
 */
import {
  afterRestart,
  armReady,
  instrumentChange,
  lookAtInstrument,
  mayStart,
  notRested,
  rested,
  sayReady,
  start,
  startOver,
  stop,
  unready,
} from '../blood-pressure/actions.ts';
import { judgeState, lineLost, measureState, skipped } from '../blood-pressure/measuring.ts';
import { isDriven } from '../blood-pressure/permission.ts';
import {
  type Args,
  arm,
  armFor,
  base,
  because,
  becauseStopped,
  becauseTrouble,
  corrected,
  disarm,
  due,
  finish,
  follow,
  isStreaming,
  noteInstrument,
  noteStart,
  noteStep,
  otherInstrument,
  readyOn,
  update,
  want,
} from '../exam/actions.ts';
import { cuffPatient } from '../exam/age.ts';
import { startContext } from '../exam/context.ts';
import type { AskedFirst, Exam } from '../exam/declaration.ts';
import { questionsState } from '../exam/questions.ts';

const QUESTIONS: readonly AskedFirst[] = [{ question: 'arm-unfit', ifYes: 'tell' }];
/** Driven: the doctor starts. Memory: it may start as soon as what it remembers is known. */
const readyFor = (kind: 'driven' | 'memory') => (args: Args) =>
  readyOn('position')(args) &&
  args.context.cuff.patient !== null &&
  isStreaming(args.context.instrument) &&
  isDriven(args.context.instrument) === (kind === 'driven');
const toFirstStep = (mode: 'full' | 'quick') => (args: Args) => args.context.mode === mode;

const machine = base.createMachine({
  id: 'blood-pressure',
  initial: 'offered',
  context: ({ input }) => startContext(input),
  on: {
    'patient.cannot': { target: '.skipped', actions: because('patient-cannot') },
    'doctor.cancelExam': { target: '.cancelled', actions: because('doctor-cancelled') },
    'doctor.repeatExam': { target: '.position', reenter: true, actions: startOver },
    'exam.stop': { target: '.cancelled', actions: becauseStopped },
    'instrument.state': { guard: otherInstrument, actions: noteInstrument },
    'core.restarted': { actions: afterRestart },
  },
  states: {
    offered: {
      // The memory of a cuff is read before the patient touches it.
      on: { 'exam.begin': { target: 'questions', actions: [noteStart, want] } },
    },
    questions: questionsState(QUESTIONS),
    prepare: {
      entry: [...arm('prepare', 'prepareMs'), noteStep('prepare')],
      exit: disarm('prepare'),
      on: {
        'patient.ready': [
          {
            description: 'ready, quick',
            guard: (args) => readyOn('prepare')(args) && toFirstStep('quick')(args),
            target: 'position',
          },
          { description: 'ready', guard: readyOn('prepare'), target: 'rest' },
        ],
        'doctor.skipStep': [{ guard: toFirstStep('quick'), target: 'position' }, { target: 'rest' }],
        'doctor.repeatExam': {},
        deadline: {
          description: 'exam.prepare',
          guard: due('prepare'),
          target: 'failed',
          actions: because('timeout'),
        },
      },
    },
    rest: {
      entry: [
        ...armFor(
          'rest',
          ({ context, event }) => event.delays[context.cuff.takes.length === 0 ? 'restMs' : 'pauseMs'],
          true,
        ),
        noteStep('rest'),
      ],
      exit: disarm('rest'),
      on: {
        deadline: { description: 'rested', guard: due('rest'), target: 'position', actions: rested },
        'doctor.skipStep': { target: 'position', actions: notRested },
        'doctor.repeatExam': { guard: ({ context }) => context.cuff.takes.length === 0 },
      },
    },
    position: {
      entry: [unready, want, lookAtInstrument, ...arm('position', 'positionMs'), noteStep('position')],
      exit: [...disarm('position'), corrected],
      on: {
        'patient.ready': [
          {
            description: 'ready, a cuff to start',
            guard: readyFor('driven'),
            target: 'connect',
            actions: sayReady,
          },
          {
            description: 'ready, a memory cuff',
            guard: readyFor('memory'),
            target: 'measure',
            actions: sayReady,
          },
        ],
        'doctor.skipStep': skipped,
        'instrument.state': { guard: otherInstrument, actions: follow('position', instrumentChange) },
        deadline: {
          description: 'exam.position',
          guard: due('position'),
          target: 'failed',
          actions: becauseTrouble,
        },
      },
    },
    connect: {
      entry: [...armReady, noteStep('connect')],
      exit: disarm('connect'),
      on: {
        'doctor.startCuff': {
          description: 'fresh command, fresh ready',
          guard: mayStart,
          target: 'measure',
          actions: start,
        },
        'doctor.skipStep': skipped,
        'instrument.state': [
          {
            description: 'cuff lost',
            guard: (args) => otherInstrument(args) && lineLost(args),
            target: 'position',
            actions: follow('connect', instrumentChange),
          },
          { guard: otherInstrument, actions: noteInstrument },
        ],
        'screen.lost': { target: 'position', actions: update(() => ({ trouble: 'stopped' })) },
        'core.restarted': { target: 'position', actions: afterRestart },
        deadline: {
          description: 'ready is too old',
          guard: due('connect'),
          target: 'position',
          actions: update(() => ({ trouble: 'ready-expired' })),
        },
      },
    },
    measure: measureState,
    judge: judgeState,
    repeat: {
      entry: [...armFor('repeat', ({ event }) => event.delays.againMs, true), noteStep('repeat')],
      exit: disarm('repeat'),
      on: {
        'doctor.skipStep': skipped,
        'instrument.state': { guard: otherInstrument, actions: follow('repeat', instrumentChange) },
        deadline: { description: 'exam.repeat', guard: due('repeat'), target: 'position' },
      },
    },
    done: { type: 'final', entry: finish('done') },
    skipped: { type: 'final', entry: finish('skipped') },
    failed: { type: 'final', entry: finish('failed') },
    cancelled: { type: 'final', entry: [stop, ...finish('cancelled')] },
  },
});

export const bloodPressure: Exam = {
  exam: 'blood-pressure',
  version: 3,
  title: 'Blood pressure',
  needs: 'blood-pressure',
  startsWithout: false,
  questions: QUESTIONS,
  wantedOn: ['questions', 'prepare', 'rest', 'position', 'connect', 'measure', 'judge', 'repeat'],
  corrections: ['talking', 'legs-crossed', 'arm-hanging', 'sleeve', 'small-cuff', 'again'],
  blockedBy: (years) => {
    const found = cuffPatient(years);
    return 'refused' in found ? found.refused : null;
  },
  machine,
};
