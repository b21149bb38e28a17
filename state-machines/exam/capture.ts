/**
 * The shared machine of exams that take pictures or sounds, target by target: questions → prepare → position →
 * connect (live) → measure (being taken) → judge (the doctor's word) → (repeat) → next target → done, skipped or
 * failed. What differs is in the exam's `CaptureSpec`. What was taken stays, whatever happens after it.
 */
import {
  again,
  arm,
  armFor,
  base,
  because,
  becauseStopped,
  corrected,
  disarm,
  due,
  finish,
  follow,
  noteInstrument,
  noteStart,
  noteStep,
  otherInstrument,
  readyOn,
  update,
  want,
} from './actions.ts';
import { captureActions } from './capture-actions.ts';
import { type CaptureSpec, startCapture, withConsent } from './capture-spec.ts';
import { startContext } from './context.ts';
import { pending, questionsState } from './questions.ts';

export function captureExam(spec: CaptureSpec) {
  const act = captureActions(spec);
  const questions = withConsent(spec);
  const aims = { guard: act.isAimed, actions: act.aim };
  const skip = act.onwards({
    description: 'skipped',
    nothing: { end: 'skipped', reason: () => 'doctor-skipped' },
  });
  const take = { guard: act.mayCapture, target: 'measure' as const, actions: act.capture };
  const takes = { 'doctor.capture': take, 'shutter.pressed': take };
  const devices = (step: 'position' | 'connect' | 'judge' | 'repeat') => ({
    'media.inputs': { guard: otherInstrument, actions: follow(step, act.deviceChange) },
    'core.restarted': { actions: [act.afterRestart, want] },
  });
  /** The doctor's word on the one that waits for it. */
  const word = [
    ...act.onwards({
      description: 'good',
      guard: act.acceptsTarget,
      actions: act.noteWord,
    }),
    {
      description: 'good, of another target',
      guard: act.accepts,
      target: 'position' as const,
      actions: [...act.noteWord, ...act.settleShown],
    },
    {
      description: 'again',
      guard: act.isAwaited,
      target: 'repeat' as const,
      reenter: true,
      actions: [...act.noteWord, ...act.reject, act.nextAttempt],
    },
    { guard: act.isJudged, actions: act.noteWord },
  ];
  const failing = (how: {
    readonly description: string;
    readonly guard: Parameters<typeof act.onwards>[0]['guard'] & {};
    readonly reason: typeof act.failureOf;
  }) => [
    {
      description: `${how.description}, tries left`,
      guard: (args: Parameters<typeof how.guard>[0]) => how.guard(args) && act.mayRetry(args),
      target: 'repeat' as const,
      actions: [...act.refuseNothing(how.reason), act.nextAttempt],
    },
    ...act.onwards({
      description: `${how.description}, no try left`,
      guard: how.guard,
      actions: act.refuseNothing(how.reason),
      nothing: { end: 'failed', reason: ({ endReason }) => endReason ?? 'timeout' },
    }),
  ];
  const brokenOff = { target: 'connect' as const, actions: act.refuseNothing(() => 'stopped') };

  return base.createMachine({
    id: spec.id,
    initial: 'offered',
    context: ({ input }) => ({ ...startContext(input), media: startCapture(spec, input.target) }),
    on: {
      'patient.mediaConsent': {
        description: 'no pictures, no sounds',
        guard: ({ event }) => event.type === 'patient.mediaConsent' && !event.granted,
        target: '.skipped',
        actions: because('media-refused'),
      },
      'patient.cannot': { target: '.skipped', actions: because('patient-cannot') },
      'doctor.cancelExam': { target: '.cancelled', actions: because('doctor-cancelled') },
      'doctor.repeatExam': { target: '.position', reenter: true, actions: [...again, ...act.startOver] },
      'doctor.target': { guard: act.isAimed, target: '.position', reenter: true, actions: act.aim },
      'doctor.judgeMedia': { guard: act.isJudged, actions: act.noteWord },
      'exam.stop': { target: '.cancelled', actions: becauseStopped },
      'media.inputs': { guard: otherInstrument, actions: noteInstrument },
    },
    states: {
      offered: {
        on: {
          'exam.begin': [
            {
              guard: ({ context }) => pending(questions, context.answers) !== null,
              target: 'questions',
              actions: noteStart,
            },
            { target: 'prepare', actions: noteStart },
          ],
        },
      },
      questions: questionsState(questions, { 'doctor.target': aims }),
      prepare: {
        entry: [act.aimByAnswers, ...arm('prepare', 'prepareMs'), noteStep('prepare')],
        exit: disarm('prepare'),
        on: {
          'patient.ready': [
            {
              description: 'ready',
              guard: (a) => readyOn('prepare')(a) && act.preparedAll(a),
              target: 'position',
            },
            {
              description: 'ready, one more thing to prepare',
              guard: readyOn('prepare'),
              target: 'prepare',
              reenter: true,
              actions: act.prepareNext,
            },
          ],
          'doctor.skipStep': [
            { guard: act.preparedAll, target: 'position' },
            { target: 'prepare', reenter: true, actions: act.prepareNext },
          ],
          'doctor.repeatExam': {},
          'doctor.target': aims,
          deadline: {
            description: 'exam.prepare',
            guard: due('prepare'),
            target: 'failed',
            actions: because('timeout'),
          },
        },
      },
      position: {
        entry: [want, act.lookAtDevice, ...arm('position', 'positionMs'), noteStep('position')],
        exit: [...disarm('position'), corrected],
        on: {
          'patient.ready': {
            guard: readyOn('position'),
            target: 'connect',
            actions: update(() => ({ trouble: null })),
          },
          'doctor.skipStep': { target: 'connect', actions: update(() => ({ trouble: null })) },
          ...devices('position'),
          deadline: act.nobody(due('position')),
        },
      },
      connect: {
        entry: [act.lookAtDevice, ...arm('connect', 'liveMs'), noteStep('connect')],
        exit: disarm('connect'),
        on: {
          ...takes,
          'doctor.skipStep': skip,
          ...devices('connect'),
          deadline: act.nobody(due('connect')),
        },
      },
      measure: {
        entry: [...armFor('measure', act.captureMs), noteStep('measure')],
        exit: [...act.cancelUnlessEnded, ...disarm('measure')],
        on: {
          'media.captured': [
            { description: 'taken', guard: act.isTaken, target: 'judge', actions: act.keep },
            ...failing({
              description: 'not what was asked for',
              guard: act.isOurs,
              reason: () => 'no-picture',
            }),
          ],
          'media.failed': failing({ description: 'not taken', guard: act.isOurs, reason: act.failureOf }),
          'media.inputs': [
            {
              description: 'device lost',
              guard: (args) => otherInstrument(args) && act.deviceLost(args),
              target: 'repeat',
              actions: [update(act.deviceChange), ...act.refuseNothing(() => 'unplugged')],
            },
            { guard: otherInstrument, actions: noteInstrument },
          ],
          'doctor.skipStep': skip,
          'screen.lost': brokenOff,
          'core.restarted': { ...brokenOff, actions: [...brokenOff.actions, act.afterRestart, want] },
          deadline: failing({ description: 'exam.measure', guard: due('measure'), reason: () => 'timeout' }),
        },
      },
      judge: {
        entry: [...arm('judge', 'wordMs'), noteStep('judge')],
        exit: disarm('judge'),
        always: {
          description: 'poor, tries left',
          guard: (args) => act.isPoor(args) && act.mayRetry(args),
          target: 'repeat',
          actions: [...act.refuseTaken(({ context }) => context.trouble ?? 'again'), act.nextAttempt],
        },
        on: {
          ...takes,
          'doctor.judgeMedia': word,
          'doctor.skipStep': act.onwards({ description: 'skipped' }),
          ...devices('judge'),
          deadline: act.onwards({
            description: 'without the doctor’s word',
            guard: due('judge'),
          }),
        },
      },
      repeat: {
        entry: [...arm('repeat', 'repeatMs'), noteStep('repeat')],
        exit: disarm('repeat'),
        on: {
          ...takes,
          'patient.ready': {
            guard: readyOn('repeat'),
            target: 'connect',
            actions: update(() => ({ trouble: null })),
          },
          'doctor.judgeMedia': word,
          'doctor.skipStep': skip,
          ...devices('repeat'),
          deadline: act.nobody(due('repeat')),
        },
      },
      done: { type: 'final', entry: finish('done') },
      skipped: { type: 'final', entry: finish('skipped') },
      failed: { type: 'final', entry: finish('failed') },
      cancelled: { type: 'final', entry: finish('cancelled') },
    },
  });
}
