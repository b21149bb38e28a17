/** The oximetry exam: prepare → position → connect → measure → judge → (repeat) → done, skipped or failed. */
import {
  accept,
  afterRestart,
  arm,
  base,
  because,
  becauseTrouble,
  contactChange,
  disarm,
  due,
  finish,
  follow,
  instrumentChange,
  judgedReason,
  lookAtInstrument,
  mayRetry,
  noteStart,
  noteStep,
  readyOn,
  refuse,
  sameInstrument,
  secondChange,
  startOver,
  streaming,
  update,
  verdict,
  want,
} from './actions.ts';
import { startContext } from './context.ts';
import { isOld } from './window.ts';

/** Raise it whenever states or context change: older snapshots then come back as an interrupted visit. */
export const OXIMETRY_VERSION = 1;

/** Ends of the exam; a snapshot in one of them is never stepped again. */
export const OXIMETRY_ENDS = ['done', 'skipped', 'failed', 'cancelled'] as const;

export const oximetryMachine = base.createMachine({
  id: 'oximetry',
  initial: 'offered',
  context: ({ input }) => startContext(input),
  on: {
    'patient.cannot': { target: '.skipped', actions: because('patient-cannot') },
    'doctor.cancelExam': { target: '.cancelled', actions: because('doctor-cancelled') },
    'doctor.repeatExam': { target: '.position', reenter: true, actions: startOver },
    'exam.stop': {
      target: '.cancelled',
      actions: update(({ event }) => ({
        endReason: event.type === 'exam.stop' ? event.reason : 'interrupted',
      })),
    },
    'instrument.state': {
      guard: (args) => !sameInstrument(args),
      actions: update(({ context, event }) => ({
        instrument: instrumentChange({ context, event }).instrument ?? context.instrument,
      })),
    },
  },
  states: {
    offered: {
      on: { 'exam.begin': { target: 'prepare', actions: noteStart } },
    },
    prepare: {
      entry: [arm('prepare'), noteStep('prepare')],
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
      entry: [want, lookAtInstrument, arm('position'), noteStep('position')],
      exit: disarm('position'),
      on: {
        'patient.ready': { guard: readyOn('position'), target: 'connect' },
        'doctor.skipStep': 'connect',
        'instrument.state': {
          guard: (args) => !sameInstrument(args),
          actions: follow('position', instrumentChange),
        },
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
      entry: [lookAtInstrument, arm('connect'), noteStep('connect')],
      exit: disarm('connect'),
      on: {
        'doctor.skipStep': { target: 'skipped', actions: because('doctor-skipped') },
        'instrument.state': {
          guard: (args) => !sameInstrument(args),
          actions: follow('connect', instrumentChange),
        },
        'instrument.second': [
          { guard: ({ context }) => !streaming(context) },
          {
            description: 'finger sensed',
            guard: ({ event }) => event.second.contact === 'present',
            target: 'measure',
            actions: follow('connect', secondChange),
          },
          {
            guard: ({ context, event }) => contactChange({ context, event }).trouble !== context.trouble,
            actions: follow('connect', contactChange),
          },
        ],
        'core.restarted': { actions: [afterRestart, want] },
        deadline: [
          {
            description: 'exam.connect, tries left',
            guard: (args) => due('connect')(args) && mayRetry(args),
            target: 'repeat',
            actions: refuse((context) => context.trouble ?? 'timeout'),
          },
          {
            description: 'exam.connect, no try left',
            guard: due('connect'),
            target: 'failed',
            actions: refuse((context) => context.trouble ?? 'timeout'),
          },
        ],
      },
    },
    measure: {
      entry: [arm('measure'), noteStep('measure')],
      exit: disarm('measure'),
      always: {
        description: 'long enough and unchanged',
        guard: ({ context }) => context.ripe,
        target: 'judge',
      },
      on: {
        'doctor.skipStep': { target: 'skipped', actions: because('doctor-skipped') },
        'instrument.state': {
          guard: (args) => !sameInstrument(args),
          actions: [
            ...follow('measure', instrumentChange),
            // Plugged again: a fresh window deserves the whole time for it.
            base.enqueueActions(({ event, enqueue }) => {
              if (event.type === 'instrument.state' && event.state === 'streaming') enqueue(arm('measure'));
            }),
          ],
        },
        'instrument.second': [
          { guard: ({ context, event }) => !streaming(context) || isOld(context, event.second) },
          { actions: follow('measure', secondChange) },
        ],
        'core.restarted': { actions: [afterRestart, want] },
        deadline: [
          {
            description: 'exam.measure, tries left',
            guard: (args) => due('measure')(args) && mayRetry(args),
            target: 'repeat',
            actions: refuse((context) => context.trouble ?? 'timeout'),
          },
          {
            description: 'exam.measure, no try left',
            guard: due('measure'),
            target: 'failed',
            actions: refuse((context) => context.trouble ?? 'timeout'),
          },
        ],
      },
    },
    judge: {
      entry: noteStep('judge'),
      always: [
        {
          description: 'accepted',
          guard: ({ context }) => verdict(context).kind === 'accept',
          target: 'done',
          actions: accept,
        },
        {
          description: 'refused, tries left',
          guard: mayRetry,
          target: 'repeat',
          actions: refuse(judgedReason),
        },
        { description: 'refused, no try left', target: 'failed', actions: refuse(judgedReason) },
      ],
    },
    repeat: {
      entry: [update(({ context }) => ({ attempt: context.attempt + 1 })), arm('repeat'), noteStep('repeat')],
      exit: disarm('repeat'),
      on: {
        'patient.ready': {
          guard: readyOn('repeat'),
          target: 'connect',
        },
        'doctor.skipStep': { target: 'skipped', actions: because('doctor-skipped') },
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
