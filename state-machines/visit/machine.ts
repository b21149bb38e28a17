/** The visit: idle → welcome → language → identify → consent → waiting → call and exams → documents → goodbye. */
import { record } from '../records.ts';
import {
  ask,
  base,
  beginExam,
  closeCall,
  comeBack,
  doctorLive,
  doctorLost,
  doctorUnsure,
  due,
  effects,
  endBecause,
  forget,
  holdsClaim,
  isAsked,
  leaseRuns,
  mayAsk,
  mayBeginExam,
  mayResume,
  noteSurroundings,
  rearmWatch,
  records,
  restarted,
  seatDoctor,
  surroundingsDiffer,
  tellLost,
  touchCounts,
  unanswered,
  unwatch,
  update,
  watch,
  wipe,
} from './actions.ts';
import { emptyContext, UNKNOWN_SURROUNDINGS } from './context.ts';

/** Raise it whenever phases or context change: older snapshots then come back as an interrupted visit. */
export const VISIT_VERSION = 2;

export const visitMachine = base.createMachine({
  id: 'visit',
  initial: 'idle',
  context: emptyContext(UNKNOWN_SURROUNDINGS),
  on: {
    'patient.leave': { target: '.abandoned', actions: endBecause('left') },
    'patient.active': { guard: touchCounts, actions: rearmWatch },
    'patient.stillHere': { guard: isAsked, actions: rearmWatch },
    'patient.help': {
      guard: ({ context }) => !context.helpRequested,
      actions: [update(() => ({ helpRequested: true })), records(() => [record('help.requested', {})])],
    },
    'patient.language': {
      guard: ({ context, event }) => context.visit !== null && event.language !== context.language,
      actions: [
        update(({ event }) => (event.type === 'patient.language' ? { language: event.language } : {})),
        records(({ context }) => [record('language.chosen', { language: context.language })]),
      ],
    },
    deadline: [
      { description: 'idle.ask', guard: mayAsk, actions: ask },
      { description: 'no answer', guard: unanswered, target: '.abandoned', actions: endBecause('no-answer') },
      {
        description: 'lease.told',
        guard: (args) => due('lease.told')(args) && leaseRuns(args) && !args.context.doctor?.told,
        actions: tellLost,
      },
      {
        description: 'lease over',
        guard: (args) => due('lease.over')(args) && leaseRuns(args),
        target: '.waiting',
        actions: closeCall('lease-expired'),
      },
    ],
    'doctor.claimed': { guard: mayResume, actions: seatDoctor },
    'doctor.connected': {
      guard: (args) => holdsClaim(args) && args.context.doctor?.link !== 'live',
      actions: doctorLive,
    },
    'doctor.lost': {
      guard: (args) => holdsClaim(args) && args.context.doctor?.link === 'live',
      actions: doctorLost,
    },
    'doctor.released': { guard: holdsClaim, target: '.waiting', actions: closeCall('released') },
    'doctor.end': {
      guard: ({ context }) => context.doctor !== null,
      target: '.documents',
      actions: closeCall('ended'),
    },
    'instrument.state': { guard: surroundingsDiffer, actions: noteSurroundings },
    'fleet.state': { guard: surroundingsDiffer, actions: noteSurroundings },
    'media.state': { guard: surroundingsDiffer, actions: noteSurroundings },
    'selftest.closed': { guard: surroundingsDiffer, actions: noteSurroundings },
    'exam.over': {
      actions: update(({ context, event }) =>
        event.type === 'exam.over'
          ? {
              results: [...context.results, ...event.results],
              refused: [...context.refused, ...event.refused],
            }
          : {},
      ),
    },
    'core.restarted': { actions: [...restarted, ...doctorUnsure] },
  },
  states: {
    idle: {
      on: {
        'patient.begin': {
          target: 'welcome',
          actions: [
            update(({ event }) =>
              event.type === 'patient.begin' ? { visit: event.visit, begunAt: event.at.wall } : {},
            ),
            records(({ event }) =>
              event.type === 'patient.begin' ? [record('visit.begun', { visit: event.visit })] : [],
            ),
          ],
        },
        'patient.leave': {},
        'patient.help': {},
        'visit.interrupted': [
          {
            description: 'unreadable state, visit already over',
            guard: ({ event }) => event.over,
            target: 'cleaning',
            actions: comeBack,
          },
          { description: 'unreadable state', target: 'interrupted', actions: comeBack },
        ],
      },
    },
    welcome: {
      entry: watch('idleAskMs'),
      exit: unwatch,
      on: { 'patient.welcomeDone': 'language' },
    },
    language: {
      entry: watch('idleAskMs'),
      exit: unwatch,
      on: {
        'patient.language': {
          target: 'identify',
          actions: [
            update(({ event }) =>
              event.type === 'patient.language' ? { language: event.language, languageChosen: true } : {},
            ),
            records(({ context }) => [record('language.chosen', { language: context.language })]),
          ],
        },
        'patient.back': 'welcome',
      },
    },
    identify: {
      entry: watch('idleAskMs'),
      exit: [...unwatch, update(() => ({ identifyError: null }))],
      on: {
        'patient.identified': [
          {
            guard: ({ event }) => event.identity !== null,
            target: 'consent',
            actions: [
              update(({ event }) =>
                event.type === 'patient.identified' ? { identity: event.identity } : {},
              ),
              records(({ context }) =>
                context.identity === null ? [] : [record('identity.given', { identity: context.identity })],
              ),
            ],
          },
          { actions: [update(() => ({ identifyError: 'unknown-code' })), ...rearmWatch] },
        ],
        'patient.back': 'language',
      },
    },
    consent: {
      entry: watch('idleAskMs'),
      exit: unwatch,
      on: {
        'patient.consent': [
          {
            description: 'consent given',
            guard: ({ event }) => event.granted,
            target: 'waiting',
            actions: [
              update(() => ({ consent: true })),
              records(() => [record('consent', { granted: true })]),
            ],
          },
          {
            description: 'consent refused',
            target: 'abandoned',
            actions: [
              update(() => ({ consent: false, endedBecause: 'refused-consent' })),
              records(() => [record('consent', { granted: false })]),
            ],
          },
        ],
        'patient.back': 'identify',
      },
    },
    waiting: {
      entry: [
        ...watch('waitingAskMs'),
        update(({ context, event }) => ({ waitingSince: context.waitingSince ?? event.at.wall })),
      ],
      exit: unwatch,
      on: { 'doctor.claimed': { target: 'inCall', actions: seatDoctor } },
    },
    inCall: {
      on: {
        'doctor.startExam': { guard: mayBeginExam, target: 'exam', actions: beginExam },
        'doctor.repeatExam': { guard: mayBeginExam, target: 'exam', actions: beginExam },
      },
    },
    exam: {
      entry: update(() => ({ examOver: false })),
      exit: [
        update(() => ({ examOver: false })),
        effects(() => [{ type: 'deadline.clear', name: 'exam.shown' }]),
      ],
      on: {
        'exam.over': [
          {
            description: 'exam cancelled',
            guard: ({ event }) => event.result === 'cancelled',
            target: 'inCall',
            actions: update(({ context, event }) =>
              event.type === 'exam.over' ? { refused: [...context.refused, ...event.refused] } : {},
            ),
          },
          {
            actions: [
              update(({ context, event }) =>
                event.type === 'exam.over'
                  ? {
                      examOver: true,
                      results: [...context.results, ...event.results],
                      refused: [...context.refused, ...event.refused],
                    }
                  : {},
              ),
              effects(({ event }) => [
                { type: 'deadline.set', name: 'exam.shown', inMs: event.delays.examShownMs },
              ]),
            ],
          },
        ],
        'doctor.startExam': {
          guard: (args) => args.context.examOver && mayBeginExam(args),
          target: 'exam',
          reenter: true,
          actions: beginExam,
        },
        'doctor.repeatExam': {
          guard: (args) => args.context.examOver && mayBeginExam(args),
          target: 'exam',
          reenter: true,
          actions: beginExam,
        },
        'patient.ready': {
          guard: ({ context, event }) =>
            context.examOver && ['done', 'skipped', 'failed'].includes(event.step),
          target: 'inCall',
        },
        deadline: {
          description: 'end of exam shown',
          guard: (args) => due('exam.shown')(args) && args.context.examOver,
          target: 'inCall',
        },
      },
    },
    documents: {
      entry: [endBecause('completed'), ...watch('idleAskMs')],
      exit: unwatch,
      on: {
        'patient.finish': 'goodbye',
        'patient.leave': 'goodbye',
        deadline: { description: 'no answer', guard: unanswered, target: 'goodbye' },
      },
    },
    goodbye: {
      entry: effects(({ event }) => [
        { type: 'deadline.set', name: 'goodbye.end', inMs: event.delays.goodbyeMs },
      ]),
      exit: effects(() => [{ type: 'deadline.clear', name: 'goodbye.end' }]),
      on: {
        'patient.finish': 'cleaning',
        'patient.leave': 'cleaning',
        deadline: { description: 'goodbye.end', guard: due('goodbye.end'), target: 'cleaning' },
      },
    },
    abandoned: {
      entry: [
        closeCall('abandoned'),
        effects(({ event }) => [
          { type: 'deadline.set', name: 'goodbye.end', inMs: event.delays.abandonedMs },
        ]),
      ],
      exit: effects(() => [{ type: 'deadline.clear', name: 'goodbye.end' }]),
      on: {
        'patient.finish': 'cleaning',
        'patient.leave': 'cleaning',
        deadline: { description: 'goodbye.end', guard: due('goodbye.end'), target: 'cleaning' },
      },
    },
    interrupted: {
      entry: [update(() => ({ resumed: true })), ...watch('waitingAskMs')],
      exit: unwatch,
      on: {
        'patient.stillHere': [
          {
            description: 'goes on, consent given before',
            guard: ({ context }) => context.consent === true && context.identity !== null,
            target: 'waiting',
          },
          {
            description: 'goes on, identity known',
            guard: ({ context }) => context.identity !== null,
            target: 'consent',
          },
          {
            description: 'goes on, language known',
            guard: ({ context }) => context.languageChosen,
            target: 'identify',
          },
          { description: 'goes on', target: 'language' },
        ],
      },
    },
    cleaning: {
      entry: wipe,
      on: {
        'cleaning.done': { target: 'idle', actions: forget },
        'patient.leave': {},
        'patient.help': {
          guard: ({ context }) => !context.helpRequested,
          actions: [update(() => ({ helpRequested: true })), records(() => [record('help.requested', {})])],
        },
      },
    },
  },
});
