/** What the steps of an exam that takes media do and look at, made from its `CaptureSpec`. */
import type { CaptureFailure, MediaTarget, Medium, Trouble } from '../contract.ts';
import { record } from '../records.ts';
import {
  type Args,
  effects,
  isStreaming,
  nextInstrument,
  records,
  reopening,
  troubleOf,
  update,
} from './actions.ts';
import type { CaptureContext } from './capture-context.ts';
import { type CaptureSpec, withGroup } from './capture-spec.ts';
import type { ExamContext } from './context.ts';
import { instrumentTrouble } from './instrument-trouble.ts';
import type { EndReason } from './reasons.ts';

const FAILURE_TROUBLE: Readonly<Record<CaptureFailure, Trouble>> = {
  'no-device': 'unplugged',
  'no-picture': 'no-picture',
  'too-large': 'no-picture',
  'broken-upload': 'no-picture',
  'took-too-long': 'timeout',
  'screen-lost': 'stopped',
};

/** Beside the length of a clip: until it is with the core. */
const handOver = ({ event }: Args): number => event.delays.captureMs;

type Act = ReturnType<typeof update> | ReturnType<typeof records>;

export function captureActions(spec: CaptureSpec) {
  const mediaOf = ({ media }: ExamContext): CaptureContext => {
    if (media === null) throw new Error(`${spec.id} without its media`);
    return media;
  };
  const change = (make: (args: Args) => Partial<CaptureContext>) =>
    update((args) => ({ media: { ...mediaOf(args.context), ...make(args) } }));

  // --- targets ---

  const all = spec.groups.flat();
  const aimed = ({ event }: Args): MediaTarget | null =>
    event.type === 'doctor.target' && all.includes(event.target) ? event.target : null;
  const isAimed = (args: Args): boolean => aimed(args) !== null;
  const aim = [
    change((args) => {
      const media = mediaOf(args.context);
      const target = aimed(args) ?? media.target;
      return {
        target,
        chosen: true,
        order: withGroup(spec, media.order, target),
        settled: media.settled.filter((one) => one !== target),
        toJudge: null,
      };
    }),
    update(() => ({ attempt: 1, trouble: null })),
  ];
  /** The answers say with which one it begins, unless the doctor did. */
  const aimByAnswers = change(({ context }) => {
    if (mediaOf(context).chosen) return {};
    const order = [...spec.order(context.answers)];
    return { order, target: order[0] ?? mediaOf(context).target };
  });
  const upcoming = ({ order, settled, target }: CaptureContext): MediaTarget | null => {
    const left = order.filter((one) => one !== target && !settled.includes(one));
    // What comes after the present one first: a pair is examined as a pair.
    return left.find((one) => order.indexOf(one) > order.indexOf(target)) ?? left[0] ?? null;
  };
  const hasNext = ({ context }: Args): boolean => upcoming(mediaOf(context)) !== null;
  const hasMedia = ({ context }: Args): boolean => mediaOf(context).media.length > 0;
  const settle = [
    change(({ context }) => {
      const media = mediaOf(context);
      const { target, settled } = media;
      return {
        settled: [...new Set([...settled, target])],
        target: upcoming(media) ?? target,
        toJudge: null,
      };
    }),
    update(() => ({ attempt: 1, trouble: null })),
  ];
  /** This target is settled, one way or the other: the next one, or the end with or without anything taken. */
  const onwards = (how: {
    readonly description: string;
    readonly guard?: (args: Args) => boolean;
    readonly actions?: readonly Act[];
    /** Absent: something was surely taken. */
    readonly nothing?: {
      readonly end: 'skipped' | 'failed';
      readonly reason: (context: ExamContext) => EndReason;
    };
  }) => {
    const { description, guard = () => true, actions = [], nothing } = how;
    return [
      {
        description: `${description}, next`,
        guard: (args: Args) => guard(args) && hasNext(args),
        target: 'position' as const,
        reenter: true,
        actions: [...actions, ...settle],
      },
      {
        description: `${description}, done`,
        guard: (args: Args) => guard(args) && hasMedia(args),
        target: 'done' as const,
        actions: [
          ...actions,
          ...settle,
          update(() => ({ endReason: 'measured', progress: 1, trouble: null })),
        ],
      },
      ...(nothing === undefined
        ? []
        : [
            {
              description: `${description}, nothing taken`,
              guard,
              target: nothing.end,
              actions: [
                ...actions,
                update(({ context }) => ({ endReason: nothing.reason(context), trouble: null })),
              ],
            },
          ]),
    ];
  };
  /** Nobody does anything any more: what was taken stays. */
  const nobody = (due: (args: Args) => boolean) => [
    {
      description: 'time over, something taken',
      guard: (args: Args) => due(args) && hasMedia(args),
      target: 'done' as const,
      actions: update(() => ({ endReason: 'timeout', trouble: null })),
    },
    {
      description: 'time over',
      guard: due,
      target: 'failed' as const,
      actions: update(({ context }) => ({ endReason: context.trouble ?? 'timeout' })),
    },
  ];

  // --- taking ---

  const asked = ({ event }: Args): string | null => {
    if (event.type === 'doctor.capture') return event.capture;
    return event.type === 'shutter.pressed' && spec.shutter ? event.capture : null;
  };
  const mayCapture = (args: Args): boolean => {
    const capture = asked(args);
    return (
      capture !== null &&
      isStreaming(args.context.instrument) &&
      !mediaOf(args.context).used.includes(capture)
    );
  };
  const capture = [
    effects((args) => {
      const id = asked(args);
      const { need, kind, forMs } = spec;
      return id === null ? [] : [{ type: 'media.capture', capture: id, need, kind, forMs }];
    }),
    change((args) => {
      const id = asked(args);
      if (id === null) return {};
      const until = args.event.at.mono + (spec.forMs ?? 0);
      return {
        capturing: { capture: id, kind: spec.kind, until },
        used: [...mediaOf(args.context).used, id],
        toJudge: null,
      };
    }),
    update(() => ({ trouble: null })),
  ];
  const captureMs = (args: Args): number => (spec.forMs ?? 0) + handOver(args);
  /** Of the capture that runs now; anything else is over or was never ours. */
  const isOurs = ({ context, event }: Args): boolean =>
    (event.type === 'media.captured' || event.type === 'media.failed') &&
    event.capture === mediaOf(context).capturing?.capture;
  const isTaken = (args: Args): boolean =>
    isOurs(args) && args.event.type === 'media.captured' && args.event.taken.kind === spec.kind;
  const cancelUnlessEnded = [
    effects((args) => {
      const { capturing } = mediaOf(args.context);
      return capturing === null || isOurs(args) ? [] : [{ type: 'media.cancel', capture: capturing.capture }];
    }),
    change(() => ({ capturing: null })),
  ];
  const mediumOf = ({ context, event }: Args): Medium | null => {
    if (event.type !== 'media.captured') return null;
    const { taken } = event;
    const quality = spec.judge(taken) === null ? 'good' : 'poor';
    return {
      ...taken,
      exam: context.exam,
      target: mediaOf(context).target,
      quality,
      targetConfirmed: false,
    };
  };
  const keep = [
    records((args) => {
      const medium = mediumOf(args);
      return medium === null ? [] : [record('media.kept', { medium })];
    }),
    update((args) => ({
      trouble: args.event.type === 'media.captured' ? spec.judge(args.event.taken) : args.context.trouble,
    })),
    change((args) => {
      const medium = mediumOf(args);
      if (medium === null) return {};
      return { media: [...mediaOf(args.context).media, medium], toJudge: medium.id };
    }),
  ];

  // --- judging ---

  const mayRetry = ({ context }: Args): boolean => context.attempt < spec.attempts;
  /** Poor, and nothing better of this target is there. */
  const isPoor = ({ context }: Args): boolean => {
    const { media, toJudge, target } = mediaOf(context);
    const mine = media.filter((medium) => medium.target === target);
    return mine.some(({ id }) => id === toJudge) && mine.every(({ quality }) => quality === 'poor');
  };
  /** A try that did not do: journalled, told to both, and its reason stands on the next step. */
  const refuse = (reasonOf: (args: Args) => Trouble, mediumId: (context: ExamContext) => string | null) => [
    records((args) => {
      const { exam, attempt } = args.context;
      const { target } = mediaOf(args.context);
      const reason = reasonOf(args);
      return [record('media.refused', { exam, target, attempt, reason, medium: mediumId(args.context) })];
    }),
    update((args) => {
      const { exam, attempt, refused } = args.context;
      const reason = reasonOf(args);
      const told = { attempt, at: args.event.at, reason, spo2: null, pulse: null, exam };
      const target = mediaOf(args.context).target;
      return { refused: [...refused, { ...told, target }], trouble: reason, endReason: reason };
    }),
  ];
  const refuseTaken = (reasonOf: (args: Args) => Trouble) =>
    refuse(reasonOf, (context) => mediaOf(context).toJudge);
  const reject = [
    ...refuse(
      ({ event }) => (event.type === 'doctor.judgeMedia' ? (event.why ?? 'again') : 'again'),
      (context) => mediaOf(context).toJudge,
    ),
    change(() => ({ toJudge: null })),
  ];
  const refuseNothing = (reasonOf: (args: Args) => Trouble) => refuse(reasonOf, () => null);
  const failureOf = ({ event }: Args): Trouble =>
    event.type === 'media.failed' ? FAILURE_TROUBLE[event.reason] : 'no-picture';
  const nextAttempt = update(({ context }) => ({ attempt: context.attempt + 1 }));

  /** The doctor's word on one that was taken in this exam. */
  const judged = ({ context, event }: Args): Medium | null => {
    if (event.type !== 'doctor.judgeMedia') return null;
    const medium = mediaOf(context).media.find(({ id }) => id === event.medium);
    if (medium === undefined || !event.accept || event.target === undefined) return medium ?? null;
    return all.includes(event.target) ? { ...medium, target: event.target, targetConfirmed: true } : null;
  };
  const isJudged = (args: Args): boolean => judged(args) !== null;
  const isAwaited = (args: Args): boolean => {
    const { media, target } = mediaOf(args.context);
    return isJudged(args) && media.some((one) => one.id === judged(args)?.id && one.target === target);
  };
  const accepts = (args: Args): boolean =>
    isAwaited(args) && args.event.type === 'doctor.judgeMedia' && args.event.accept;
  /** It is good, and shows what the patient was asked for, as far as the doctor said. */
  const acceptsTarget = (args: Args): boolean =>
    accepts(args) && judged(args)?.target === mediaOf(args.context).target;
  const noteWord = [
    records((args) => {
      const medium = judged(args);
      if (medium === null || args.event.type !== 'doctor.judgeMedia') return [];
      const { id, target, targetConfirmed } = medium;
      const { accept } = args.event;
      return [
        record('media.judged', { exam: args.context.exam, medium: id, accept, target, targetConfirmed }),
      ];
    }),
    change((args) => {
      const medium = judged(args);
      const { media } = mediaOf(args.context);
      return medium === null ? {} : { media: media.map((one) => (one.id === medium.id ? medium : one)) };
    }),
  ];
  /** The other ear was shown: that one is done, and this one still to do. */
  const settleShown = [
    change((args) => {
      const shown = judged(args)?.target;
      const { settled } = mediaOf(args.context);
      return { settled: shown === undefined ? settled : [...new Set([...settled, shown])], toJudge: null };
    }),
    ...refuse(
      () => 'wrong-side',
      () => null,
    ),
  ];

  // --- the device, and coming back ---

  const deviceChange = (args: Args): Partial<ExamContext> => ({
    instrument: nextInstrument(args),
    trouble: troubleOf(args),
  });
  const deviceLost = (args: Args): boolean => !isStreaming(nextInstrument(args));
  const lookAtDevice = update(({ context }) => ({
    trouble: instrumentTrouble(context.instrument, context.instrument, context.trouble),
  }));
  /** The screen tells its devices anew. */
  const afterRestart = update(({ context }) => ({ instrument: reopening(context.instrument) }));
  /** The doctor wants it again: targets and tries count from the first, what was taken stays. */
  const startOver = [
    change(({ context, event }) => {
      const { order, target: present } = mediaOf(context);
      const wanted = event.type === 'doctor.repeatExam' ? event.target : undefined;
      return {
        settled: [],
        order: wanted === undefined ? order : withGroup(spec, order, wanted),
        target: wanted ?? order[0] ?? present,
        chosen: wanted !== undefined,
        toJudge: null,
      };
    }),
    update(() => ({ attempt: 1, trouble: null, endReason: null, progress: 0 })),
  ];

  const preparedAll = ({ context }: Args): boolean =>
    mediaOf(context).prepared + 1 >= spec.preparations.length;
  const prepareNext = change(({ context }) => ({ prepared: mediaOf(context).prepared + 1 }));

  return {
    isAimed,
    aim,
    aimByAnswers,
    onwards,
    nobody,
    mayCapture,
    capture,
    captureMs,
    isOurs,
    isTaken,
    cancelUnlessEnded,
    keep,
    mayRetry,
    isPoor,
    refuseTaken,
    refuseNothing,
    failureOf,
    nextAttempt,
    isJudged,
    isAwaited,
    accepts,
    acceptsTarget,
    reject,
    noteWord,
    settleShown,
    deviceChange,
    deviceLost,
    lookAtDevice,
    afterRestart,
    startOver,
    preparedAll,
    prepareNext,
  };
}
