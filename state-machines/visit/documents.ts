/** Documents of the visit: taken from the doctor, chosen by the patient, printed and followed to their end. */
import type { Effect, JournalRecord } from '../contract.ts';
import { type GivenDocument, type Hand, MOST_DOCUMENTS } from '../documents.ts';
import { record } from '../records.ts';
import { type Args, effects, records, update } from './actions.ts';
import { doctorIsHere } from './doctor-acts.ts';

type Documents = readonly GivenDocument[];

const named = ({ context, event }: Args): GivenDocument | null =>
  'document' in event && typeof event.document === 'string'
    ? (context.documents.find(({ id }) => id === event.document) ?? null)
    : null;
const printed = ({ context, event }: Args): GivenDocument | null =>
  event.type === 'print.trouble' || event.type === 'print.over'
    ? (context.documents.find(({ hand }) => hand.state === 'printing' && hand.print === event.print) ?? null)
    : null;
const change = (documents: Documents, of: GivenDocument, to: Partial<GivenDocument>): GivenDocument[] =>
  documents.map((one) => (one === of ? { ...one, ...to } : one));

// --- from the doctor ---

export const mayTake = (args: Args): boolean => {
  const { context, event } = args;
  if (event.type !== 'document.received' || !doctorIsHere(args) || context.visit === null) return false;
  const { documents } = context;
  // A sheet without words says nothing, and words beside a prescription would say something else.
  if ((event.document.kind === 'sheet') !== (event.document.lines !== undefined)) return false;
  return documents.length < MOST_DOCUMENTS && !documents.some(({ id }) => id === event.document.id);
};
export const take = [
  records(({ context, event }: Args) =>
    event.type === 'document.received' && context.doctor !== null
      ? [
          record('document.received', {
            document: event.document,
            by: { id: context.doctor.id, name: context.doctor.name },
          }),
        ]
      : [],
  ),
  update(({ context, event }) =>
    event.type === 'document.received'
      ? {
          documents: [
            ...context.documents,
            { ...event.document, at: event.at, hand: { state: 'waits' }, copies: 0, seen: false },
          ],
        }
      : {},
  ),
];

// --- on paper, or not ---

const mayPatientPrint = (hand: Hand): boolean =>
  hand.state === 'waits' ||
  hand.state === 'shown' ||
  // Two copies of a prescription are worse than none: where paper may have come, only the doctor says "again".
  (hand.state === 'not-handed-over' && hand.withdrawn);

export const wantsPaper = (args: Args): boolean => {
  const { event } = args;
  const document = named(args);
  if (document === null) return false;
  if (event.type === 'patient.document') return event.choice === 'print' && mayPatientPrint(document.hand);
  return (
    event.type === 'doctor.print' &&
    doctorIsHere(args) &&
    (document.hand.state === 'handed-over' || document.hand.state === 'not-handed-over')
  );
};
export const beginPrint = [
  records((args: Args): JournalRecord[] => {
    const { event } = args;
    const document = named(args);
    if (document === null || (event.type !== 'patient.document' && event.type !== 'doctor.print')) return [];
    const by = event.type === 'doctor.print' ? 'doctor' : 'patient';
    const { id, sha256, copies } = document;
    return [
      ...(by === 'patient' ? [record('document.choice', { document: id, choice: 'print' })] : []),
      record('print.begun', { document: id, print: event.print, copy: copies + 1, by, sha256 }),
    ];
  }),
  effects((args): Effect[] => {
    const { event } = args;
    const document = named(args);
    if (document === null || (event.type !== 'patient.document' && event.type !== 'doctor.print')) return [];
    const { id, bytes, sha256 } = document;
    return [{ type: 'document.print', print: event.print, document: id, bytes, sha256 }];
  }),
  update((args) => {
    const { context, event } = args;
    const document = named(args);
    if (document === null || (event.type !== 'patient.document' && event.type !== 'doctor.print')) return {};
    const by = event.type === 'doctor.print' ? 'doctor' : 'patient';
    const hand: Hand = { state: 'printing', print: event.print, by, trouble: null };
    return { documents: change(context.documents, document, { hand, seen: false }) };
  }),
];

/** Only on the screen; or not on paper any more. */
export const wantsNoPaper = (args: Args): boolean => {
  const state = named(args)?.hand.state;
  return (
    args.event.type === 'patient.document' &&
    args.event.choice === 'show' &&
    (state === 'waits' || state === 'printing')
  );
};
export const showOnly = [
  records((args: Args) => {
    const document = named(args);
    return document === null ? [] : [record('document.choice', { document: document.id, choice: 'show' })];
  }),
  effects((args): Effect[] => {
    const hand = named(args)?.hand;
    return hand?.state === 'printing' ? [{ type: 'document.stop', print: hand.print }] : [];
  }),
  update((args) => {
    const document = named(args);
    // What prints is over when the printer says so.
    if (document?.hand.state !== 'waits') return {};
    return { documents: change(args.context.documents, document, { hand: { state: 'shown' }, seen: true }) };
  }),
];

export const readsOutcome = (args: Args): boolean => {
  const document = named(args);
  if (args.event.type !== 'patient.document' || args.event.choice !== 'seen' || document === null)
    return false;
  const { state } = document.hand;
  return !document.seen && (state === 'handed-over' || state === 'not-handed-over');
};
export const outcomeRead = update((args: Args) => {
  const document = named(args);
  return document === null ? {} : { documents: change(args.context.documents, document, { seen: true }) };
});

// --- what the printer says ---

export const otherTrouble = (args: Args): boolean => {
  const hand = printed(args)?.hand;
  return (
    args.event.type === 'print.trouble' && hand?.state === 'printing' && hand.trouble !== args.event.trouble
  );
};
export const noteTrouble = [
  records((args: Args) => {
    const document = printed(args);
    if (document === null || args.event.type !== 'print.trouble') return [];
    const { print, trouble } = args.event;
    return [record('print.trouble', { document: document.id, print, trouble })];
  }),
  update((args) => {
    const document = printed(args);
    if (document?.hand.state !== 'printing' || args.event.type !== 'print.trouble') return {};
    const hand = { ...document.hand, trouble: args.event.trouble };
    return { documents: change(args.context.documents, document, { hand }) };
  }),
];

export const isPrinting = (args: Args): boolean => args.event.type === 'print.over' && printed(args) !== null;
export const printOver = [
  records((args: Args) => {
    const document = printed(args);
    if (document === null || args.event.type !== 'print.over') return [];
    const { print, printer, why, withdrawn, sha256 } = args.event;
    return [record('print.over', { document: document.id, print, printer, why, withdrawn, sha256 })];
  }),
  update((args) => {
    const document = printed(args);
    if (document === null || args.event.type !== 'print.over') return {};
    const { print, why, withdrawn } = args.event;
    const hand: Hand =
      why === null ? { state: 'handed-over', print } : { state: 'not-handed-over', print, why, withdrawn };
    const copies = document.copies + (why === null ? 1 : 0);
    return { documents: change(args.context.documents, document, { hand, copies }) };
  }),
];

// --- what nobody follows any more ---

/** Of those under way, as records; what became of the paper nobody here knows. */
const endedAs =
  (why: 'restarted' | 'visit-over') =>
  ({ context }: Args): JournalRecord[] =>
    context.documents.flatMap(({ id, hand }) =>
      hand.state === 'printing'
        ? [
            record('print.over', {
              document: id,
              print: hand.print,
              printer: null,
              why,
              withdrawn: false,
              sha256: null,
            }),
          ]
        : [],
    );

export const unfollowed = (documents: Documents): GivenDocument[] =>
  documents.map((one) =>
    one.hand.state === 'printing'
      ? {
          ...one,
          hand: { state: 'not-handed-over', print: one.hand.print, why: 'restarted', withdrawn: false },
        }
      : one,
  );

/** The core came back: it follows no print job of the run before, and takes back what still waits in the printers. */
export const printsLost = [
  records(endedAs('restarted')),
  update(({ context }: Args) => ({ documents: unfollowed(context.documents) })),
];

/** Nobody is there to take the paper. */
export const stopPrints = effects(({ context }: Args): Effect[] =>
  context.documents.flatMap(({ hand }) =>
    hand.state === 'printing' ? [{ type: 'document.stop', print: hand.print }] : [],
  ),
);
/** Before the cabinet is wiped. */
export const endPrints = [records(endedAs('visit-over')), stopPrints];
