/**
 * Blood pressure, by a cuff that the core starts or by one with a memory. Full protocol: 5 min of rest, three
 * readings a minute apart (a fourth when they differ by 10 or the rhythm is irregular), the mean of the last two,
 * so that the first is always left out. Quick: one reading, not at rest.
 *
 * A driven cuff inflates on two acts: "ready" on the position step, then the doctor's command while it stands in
 * `connect`, for each reading anew (see `permission.ts`). Whatever else leaves `measure` stops the cuff first.
 */
import {
  accept,
  accepts,
  afterRestart,
  armReady,
  completes,
  confirm,
  failureOf,
  giveUp,
  hear,
  instrumentChange,
  isOurs,
  judgedReason,
  lookAtInstrument,
  mayRetry,
  mayStart,
  nextAttempt,
  noteRefusal,
  notRested,
  rested,
  sayReady,
  start,
  startOver,
  stop,
  stopUnlessEnded,
  unready,
  verdict,
} from '../blood-pressure/actions.ts';
import { isDriven } from '../blood-pressure/permission.ts';
import {
  type Args,
  arm,
  armFor,
  base,
  because,
  becauseStopped,
  becauseTrouble,
  disarm,
  due,
  finish,
  follow,
  isStreaming,
  nextInstrument,
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

const driven = ({ context }: Args): boolean => context.cuff.kind === 'driven';
const memory = ({ context }: Args): boolean => context.cuff.kind === 'memory';
/** The driven cuff's line is gone or in doubt. */
const lineLost = (args: Args): boolean => driven(args) && !isDriven(nextInstrument(args));
/** Driven: the doctor starts. Memory: it may start as soon as what it remembers is known. */
const readyFor = (kind: 'driven' | 'memory') => (args: Args) =>
  readyOn('position')(args) &&
  args.context.cuff.patient !== null &&
  isStreaming(args.context.instrument) &&
  isDriven(args.context.instrument) === (kind === 'driven');
/** Known by when it came: what was in the memory before never gets here. */
const recorded = (args: Args): boolean => memory(args) && args.event.type === 'memory.record';
const failed = (args: Args): boolean => failureOf(args) !== null;
/** Somebody stopped it: no try of the patient's is used up. */
const wasStopped = (args: Args): boolean => failureOf(args) === 'stopped';
const failure = giveUp((args) => failureOf(args) ?? 'instrument-fault');
const brokenOff = giveUp(() => 'stopped');

const skipped = { target: 'skipped', actions: because('doctor-skipped') } as const;
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
      exit: disarm('position'),
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
    measure: {
      entry: [
        ...armFor('measure', ({ context, event }) =>
          context.cuff.kind === 'memory' ? event.delays.memoryMs : event.delays.cuffMs,
        ),
        update(() => ({ trouble: null })),
        noteStep('measure'),
      ],
      exit: [stopUnlessEnded, ...disarm('measure')],
      on: {
        'cuff.end': [
          {
            description: 'stopped',
            guard: (args) => isOurs(args) && wasStopped(args),
            target: 'repeat',
            actions: brokenOff,
          },
          {
            description: 'cuff failed, tries left',
            guard: (args) => isOurs(args) && failed(args) && mayRetry(args),
            target: 'repeat',
            actions: [...failure, nextAttempt],
          },
          {
            description: 'cuff failed, no try left',
            guard: (args) => isOurs(args) && failed(args),
            target: 'failed',
            actions: failure,
          },
          { description: 'cuff finished', guard: isOurs, target: 'judge', actions: hear },
        ],
        'cuff.refused': [
          {
            description: 'start refused, too soon',
            guard: (args) =>
              isOurs(args) &&
              args.event.type === 'cuff.refused' &&
              ['too-soon', 'measuring', 'not-deflated'].includes(args.event.reason),
            target: 'repeat',
            actions: noteRefusal,
          },
          { description: 'start refused', guard: isOurs, target: 'position', actions: noteRefusal },
        ],
        'memory.record': [
          {
            description: 'moved, tries left',
            guard: (args) => recorded(args) && failed(args) && mayRetry(args),
            target: 'repeat',
            actions: [...failure, nextAttempt],
          },
          {
            description: 'moved, no try left',
            guard: (args) => recorded(args) && failed(args),
            target: 'failed',
            actions: failure,
          },
          { description: 'new in memory', guard: recorded, target: 'judge', actions: hear },
        ],
        'instrument.state': [
          {
            description: 'line lost',
            guard: (args) => otherInstrument(args) && lineLost(args),
            target: 'repeat',
            actions: [update(instrumentChange), ...giveUp(({ context }) => context.trouble ?? 'silent')],
          },
          // A memory cuff may have to leave its cable to measure.
          { guard: otherInstrument, actions: noteInstrument },
        ],
        // Nobody who may start it, or nobody who can stop it, is there any more.
        'doctor.lost': { guard: driven, target: 'repeat', actions: brokenOff },
        'doctor.claimed': { guard: driven, target: 'repeat', actions: brokenOff },
        'doctor.connected': { guard: driven, target: 'repeat', actions: brokenOff },
        'screen.lost': { guard: driven, target: 'repeat', actions: brokenOff },
        'core.restarted': { target: 'repeat', actions: [...brokenOff, ...afterRestart] },
        'doctor.skipStep': skipped,
        deadline: [
          {
            description: 'exam.measure, tries left',
            guard: (args) => due('measure')(args) && mayRetry(args),
            target: 'repeat',
            actions: [...giveUp(({ context }) => context.trouble ?? 'timeout'), nextAttempt],
          },
          {
            description: 'exam.measure, no try left',
            guard: due('measure'),
            target: 'failed',
            actions: giveUp(({ context }) => context.trouble ?? 'timeout'),
          },
        ],
      },
    },
    judge: {
      entry: [
        ...arm('judge', 'confirmMs'),
        update(({ context }) => (context.cuff.unconfirmed === null ? {} : { trouble: 'unconfirmed' })),
        noteStep('judge'),
      ],
      exit: disarm('judge'),
      always: [
        {
          description: 'accepted, enough',
          guard: completes,
          target: 'done',
          actions: [...accept, update(() => ({ endReason: 'measured', progress: 1, trouble: null }))],
        },
        {
          description: 'accepted, one more asked for',
          guard: (args) => accepts(args) && mayRetry(args),
          target: 'rest',
          actions: [...accept, nextAttempt],
        },
        {
          description: 'accepted, no try left',
          guard: accepts,
          target: 'failed',
          actions: [...accept, update(() => ({ endReason: 'timeout' }))],
        },
        {
          description: 'refused, tries left',
          guard: (args) => verdict(args.context) !== null && mayRetry(args),
          target: 'repeat',
          actions: [...giveUp(judgedReason), nextAttempt],
        },
        {
          description: 'refused, no try left',
          guard: (args) => verdict(args.context) !== null,
          target: 'failed',
          actions: giveUp(judgedReason),
        },
      ],
      on: {
        'doctor.confirm': [
          { guard: ({ event }) => event.accept, actions: confirm },
          {
            description: 'not confirmed',
            target: 'repeat',
            actions: giveUp(() => 'unconfirmed'),
          },
        ],
        'doctor.skipStep': skipped,
        deadline: {
          description: 'never confirmed',
          guard: due('judge'),
          target: 'failed',
          actions: giveUp(() => 'unconfirmed'),
        },
      },
    },
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
  version: 1,
  title: 'Blood pressure',
  needs: 'blood-pressure',
  startsWithout: false,
  questions: QUESTIONS,
  wantedOn: ['questions', 'prepare', 'rest', 'position', 'connect', 'measure', 'judge', 'repeat'],
  blockedBy: (years) => {
    const found = cuffPatient(years);
    return 'refused' in found ? found.refused : null;
  },
  machine,
};
