/**
 * The shared machine of instruments that send numbers all the time: questions → prepare → position → connect →
 * measure → judge → (repeat) → done, skipped or failed. What differs is in the exam's `StreamSpec`.
 */
import type { CabinetEvent, Reading, Refused, Trouble } from '../contract.ts';
import type { Delays } from '../delays.ts';
import { record } from '../records.ts';
import {
  type Args,
  arm,
  base,
  because,
  becauseStopped,
  becauseTrouble,
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
  records,
  refuse,
  reopening,
  troubleOf,
  update,
  want,
} from './actions.ts';
import { type ExamContext, startContext } from './context.ts';
import type { AskedFirst } from './declaration.ts';
import { instrumentTrouble } from './instrument-trouble.ts';
import { questionsState } from './questions.ts';
import { EMPTY_WINDOW, type Window } from './window.ts';

/** Which limit is passed, and on which side; the exam's own words. */
export type Verdict =
  | { readonly kind: 'accept'; readonly extremes: readonly string[]; readonly confirmed: readonly string[] }
  | { readonly kind: 'repeat'; readonly reason: Trouble; readonly extremes: readonly string[] }
  | { readonly kind: 'refuse'; readonly reason: 'implausible' };

/** What an instrument said in one second, as far as the machine itself looks at it. */
export interface Sensed {
  readonly at: CabinetEvent['at'];
  /** null: the sensor is in place, measuring may begin. */
  readonly contactTrouble: Trouble | null;
  /** Nobody touches the sensor. */
  readonly off: boolean;
  readonly freshIds: readonly string[];
}

export interface StreamSpec {
  readonly id: string;
  /** Carries the seconds of its instrument. */
  readonly event: 'instrument.second' | 'instrument.value';
  readonly questions: readonly AskedFirst[];
  /** Tries that end in a reading or in a refusal. */
  readonly attempts: number;
  /** null: not a second of this exam's instrument. */
  readonly sense: (event: CabinetEvent) => Sensed | null;
  /** Grows the window by this second. */
  readonly grow: (context: ExamContext, event: CabinetEvent, delays: Delays) => Partial<Window>;
  readonly verdict: (context: ExamContext) => Verdict;
  /** Of the accepted window; the ids of the second that completed it. */
  readonly readings: (
    context: ExamContext,
    ids: readonly string[],
    confirmed: readonly string[],
  ) => Reading[];
  /** Between two readings that must agree the sensor comes off: what to tell who has not done it. */
  readonly offBetween: Trouble | null;
  /** With these readings, first the newest: is that enough, or is one more measurement asked for? */
  readonly complete: (results: readonly Reading[]) => boolean;
  /** What a refused try had measured all the same. */
  readonly refusedValues: (context: ExamContext) => Pick<Refused, 'spo2' | 'pulse' | 'values' | 'exam'>;
  /** Bounds one try at measuring. */
  readonly measureDelay: keyof Delays;
}

export function streamExam(spec: StreamSpec) {
  const { verdict } = spec;
  const sensed = ({ event }: Args) =>
    event.type === 'exam.begin' || event.type === 'exam.stop' ? null : spec.sense(event);
  const streaming = (context: ExamContext): boolean => isStreaming(context.instrument);
  const isOld = ({ context, event }: Args): boolean => {
    const second = sensed({ context, event });
    return second !== null && context.lastSecondAt !== null && second.at.mono <= context.lastSecondAt;
  };
  /** This second is of this exam's instrument, and the instrument is known to stream. */
  const heard = (args: Args): boolean => sensed(args) !== null && streaming(args.context) && !isOld(args);
  const mayRetry = ({ context }: Args): boolean => context.attempt < spec.attempts;

  const secondChange = ({ context, event }: Args): Partial<ExamContext> =>
    event.type === 'exam.begin' || event.type === 'exam.stop' ? {} : spec.grow(context, event, event.delays);
  /** In connect nothing is measured yet: a second only says whether the sensor is in place. */
  const contactChange = (args: Args): Partial<ExamContext> => {
    const wasOff = args.context.wasOff || sensed(args)?.off === true;
    const trouble = sensed(args)?.contactTrouble ?? (wasOff ? args.context.trouble : spec.offBetween);
    return { wasOff, trouble };
  };
  const mayMeasure = (args: Args): boolean =>
    heard(args) && sensed(args)?.contactTrouble === null && (args.context.wasOff || spec.offBetween === null);
  const tellsContact = (args: Args): boolean => {
    const { trouble, wasOff } = contactChange(args);
    return heard(args) && (trouble !== args.context.trouble || wasOff !== args.context.wasOff);
  };
  const instrumentChange = (args: Args): Partial<ExamContext> => ({
    instrument: nextInstrument(args),
    trouble: troubleOf(args),
    ...EMPTY_WINDOW,
  });

  const give = (reasonOf: (context: ExamContext) => Trouble) => [
    ...refuse(({ context }) => ({ reason: reasonOf(context), ...spec.refusedValues(context) })),
    // Judged before the window goes.
    update(({ context }) => {
      const judged = context.trouble === 'extreme' ? verdict(context) : null;
      const seen = judged?.kind === 'repeat' ? judged.extremes : [];
      return { extremesSeen: [...new Set([...context.extremesSeen, ...seen])], ...EMPTY_WINDOW };
    }),
  ];
  const giveUp = give((context) => context.trouble ?? 'timeout');
  const judgedReason = (context: ExamContext): Trouble => {
    const judged = verdict(context);
    return judged.kind === 'accept' ? 'unstable' : judged.reason;
  };
  const accepts = ({ context }: Args): boolean => verdict(context).kind === 'accept';
  const newest = ({ context, event }: Args): Reading[] => {
    const judged = verdict(context);
    const ids = sensed({ context, event })?.freshIds ?? [];
    return judged.kind === 'accept' ? spec.readings(context, ids, judged.confirmed) : [];
  };
  /** Guarded by `ripe`, so a window, an instrument and fresh ids are there. */
  const accept = [
    records((args) => [
      record('reading.accepted', {
        exam: args.context.exam,
        attempt: args.context.attempt,
        readings: newest(args),
        window: [...args.context.window],
      }),
    ]),
    update((args) => {
      const judged = verdict(args.context);
      const extremes = judged.kind === 'accept' ? judged.extremes : [];
      return {
        results: [...newest(args), ...args.context.results],
        extremesSeen: [...new Set([...args.context.extremesSeen, ...extremes])],
        trouble: null,
        wasOff: false,
        ripe: false,
      };
    }),
  ];
  const completes = (args: Args): boolean =>
    accepts(args) && spec.complete([...newest(args), ...args.context.results]);

  /** On entering a step that needs the instrument: its state now, not the trouble of the step before. */
  const lookAtInstrument = update(({ context }) => ({
    trouble: instrumentTrouble(
      context.instrument,
      context.instrument,
      context.trouble === 'unplugged' ? 'unplugged' : null,
    ),
  }));
  /** Nothing measured before a restart goes on; the instrument is opened anew. */
  const afterRestart = update(({ context }) => ({
    ...EMPTY_WINDOW,
    trouble: null,
    instrument: reopening(context.instrument),
  }));
  /** The doctor wants it again: tries count from one, what was refused stays told. */
  const startOver = update(() => ({
    attempt: 1,
    trouble: null,
    wasOff: true,
    results: [],
    endReason: null,
    ...EMPTY_WINDOW,
  }));
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
      'doctor.repeatExam': { target: '.position', reenter: true, actions: startOver },
      'exam.stop': { target: '.cancelled', actions: becauseStopped },
      'instrument.state': { guard: otherInstrument, actions: noteInstrument },
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
        exit: disarm('position'),
        on: {
          'patient.ready': { guard: readyOn('position'), target: 'connect' },
          'doctor.skipStep': 'connect',
          'instrument.state': { guard: otherInstrument, actions: follow('position', instrumentChange) },
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
        entry: [lookAtInstrument, ...arm('connect', 'connectMs'), noteStep('connect')],
        exit: disarm('connect'),
        on: {
          'doctor.skipStep': skipped,
          'instrument.state': { guard: otherInstrument, actions: follow('connect', instrumentChange) },
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
          'instrument.state': {
            guard: otherInstrument,
            actions: [
              ...follow('measure', instrumentChange),
              // Plugged again: a fresh window deserves the whole time for it.
              effects(({ event }) =>
                event.type === 'instrument.state' && event.state === 'streaming'
                  ? [{ type: 'deadline.set', name: 'exam.measure', inMs: event.delays[spec.measureDelay] }]
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
