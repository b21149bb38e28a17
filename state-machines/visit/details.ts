/** What the patient says of himself after his name, and the doctor's word that it is he. */
import { type DetailAnswer, LEAST_IDENTIFIERS, pendingDetail } from '../details.ts';
import { record } from '../records.ts';
import { type Args, records, update, yearsIn } from './actions.ts';
import type { VisitContext } from './context.ts';
import { doctorIsHere } from './doctor-acts.ts';

const answered = ({ context, event }: Args): readonly DetailAnswer[] =>
  event.type === 'patient.detail' ? [...context.details, event.answer] : context.details;
export const detailAsked = (context: VisitContext) => pendingDetail(yearsIn(context), context.details);
export const isAskedDetail = ({ context, event }: Args): boolean =>
  event.type === 'patient.detail' && event.answer.detail === detailAsked(context);
export const isLastDetail = (args: Args): boolean =>
  isAskedDetail(args) && pendingDetail(yearsIn(args.context), answered(args)) === null;
export const noteDetail = [
  records(({ event }: Args) =>
    event.type === 'patient.detail' ? [record('detail.given', { answer: event.answer })] : [],
  ),
  update((args) => ({ details: [...answered(args)] })),
];
export const detailsLeft = ({ context }: Args): boolean => detailAsked(context) !== null;
export const detailBack = update(({ context }) => ({ details: context.details.slice(0, -1) }));

// --- what is typed before it is confirmed ---

export const noteDraft = update(({ event }: Args) =>
  event.type === 'patient.draft' ? { draft: event.draft } : {},
);

// --- two identifiers, aloud ---

export const mayCheckIdentity = (args: Args): boolean => {
  const { context, event } = args;
  if (event.type !== 'doctor.checkIdentity' || !doctorIsHere(args)) return false;
  const { identity, identityCheck } = context;
  if (context.visit === null || identity === null) return false;
  const told = new Set(event.identifiers);
  if (told.size === 0) return identityCheck !== null;
  // Nobody can confirm a date that was never given.
  if (identity.birthDate === null && told.has('birthDate')) return false;
  return told.size >= LEAST_IDENTIFIERS;
};
export const noteIdentityCheck = [
  records(({ context, event }: Args) =>
    event.type === 'doctor.checkIdentity' && context.doctor !== null
      ? [
          record('identity.checked', {
            identifiers: [...new Set(event.identifiers)],
            by: { id: context.doctor.id, name: context.doctor.name },
          }),
        ]
      : [],
  ),
  update(({ context, event }) =>
    event.type === 'doctor.checkIdentity' && context.doctor !== null
      ? {
          identityCheck:
            event.identifiers.length === 0
              ? null
              : {
                  identifiers: [...new Set(event.identifiers)],
                  by: { id: context.doctor.id, name: context.doctor.name },
                  at: event.at.wall,
                },
        }
      : {},
  ),
];
