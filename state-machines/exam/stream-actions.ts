/** What the steps of a stream exam do and look at, made from its `StreamSpec`. */
import type { Reading, Trouble } from '../contract.ts';
import { record } from '../records.ts';
import {
  type Args,
  isStreaming,
  nextInstrument,
  records,
  refuse,
  reopening,
  troubleOf,
  update,
} from './actions.ts';
import type { ExamContext } from './context.ts';
import { instrumentTrouble } from './instrument-trouble.ts';
import type { StreamSpec } from './stream-spec.ts';
import { EMPTY_WINDOW } from './window.ts';

const keep = (results: readonly Reading[]) => results;

export function streamActions(spec: StreamSpec) {
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
    return judged.kind === 'accept' ? spec.readings(context, ids, judged.confirmed, event.helper) : [];
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
        results: [...(spec.first ?? keep)([...newest(args), ...args.context.results])],
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

  return {
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
  };
}
