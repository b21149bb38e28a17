/**
 * The shared machine of instruments that send numbers all the time: questions → prepare → position → connect →
 * measure → judge → (repeat) → done, skipped or failed. What differs is in the exam's `StreamSpec`.
 */
import {
  type Args,
  again,
  arm,
  base,
  because,
  becauseStopped,
  becauseTrouble,
  corrected,
  disarm,
  due,
  effects,
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
} from './actions.ts';
import { startContext } from './context.ts';
import { questionsState } from './questions.ts';
import { streamActions } from './stream-actions.ts';
import type { StreamSpec } from './stream-spec.ts';
import { EMPTY_WINDOW } from './window.ts';

export function streamExam(spec: StreamSpec) {
  const {
    mayRetry,
    heard,
    secondChange,
    contactChange,
    mayMeasure,
    tellsContact,
    instrumentChange,
    give,
    giveUp,
    judgedReason,
    accepts,
    accept,
    completes,
    lookAtInstrument,
    afterRestart,
    startOver,
    sensed,
  } = streamActions(spec);
  const skipped = { target: 'skipped', actions: because('doctor-skipped') } as const;

  const secondsInConnect = [
    {
      description: 'sensor in place',
      guard: mayMeasure,
      target: 'measure' as const,
      actions: follow('connect', secondChange),
    },
    { guard: tellsContact, actions: follow('connect', contactChange) },
  ];
  const secondsInRepeat = [
    {
      guard: (args: Args) => heard(args) && !args.context.wasOff && sensed(args)?.off === true,
      actions: update(() => ({ wasOff: true })),
    },
  ];
  const secondsInMeasure = [{ guard: heard, actions: follow('measure', secondChange) }];

  return base.createMachine({
    id: spec.id,
    initial: 'offered',
    context: ({ input }) => startContext(input),
    on: {
      'patient.cannot': { target: '.skipped', actions: because('patient-cannot') },
      'doctor.cancelExam': { target: '.cancelled', actions: because('doctor-cancelled') },
      'doctor.repeatExam': { target: '.position', reenter: true, actions: [...again, startOver] },
      'exam.stop': { target: '.cancelled', actions: becauseStopped },
      [spec.told]: { guard: otherInstrument, actions: noteInstrument },
    },
    states: {
      offered: {
        on: {
          'exam.begin': {
            target: spec.questions.length > 0 ? 'questions' : 'prepare',
            actions: noteStart,
          },
        },
      },
      ...(spec.questions.length > 0 ? { questions: questionsState(spec.questions) } : {}),
      prepare: {
        entry: [...arm('prepare', 'prepareMs'), noteStep('prepare')],
        exit: disarm('prepare'),
        on: {
          'patient.ready': { guard: readyOn('prepare'), target: 'position' },
          'doctor.skipStep': 'position',
          'doctor.repeatExam': {},
          deadline: {
            description: 'exam.prepare',
            guard: due('prepare'),
            target: 'failed',
            actions: because('timeout'),
          },
        },
      },
      position: {
        entry: [want, lookAtInstrument, ...arm('position', 'positionMs'), noteStep('position')],
        exit: [...disarm('position'), corrected],
        on: {
          'patient.ready': { guard: readyOn('position'), target: 'connect' },
          'doctor.skipStep': 'connect',
          [spec.told]: { guard: otherInstrument, actions: follow('position', instrumentChange) },
          'core.restarted': { actions: [afterRestart, want] },
          deadline: {
            description: 'exam.position',
            guard: due('position'),
            target: 'failed',
            actions: becauseTrouble,
          },
        },
      },
      connect: {
        entry: [lookAtInstrument, ...arm('connect', spec.connectDelay ?? 'connectMs'), noteStep('connect')],
        exit: disarm('connect'),
        on: {
          'doctor.skipStep': skipped,
          [spec.told]: { guard: otherInstrument, actions: follow('connect', instrumentChange) },
          [spec.event]: secondsInConnect,
          'core.restarted': { actions: [afterRestart, want] },
          deadline: [
            {
              description: 'exam.connect, tries left',
              guard: (args) => due('connect')(args) && mayRetry(args),
              target: 'repeat',
              actions: giveUp,
            },
            {
              description: 'exam.connect, no try left',
              guard: due('connect'),
              target: 'failed',
              actions: giveUp,
            },
          ],
        },
      },
      measure: {
        entry: [...arm('measure', spec.measureDelay), noteStep('measure')],
        exit: disarm('measure'),
        always: {
          description: 'long enough and unchanged',
          guard: ({ context }) => context.ripe,
          target: 'judge',
        },
        on: {
          'doctor.skipStep': skipped,
          [spec.told]: {
            guard: otherInstrument,
            actions: [
              ...follow('measure', instrumentChange),
              // Plugged again: a fresh window deserves the whole time for it.
              effects((args) =>
                isStreaming(nextInstrument(args))
                  ? [
                      {
                        type: 'deadline.set',
                        name: 'exam.measure',
                        inMs: args.event.delays[spec.measureDelay],
                      },
                    ]
                  : [],
              ),
            ],
          },
          [spec.event]: secondsInMeasure,
          'core.restarted': { actions: [afterRestart, want] },
          deadline: [
            {
              description: 'exam.measure, tries left',
              guard: (args) => due('measure')(args) && mayRetry(args),
              target: 'repeat',
              actions: giveUp,
            },
            {
              description: 'exam.measure, no try left',
              guard: due('measure'),
              target: 'failed',
              actions: giveUp,
            },
          ],
        },
      },
      judge: {
        entry: noteStep('judge'),
        always: [
          {
            description: 'accepted',
            guard: completes,
            target: 'done',
            actions: [...accept, update(() => ({ endReason: 'measured', progress: 1 }))],
          },
          {
            description: 'accepted, one more asked for',
            guard: (args) => accepts(args) && mayRetry(args),
            target: 'repeat',
            actions: [...accept, update(() => EMPTY_WINDOW)],
          },
          {
            description: 'accepted, never twice the same',
            guard: accepts,
            target: 'failed',
            actions: [...accept, update(() => ({ endReason: 'unstable' }))],
          },
          {
            description: 'refused, tries left',
            guard: mayRetry,
            target: 'repeat',
            actions: give(judgedReason),
          },
          { description: 'refused, no try left', target: 'failed', actions: give(judgedReason) },
        ],
      },
      repeat: {
        entry: [
          update(({ context }) => ({ attempt: context.attempt + 1 })),
          ...arm('repeat', 'repeatMs'),
          noteStep('repeat'),
        ],
        exit: disarm('repeat'),
        on: {
          'patient.ready': { guard: readyOn('repeat'), target: 'connect' },
          'doctor.skipStep': skipped,
          [spec.event]: secondsInRepeat,
          'core.restarted': { actions: want },
          deadline: {
            description: 'exam.repeat',
            guard: due('repeat'),
            target: 'failed',
            actions: becauseTrouble,
          },
        },
      },
      done: { type: 'final', entry: finish('done') },
      skipped: { type: 'final', entry: finish('skipped') },
      failed: { type: 'final', entry: finish('failed') },
      cancelled: { type: 'final', entry: finish('cancelled') },
    },
  });
}
