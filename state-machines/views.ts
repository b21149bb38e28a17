/** What people may know of the cabinet's state: the patient on its screen, the doctor over the call. */

import { CAPABILITIES } from '../drivers/contract.ts';
import { READY_TTL_MS } from '../drivers/cuff/permission.ts';
import { takesAsked } from './blood-pressure/judge.ts';
import { CATALOGUE, instrumentFor, mayBegin, offered } from './catalogue.ts';
import {
  type CabinetState,
  type DoctorView,
  EAR_TARGETS,
  type ExamName,
  type ExamStep,
  type ExamView,
  examStepSchema,
  type Instant,
  isMediaNeed,
  MEDIA_NEEDS,
  type MediaTarget,
  type PatientView,
  type Phase,
} from './contract.ts';
import { detailsFor } from './details.ts';
import { ageYears } from './exam/age.ts';
import type { ExamContext } from './exam/context.ts';
import { EXAM_ENDS } from './exam/declaration.ts';
import { pending } from './exam/questions.ts';
import { redFlagsFor } from './red-flags.ts';
import { circumstances } from './visit/actions.ts';
import type { VisitContext } from './visit/context.ts';
import { flagAsked, mayBeReadLater, offeredAlone } from './visit/danger.ts';
import { detailAsked } from './visit/details.ts';

/** The visit as typed data; snapshots are trusted once `restoreCabinet` has let them in. */
export function visitOf(state: CabinetState): { readonly phase: Phase; readonly context: VisitContext } {
  return { phase: state.visit.state.value as Phase, context: state.visit.state.context as VisitContext };
}

interface Exam {
  readonly step: ExamStep;
  readonly over: boolean;
  readonly context: ExamContext;
}

/** The exam under way or just over; null when none. */
export function examOf(state: CabinetState): Exam | null {
  if (state.exam === null) return null;
  const step = examStepSchema.parse(state.exam.state.value);
  return {
    step,
    over: (EXAM_ENDS as readonly string[]).includes(step),
    context: state.exam.state.context as ExamContext,
  };
}

function cuffView({ step, context }: Exam): Partial<ExamView> {
  const { takes, kind, ready, unconfirmed } = context.cuff;
  return {
    takes: { have: takes.length, of: takesAsked(takes, context.mode) },
    cuff: kind,
    readyUntil: step === 'connect' && ready !== null ? ready.at + READY_TTL_MS : null,
    unconfirmed: unconfirmed && { numbers: unconfirmed.numbers, takenAt: unconfirmed.takenAt },
  };
}

/** Live: what the patient was told to hold in place is seen or heard. */
const LIVE: readonly ExamStep[] = ['connect', 'measure', 'judge', 'repeat'];
const EARS: readonly MediaTarget[] = EAR_TARGETS;

function mediaView({ step, context }: Exam): Partial<ExamView> {
  const { media, needs, exam, ageBand } = context;
  const spec = CATALOGUE[exam].capture;
  if (media === null || spec === undefined || !isMediaNeed(needs)) return {};
  const { target, order, capturing, toJudge } = media;
  return {
    media: {
      need: needs,
      target,
      preparation: step === 'prepare' ? (spec.preparations[media.prepared] ?? null) : null,
      pull: EARS.includes(target) ? (ageBand === 'infant' ? 'down' : 'up') : null,
      shutter: spec.shutter,
      targets: order.map((one) => ({
        target: one,
        kept: media.media.filter((medium) => medium.target === one).length,
      })),
      capturing,
      live: LIVE.includes(step),
      media: media.media,
      toJudge,
    },
  };
}

function examView(exam: Exam | null): ExamView | null {
  if (exam === null) return null;
  const { context } = exam;
  return {
    exam: context.exam,
    step: exam.step,
    attempt: context.attempt,
    trouble: context.trouble ?? (exam.step === 'position' ? context.correction : null),
    progress: context.progress,
    instrument: context.instrument.state,
    fault: context.instrument.fault,
    results: context.results,
    mode: context.mode,
    until: context.until,
    question: exam.step === 'questions' ? pending(CATALOGUE[context.exam].questions, context.answers) : null,
    answers: context.answers,
    ageBand: context.ageBand,
    ...mediaView(exam),
    ...(context.exam === 'blood-pressure' ? cuffView(exam) : {}),
  };
}

/** Phases in which the cabinet may call the patient by name. */
const NAMED: readonly Phase[] = ['consent', 'redFlags', 'waiting', 'alone', 'inCall', 'exam', 'documents'];

/** Where the doctor's documents are on the screen. */
const READS: readonly Phase[] = ['inCall', 'exam', 'documents'];

/** On the day of the visit. */
export const yearsOf = ({ identity, begunAt }: Pick<VisitContext, 'identity' | 'begunAt'>): number | null =>
  begunAt === null ? null : ageYears(identity?.birthDate ?? null, begunAt);

function seatView(context: VisitContext): PatientView['doctor'] {
  const seat = context.doctor;
  // Who reads what somebody left is nothing to the next one.
  if (seat === null || context.reading !== null) return null;
  // A short loss is not the patient's worry: he is told when `lease.told` has passed.
  return { name: seat.name, link: seat.link === 'lost' && !seat.told ? 'live' : seat.link };
}

/** `now` is not needed while every deadline is in the state; kept so that a view may grow an age. */
export function patientView(state: CabinetState, _now?: Instant): PatientView {
  const { phase, context } = visitOf(state);
  const hidden = context.stillThereUntil !== null;
  const { identity } = context;
  return {
    visit: context.visit,
    phase,
    language: context.language,
    greeting: identity !== null && NAMED.includes(phase) && !hidden ? identity.firstName : null,
    identifyError: context.identifyError,
    broker: context.broker,
    waitingSince: phase === 'waiting' ? context.waitingSince : null,
    doctor: seatView(context),
    exam: examView(examOf(state)),
    stillThereUntil: context.stillThereUntil,
    helpRequested: context.helpRequested,
    media: context.media,
    endedBecause: context.endedBecause,
    ...sharedView(context),
    documents: READS.includes(phase) && !hidden ? context.documents : [],
    share: shareView(context, READS.includes(phase) && !hidden),
    detail: phase === 'details' ? detailView(context) : null,
    draft: phase === 'identify' && !hidden ? draftView(context) : null,
    redFlag: phase === 'redFlags' ? redFlagView(context) : null,
    alone: phase === 'waiting' ? [...offeredAlone(context)] : [],
    mayLeaveToRead: phase === 'waiting' && mayBeReadLater(context),
  };
}

const sharedView = ({ hold, sentence, helper, quickSet, urgent, mediaConsent, third }: VisitContext) => ({
  mediaConsent,
  third,
  hold,
  sentence,
  helper,
  quickSet,
  urgent,
});

const shareView = ({ share, shareAsked }: VisitContext, asks: boolean) => ({
  granted: share,
  question: asks ? shareAsked : null,
});

function detailView(context: VisitContext): PatientView['detail'] {
  const detail = detailAsked(context);
  if (detail === null) return null;
  const all = detailsFor(yearsOf(context), context.details);
  return { detail, place: all.indexOf(detail) + 1, of: all.length };
}

/** Who comes back to the question finds what he had typed. */
function draftView({ draft, identity }: VisitContext): PatientView['draft'] {
  if (draft !== null || identity?.source !== 'typed') return draft;
  const { birthName, firstName, birthDate } = identity;
  return { birthName, firstName, birthDate, dateAsked: true };
}

function redFlagView(context: VisitContext): PatientView['redFlag'] {
  const flag = flagAsked(context);
  if (flag === null) return null;
  const all = redFlagsFor(yearsOf(context));
  return { flag, place: all.indexOf(flag) + 1, of: all.length };
}

/** Null when nobody is here: there is no visit a doctor could see. */
export function doctorView(state: CabinetState): DoctorView | null {
  const { phase, context } = visitOf(state);
  const visit = phase === 'idle' ? context.reading : context.visit;
  if (visit === null || phase === 'cleaning') return null;
  const exam = examOf(state);
  const shown = examView(exam);
  const { instruments } = context;
  const now = circumstances(context);
  const instrument = instrumentFor(exam?.context.needs ?? 'oximetry', instruments);
  return {
    visit,
    phase,
    language: context.language,
    identity: context.identity,
    resumed: context.resumed,
    exam: shown && { ...shown, corrections: [...CATALOGUE[shown.exam].corrections] },
    refused: [...context.refused, ...(exam && !exam.over ? exam.context.refused : [])],
    instrument: {
      state: instrument.state,
      fault: instrument.fault,
      label: instrument.identity?.label ?? null,
    },
    instruments: CAPABILITIES.flatMap((capability) => {
      const known = instruments[capability];
      if (known === undefined) return [];
      return [{ capability, state: known.state, fault: known.fault, label: known.identity?.label ?? null }];
    }),
    inputs: MEDIA_NEEDS.flatMap((need) => {
      const known = instruments[need];
      if (known === undefined) return [];
      return [{ need, present: known.state === 'streaming', label: known.identity?.label ?? null }];
    }),
    offered: offered(now).map((each) => ({
      ...each,
      begins: mayBegin(each.exam, now),
      ...targetsOf(each.exam),
    })),
    media: context.media,
    helpRequested: context.helpRequested,
    ...sharedView(context),
    details: context.details,
    identityCheck: context.identityCheck,
    redFlags: context.redFlags,
    entered: context.entered,
    documents: context.documents,
    share: shareView(context, true),
    note: context.note,
    summary: context.summary,
    earlier: context.earlier,
    confirmed: context.confirmed,
    keepOn: context.keepOn,
    units: unitsView(context),
    unread: context.unread,
  };
}

const targetsOf = (exam: ExamName) => {
  const targets = CATALOGUE[exam].capture?.groups.flat();
  return targets === undefined ? {} : { targets };
};

/** Where there is a choice. */
function unitsView({ units, chosen }: VisitContext): NonNullable<DoctorView['units']> {
  return CAPABILITIES.flatMap((capability) => {
    const known = units[capability] ?? [];
    return known.length < 2 ? [] : [{ capability, units: known, chosen: chosen[capability] ?? null }];
  });
}
