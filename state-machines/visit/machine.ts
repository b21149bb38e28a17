/** The visit: idle → welcome → language → identify → consent → waiting → call and exams → documents → goodbye. */
import { record } from '../records.ts';
import {
  type Args,
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
import { askThird, mayAskThird, maySayThird, noteThird, takeBack, takesBack } from './agreements.ts';
import {
  askOfNote,
  askShare,
  firstOfNote,
  isAwaited,
  lookEarlier,
  mayAskShare,
  mayLook,
  mayShare,
  mayWriteNote,
  mayWriteSummary,
  noteShare,
  stopLooking,
  takeAnswer,
  writeNote,
  writeSummary,
} from './closing.ts';
import { emptyContext, UNKNOWN_SURROUNDINGS } from './context.ts';
import {
  beginAlone,
  callAgain,
  callsAgain,
  flagBack,
  flagsLeft,
  isAskedFlag,
  isLastFlag,
  isYes,
  leaveToRead,
  mayBeginAlone,
  mayBeReadLater,
  mayReadPrepared,
  mayWaitOn,
  noteFlag,
  raise,
  raiseExtreme,
  readPrepared,
  someUnread,
  stopExam,
  unreadLate,
  waitOn,
} from './danger.ts';
import {
  detailBack,
  detailsLeft,
  isAskedDetail,
  isLastDetail,
  mayCheckIdentity,
  noteDetail,
  noteDraft,
  noteIdentityCheck,
} from './details.ts';
import {
  chooseUnit,
  doctorIsHere,
  enter,
  firstShown,
  hold,
  holdOver,
  keepOn,
  mayChooseUnit,
  mayEnter,
  mayHold,
  mayKeepOn,
  mayRead,
  noteHelper,
  otherHelper,
  read,
  say,
  sentenceOver,
  shown,
} from './doctor-acts.ts';
import {
  beginPrint,
  endPrints,
  isPrinting,
  mayTake,
  noteTrouble,
  otherTrouble,
  outcomeRead,
  printOver,
  printsLost,
  readsOutcome,
  showOnly,
  stopPrints,
  take,
  wantsNoPaper,
  wantsPaper,
} from './documents.ts';
import { mayConsentToMedia, noteMediaConsent } from './media-consent.ts';
import {
  endQuick,
  hasNext,
  inQuick,
  mayStartQuick,
  nextQuick,
  noteQuick,
  outOfTime,
  startQuick,
  stopQuick,
} from './quick.ts';
import { closePrepared, mayOpenPrepared, openPrepared } from './reading.ts';

/** Raise it whenever phases or context change: older snapshots then come back as an interrupted visit. */
export const VISIT_VERSION = 7;

const keepResults = update(({ context, event }) =>
  event.type === 'exam.over'
    ? {
        results: [...context.results, ...event.results],
        refused: [...context.refused, ...event.refused],
      }
    : {},
);
/** The exam under way has not ended, or its end is not shown any more. */
const notOver = update(() => ({ examOver: false }));
/** The end of an exam stays on the screen for a while. */
const showEnd = (delay: 'examShownMs' | 'quickShownMs') => [
  update(() => ({ examOver: true })),
  effects(({ event }) => [{ type: 'deadline.set', name: 'exam.shown', inMs: event.delays[delay] }]),
];
const endShown = (args: Args): boolean => due('exam.shown')(args) && args.context.examOver;
const leavesEnd = ({ context, event }: Args): boolean =>
  context.examOver && event.type === 'patient.ready' && ['done', 'skipped', 'failed'].includes(event.step);

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
      {
        description: 'no answer, somebody must see him',
        guard: (args) => unanswered(args) && callsAgain(args),
        actions: [...callAgain, ...rearmWatch],
      },
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
      { guard: (args) => due('hold.over')(args) && args.context.hold !== null, actions: holdOver },
      {
        guard: (args) => due('sentence.over')(args) && args.context.sentence !== null,
        actions: sentenceOver,
      },
      { guard: (args) => due('unread.due')(args) && someUnread(args), actions: unreadLate },
    ],
    'patient.mediaConsent': { guard: mayConsentToMedia, actions: noteMediaConsent },
    'patient.third': { guard: maySayThird, actions: noteThird },
    'patient.consent': {
      description: 'takes it back',
      guard: takesBack,
      target: '.abandoned',
      actions: takeBack,
    },
    'doctor.askThird': { guard: mayAskThird, actions: askThird },
    'patient.helper': { guard: otherHelper, actions: noteHelper },
    'doctor.helper': { guard: (args) => doctorIsHere(args) && otherHelper(args), actions: noteHelper },
    'patient.sentenceShown': { guard: firstShown, actions: shown },
    'patient.sentenceRead': { guard: mayRead, actions: read },
    'doctor.checkIdentity': { guard: mayCheckIdentity, actions: noteIdentityCheck },
    'doctor.hold': { guard: mayHold, actions: hold },
    'doctor.say': { guard: doctorIsHere, actions: say },
    'doctor.keepOn': { guard: mayKeepOn, actions: keepOn },
    'doctor.chooseUnit': { guard: mayChooseUnit, actions: chooseUnit },
    'doctor.entered': { guard: mayEnter, actions: enter },
    'doctor.readPrepared': { guard: mayReadPrepared, actions: readPrepared },
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
    handhelds: { guard: surroundingsDiffer, actions: noteSurroundings },
    'media.inputs': { guard: surroundingsDiffer, actions: noteSurroundings },
    'selftest.closed': { guard: surroundingsDiffer, actions: noteSurroundings },
    'instrument.units': { guard: surroundingsDiffer, actions: noteSurroundings },
    'exam.over': { actions: [keepResults, raiseExtreme] },
    'document.received': { guard: mayTake, actions: [...take, ...rearmWatch] },
    'patient.document': [
      { description: 'on paper', guard: wantsPaper, actions: [...beginPrint, ...rearmWatch] },
      { description: 'only shown', guard: wantsNoPaper, actions: [...showOnly, ...rearmWatch] },
      {
        description: 'has read what became of it',
        guard: readsOutcome,
        actions: [outcomeRead, ...rearmWatch],
      },
    ],
    'doctor.print': { guard: wantsPaper, actions: beginPrint },
    'print.trouble': { guard: otherTrouble, actions: noteTrouble },
    'print.over': { guard: isPrinting, actions: [...printOver, ...rearmWatch] },
    'doctor.writeNote': [
      {
        description: 'the first: may others read it?',
        guard: firstOfNote,
        actions: [...writeNote, ...askOfNote],
      },
      { guard: mayWriteNote, actions: writeNote },
    ],
    'doctor.writeSummary': { guard: mayWriteSummary, actions: writeSummary },
    'doctor.askShare': { guard: mayAskShare, actions: askShare },
    'doctor.lookEarlier': { guard: mayLook, actions: lookEarlier },
    'patient.share': { guard: mayShare, actions: [noteShare, ...rearmWatch] },
    'earlier.answer': { guard: isAwaited, actions: takeAnswer },
    'core.restarted': { actions: [...restarted, ...printsLost, stopLooking, ...doctorUnsure] },
  },
  states: {
    idle: {
      on: {
        'patient.begin': {
          target: 'welcome',
          actions: [
            closeCall('interrupted'),
            closePrepared,
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
        'doctor.claimed': [
          { description: 'comes back to what he reads', guard: mayResume, actions: seatDoctor },
          {
            description: 'reads what somebody left',
            guard: mayOpenPrepared,
            actions: [...seatDoctor, openPrepared],
          },
        ],
        'doctor.released': { guard: holdsClaim, actions: [closeCall('released'), closePrepared] },
        'doctor.end': {
          guard: ({ context }) => context.doctor !== null,
          actions: [closeCall('ended'), closePrepared],
        },
        deadline: {
          description: 'lease over',
          guard: (args) => due('lease.over')(args) && leaseRuns(args),
          actions: [closeCall('lease-expired'), closePrepared],
        },
        // There is nobody whom they could be for.
        'doctor.helper': {},
        'doctor.hold': {},
        'doctor.say': {},
        'doctor.keepOn': {},
        'doctor.chooseUnit': {},
        'doctor.entered': {},
        'visit.interrupted': [
          {
            description: 'unreadable state, visit already over',
            guard: ({ event }) => event.over,
            target: 'cleaning',
            actions: [...comeBack, ...printsLost],
          },
          {
            description: 'unreadable state',
            target: 'interrupted',
            actions: [...comeBack, ...printsLost],
          },
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
            target: 'details',
            actions: [
              update(({ event }) =>
                event.type === 'patient.identified'
                  ? { identity: event.identity, details: [], draft: null }
                  : {},
              ),
              records(({ context }) =>
                context.identity === null ? [] : [record('identity.given', { identity: context.identity })],
              ),
            ],
          },
          { actions: [update(() => ({ identifyError: 'unknown-code' })), ...rearmWatch] },
        ],
        'patient.draft': { actions: [noteDraft, ...rearmWatch] },
        'patient.back': 'language',
      },
    },
    details: {
      entry: watch('idleAskMs'),
      exit: unwatch,
      on: {
        'patient.detail': [
          { description: 'the last of them', guard: isLastDetail, target: 'consent', actions: noteDetail },
          { guard: isAskedDetail, actions: [...noteDetail, ...rearmWatch] },
        ],
        'patient.back': [
          {
            description: 'the question before',
            guard: ({ context }) => context.details.length > 0,
            actions: [detailBack, ...rearmWatch],
          },
          { target: 'identify' },
        ],
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
            target: 'redFlags',
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
        'patient.back': { target: 'details', actions: detailBack },
      },
    },
    redFlags: {
      entry: watch('idleAskMs'),
      exit: unwatch,
      on: {
        'patient.redFlag': [
          {
            description: 'yes: somebody must see him now',
            guard: isYes,
            target: 'waiting',
            actions: [...noteFlag, ...raise('red-flag')],
          },
          { description: 'nothing of it', guard: isLastFlag, target: 'waiting', actions: noteFlag },
          { guard: isAskedFlag, actions: [...noteFlag, ...rearmWatch] },
        ],
        'patient.back': [
          {
            description: 'the question before',
            guard: ({ context }) => context.redFlags.length > 0,
            actions: [flagBack, ...rearmWatch],
          },
          { target: 'consent' },
        ],
      },
    },
    waiting: {
      entry: [
        ...watch('waitingAskMs'),
        update(({ context, event }) => ({ waitingSince: context.waitingSince ?? event.at.wall })),
      ],
      exit: unwatch,
      on: {
        'doctor.claimed': { target: 'inCall', actions: seatDoctor },
        'patient.waitOn': { guard: mayWaitOn, actions: [waitOn, ...rearmWatch] },
        'patient.startExam': { guard: mayBeginAlone, target: 'alone', actions: beginAlone },
        'patient.readLater': {
          guard: ({ context }) => mayBeReadLater(context),
          target: 'goodbye',
          actions: leaveToRead,
        },
      },
    },
    alone: {
      entry: notOver,
      exit: [notOver, effects(() => [{ type: 'deadline.clear', name: 'exam.shown' }])],
      on: {
        'exam.over': [
          {
            description: 'exam cancelled',
            guard: ({ event }) => event.result === 'cancelled',
            target: 'waiting',
            actions: [keepResults, raiseExtreme],
          },
          { actions: [keepResults, raiseExtreme, ...showEnd('examShownMs')] },
        ],
        // The doctor finds the patient in the middle of it and goes on with him.
        'doctor.claimed': [
          {
            description: 'exam over',
            guard: ({ context }) => context.examOver,
            target: 'inCall',
            actions: seatDoctor,
          },
          { description: 'exam goes on', target: 'exam', actions: seatDoctor },
        ],
        'patient.ready': { guard: leavesEnd, target: 'waiting' },
        deadline: {
          description: 'end of exam shown',
          guard: endShown,
          target: 'waiting',
        },
      },
    },
    inCall: {
      on: {
        'doctor.startExam': { guard: mayBeginExam, target: 'exam', actions: beginExam },
        'doctor.repeatExam': { guard: mayBeginExam, target: 'exam', actions: beginExam },
        'doctor.startQuickSet': { guard: mayStartQuick, target: 'exam', actions: startQuick },
      },
    },
    exam: {
      entry: notOver,
      exit: [notOver, effects(() => [{ type: 'deadline.clear', name: 'exam.shown' }])],
      on: {
        'exam.over': [
          {
            description: 'cancelled, another of the quick set',
            guard: (args) => args.event.result === 'cancelled' && hasNext(args),
            target: 'exam',
            reenter: true,
            actions: [keepResults, nextQuick],
          },
          {
            description: 'exam cancelled',
            guard: ({ event }) => event.result === 'cancelled',
            target: 'inCall',
            actions: [keepResults, endQuick],
          },
          {
            description: 'another of the quick set',
            guard: hasNext,
            actions: [keepResults, noteQuick, ...showEnd('quickShownMs')],
          },
          { actions: [keepResults, endQuick, ...showEnd('examShownMs')] },
        ],
        'doctor.startExam': {
          guard: (args) => args.context.examOver && mayBeginExam(args),
          target: 'exam',
          reenter: true,
          actions: [stopQuick, ...beginExam],
        },
        'doctor.repeatExam': {
          guard: (args) => args.context.examOver && mayBeginExam(args),
          target: 'exam',
          reenter: true,
          actions: [stopQuick, ...beginExam],
        },
        'doctor.startQuickSet': {
          guard: (args) => args.context.examOver && mayStartQuick(args),
          target: 'exam',
          reenter: true,
          actions: startQuick,
        },
        'doctor.stopQuickSet': { guard: inQuick, actions: stopQuick },
        'patient.ready': [
          {
            description: 'next of the quick set',
            guard: (args) => leavesEnd(args) && hasNext(args),
            target: 'exam',
            reenter: true,
            actions: nextQuick,
          },
          { guard: leavesEnd, target: 'inCall', actions: endQuick },
        ],
        deadline: [
          {
            description: 'share of the quick set over',
            guard: (args) => due('quick.share')(args) && inQuick(args) && !args.context.examOver,
            actions: outOfTime,
          },
          {
            description: 'next of the quick set',
            guard: (args) => endShown(args) && hasNext(args),
            target: 'exam',
            reenter: true,
            actions: nextQuick,
          },
          { description: 'end of exam shown', guard: endShown, target: 'inCall', actions: endQuick },
        ],
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
        // The screen shows no document any more, and there is nothing left to take back.
        'patient.document': {},
        'patient.consent': {},
        deadline: { description: 'goodbye.end', guard: due('goodbye.end'), target: 'cleaning' },
      },
    },
    abandoned: {
      entry: [
        closeCall('abandoned'),
        stopExam,
        stopPrints,
        effects(({ event }) => [
          { type: 'deadline.set', name: 'goodbye.end', inMs: event.delays.abandonedMs },
        ]),
      ],
      exit: effects(() => [{ type: 'deadline.clear', name: 'goodbye.end' }]),
      on: {
        'patient.finish': 'cleaning',
        'patient.leave': 'cleaning',
        'patient.document': {},
        'patient.consent': {},
        deadline: { description: 'goodbye.end', guard: due('goodbye.end'), target: 'cleaning' },
      },
    },
    interrupted: {
      entry: [update(() => ({ resumed: true })), ...watch('waitingAskMs')],
      exit: unwatch,
      on: {
        'patient.stillHere': [
          {
            description: 'goes on, danger signs not asked yet',
            guard: (args) =>
              args.context.consent === true && args.context.identity !== null && flagsLeft(args),
            target: 'redFlags',
          },
          {
            description: 'goes on, consent given before',
            guard: ({ context }) => context.consent === true && context.identity !== null,
            target: 'waiting',
          },
          {
            description: 'goes on, not all of it said yet',
            guard: (args) => args.context.identity !== null && detailsLeft(args),
            target: 'details',
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
      entry: [...endPrints, ...wipe],
      on: {
        'cleaning.done': {
          target: 'idle',
          actions: [
            records(({ event }) =>
              event.type === 'cleaning.done'
                ? [record('cleaning.cleared', { by: event.by ?? 'screen' })]
                : [],
            ),
            forget,
          ],
        },
        'patient.leave': {},
        'patient.help': {
          guard: ({ context }) => !context.helpRequested,
          actions: [update(() => ({ helpRequested: true })), records(() => [record('help.requested', {})])],
        },
      },
    },
  },
});
