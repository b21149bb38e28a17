/** What the doctor does besides starting exams: hold, sentences, helper, the oximeter kept on, units, entries. */
import type { Effect } from '../contract.ts';
import { record } from '../records.ts';
import { type Args, clear, effects, records, update } from './actions.ts';

/** The doctor is surely there: the one who says it sees what comes of it. */
export const doctorIsHere = ({ context }: Args): boolean => context.doctor?.link === 'live';

// --- "please wait" ---

export const mayHold = (args: Args): boolean =>
  args.event.type === 'doctor.hold' && doctorIsHere(args) && args.event.on !== (args.context.hold !== null);
export const hold = [
  records(({ event }: Args) =>
    event.type === 'doctor.hold' ? [record('hold', { on: event.on, because: 'doctor' })] : [],
  ),
  effects(({ event }) =>
    event.type === 'doctor.hold' && event.on
      ? [{ type: 'deadline.set', name: 'hold.over', inMs: event.delays.holdMs }]
      : clear('hold.over'),
  ),
  update(({ event }) => ({
    hold: event.type === 'doctor.hold' && event.on ? { until: event.at.mono + event.delays.holdMs } : null,
  })),
];
export const holdOver = [
  records(() => [record('hold', { on: false, because: 'time-over' })]),
  update(() => ({ hold: null })),
];

// --- a sentence on the screen ---

export const say = [
  records(({ event }: Args) =>
    event.type === 'doctor.say' ? [record('sentence.said', { id: event.id, sentence: event.sentence })] : [],
  ),
  effects(({ event }) => [{ type: 'deadline.set', name: 'sentence.over', inMs: event.delays.sentenceMs }]),
  update(({ event }) =>
    event.type === 'doctor.say' ? { sentence: { id: event.id, sentence: event.sentence, shown: null } } : {},
  ),
];
const isShown = ({ context, event }: Args): boolean => 'id' in event && context.sentence?.id === event.id;
/** Told once of each sentence. */
export const firstShown = (args: Args): boolean => isShown(args) && args.context.sentence?.shown === null;
export const shown = [
  records(({ event }: Args) =>
    event.type === 'patient.sentenceShown'
      ? [record('sentence.shown', { id: event.id, spoken: event.spoken })]
      : [],
  ),
  update(({ context, event }) =>
    event.type === 'patient.sentenceShown'
      ? { sentence: context.sentence && { ...context.sentence, shown: { spoken: event.spoken } } }
      : {},
  ),
];
export const mayRead = isShown;
export const read = [
  records(({ event }: Args) =>
    event.type === 'patient.sentenceRead' ? [record('sentence.read', { id: event.id })] : [],
  ),
  effects(() => clear('sentence.over')),
  update(() => ({ sentence: null })),
];
export const sentenceOver = update(() => ({ sentence: null }));

// --- who helps ---

export const otherHelper = ({ context, event }: Args): boolean =>
  'helper' in event && context.visit !== null && event.helper !== context.helper;
export const noteHelper = [
  records(({ event }: Args) =>
    event.type === 'patient.helper' || event.type === 'doctor.helper'
      ? [
          record('helper.present', {
            helper: event.helper,
            by: event.type === 'doctor.helper' ? 'doctor' : 'patient',
          }),
        ]
      : [],
  ),
  update(({ event }) => ('helper' in event ? { helper: event.helper } : {})),
];

// --- the oximeter for the whole call ---

export const mayKeepOn = (args: Args): boolean =>
  args.event.type === 'doctor.keepOn' && doctorIsHere(args) && args.event.on !== args.context.keepOn;
/** Wanted here; the composition keeps exams from releasing it, and releases it in the end. */
export const keepOn = [
  records(({ event }: Args) => (event.type === 'doctor.keepOn' ? [record('keep-on', { on: event.on })] : [])),
  effects(({ event }): Effect[] =>
    event.type === 'doctor.keepOn' && event.on ? [{ type: 'instrument.want', capability: 'oximetry' }] : [],
  ),
  update(({ event }) => (event.type === 'doctor.keepOn' ? { keepOn: event.on } : {})),
];

// --- which of several instruments ---

export const mayChooseUnit = (args: Args): boolean => {
  const { context, event } = args;
  if (event.type !== 'doctor.chooseUnit' || !doctorIsHere(args)) return false;
  if ((context.chosen[event.capability] ?? null) === event.unit) return false;
  const units = context.units[event.capability] ?? [];
  return event.unit === null || units.some(({ unit }) => unit === event.unit);
};
export const chooseUnit = [
  records(({ context, event }: Args) => {
    if (event.type !== 'doctor.chooseUnit') return [];
    const { capability } = event;
    const unit = context.units[capability]?.find((one) => one.unit === event.unit) ?? null;
    return [record('unit.chosen', { capability, unit })];
  }),
  effects(({ event }): Effect[] => {
    if (event.type !== 'doctor.chooseUnit') return [];
    const { capability, unit } = event;
    const choose: Effect = { type: 'instrument.choose', capability, unit };
    return capability === 'blood-pressure' ? [{ type: 'cuff.stop' }, choose] : [choose];
  }),
  update(({ context, event }) => {
    if (event.type !== 'doctor.chooseUnit') return {};
    const { [event.capability]: _, ...others } = context.chosen;
    return { chosen: event.unit === null ? others : { ...others, [event.capability]: event.unit } };
  }),
];

// --- what the doctor enters ---

/** A visit holds no more; a correction counts too. */
const MOST_ENTRIES = 200;

export const mayEnter = (args: Args): boolean => {
  const { context, event } = args;
  if (event.type !== 'doctor.entered' || !doctorIsHere(args)) return false;
  const { entered } = context;
  if (entered.length >= MOST_ENTRIES || entered.some(({ id }) => id === `urn:uuid:${event.entry}`))
    return false;
  const standing = entered.findLast(({ item }) => item === event.entered.item);
  // A correction names what it replaces, so that two doctors cannot both correct the same entry.
  return (standing?.id ?? null) === event.replaces;
};
export const enter = [
  update(({ context, event }: Args) =>
    event.type === 'doctor.entered' && context.doctor !== null
      ? {
          entered: [
            ...context.entered,
            {
              ...event.entered,
              id: `urn:uuid:${event.entry}`,
              by: { id: context.doctor.id, name: context.doctor.name },
              at: event.at,
              replaces: event.replaces,
            },
          ],
        }
      : {},
  ),
  records(({ context }) => {
    const entry = context.entered.at(-1);
    return entry === undefined ? [] : [record('value.entered', entry)];
  }),
];
