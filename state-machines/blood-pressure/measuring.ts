/** Measuring and judging a pressure: the two steps in which the cuff matters. */
import {
  type Args,
  arm,
  armFor,
  base,
  because,
  disarm,
  due,
  nextInstrument,
  noteInstrument,
  noteStep,
  otherInstrument,
  update,
} from '../exam/actions.ts';
import {
  accept,
  accepts,
  afterRestart,
  completes,
  confirm,
  failureOf,
  giveUp,
  hear,
  instrumentChange,
  isOurs,
  judgedReason,
  mayRetry,
  nextAttempt,
  noteRefusal,
  stopUnlessEnded,
  verdict,
} from './actions.ts';
import { isDriven } from './permission.ts';

export const driven = ({ context }: Args): boolean => context.cuff.kind === 'driven';
const memory = ({ context }: Args): boolean => context.cuff.kind === 'memory';
/** The driven cuff's line is gone or in doubt. */
export const lineLost = (args: Args): boolean => driven(args) && !isDriven(nextInstrument(args));
/** Known by when it came: what was in the memory before never gets here. */
const recorded = (args: Args): boolean => memory(args) && args.event.type === 'memory.record';
const failed = (args: Args): boolean => failureOf(args) !== null;
/** Somebody stopped it: no try of the patient's is used up. */
const wasStopped = (args: Args): boolean => failureOf(args) === 'stopped';
const failure = giveUp((args) => failureOf(args) ?? 'instrument-fault');
const brokenOff = giveUp(() => 'stopped');

export const skipped = { target: 'skipped', actions: because('doctor-skipped') } as const;

/** The cuff moves, or the patient's own one does. */
export const measureState = base.createStateConfig({
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
        description: 'start refused, not for this patient',
        guard: (args) =>
          isOurs(args) && args.event.type === 'cuff.refused' && args.event.reason === 'no-child-mode',
        target: 'failed',
        actions: [...noteRefusal, ...giveUp(() => 'instrument-fault')],
      },
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
});

/** Passes at once, unless a person has to vouch for the time of a result. */
export const judgeState = base.createStateConfig({
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
});
